"""The files of the directory, at /centres/export.csv and its like."""

from django.core.cache import cache
from django.db import transaction
from django.http import Http404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from home.downloads import file_of

from ...models import CentrePage
from .documents import as_geojson, as_json
from .facts import facts_of_all
from .structures import as_structures
from .tables import as_csv, as_xlsx

# {end of the address: (what writes the file, its kind, its name)}
FORMS = {
    "csv": (as_csv, "csv", "centres"),
    "xlsx": (as_xlsx, "xlsx", "centres"),
    "json": (as_json, "json", "centres"),
    "geojson": (as_geojson, "geojson", "centres"),
    "data-inclusion.json": (as_structures, "json", "structures-data-inclusion"),
}
LIFE = 600  # seconds: a workbook of 4,100 centres costs seconds, and anybody may ask


@transaction.non_atomic_requests
@require_safe
def export(request, form):
    """Every centre that a visitor sees, as it was ten minutes ago at most."""
    if form not in FORMS:
        raise Http404
    write, kind, name = FORMS[form]
    key = f"directory:export:{form}"
    content = cache.get(key)
    if content is None:
        content = write(facts_of_all(CentrePage.objects.published(), request), request)
        cache.set(key, content, LIFE)
    answer = file_of(content, kind, name)
    patch_cache_control(answer, public=True, max_age=LIFE)
    answer["Access-Control-Allow-Origin"] = "*"  # open data: a map elsewhere reads it
    return answer

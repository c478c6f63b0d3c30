"""The plan of a published project as a sheet, which can be imported again as it is."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from home.slugs import slug_of
from network.review.rows import take_voted_rows

from .models import FederalProjectPage
from .models.published_entry import plain_rows
from .outline.export import as_csv, as_xlsx

FORMS = {
    "xlsx": (
        as_xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "csv": (as_csv, "text/csv; charset=utf-8"),
}


def sheet(request, pk, form):
    """`form`: "xlsx" or "csv"; 404 for a project that visitors do not see."""
    projects = FederalProjectPage.objects.published().select_related("live_revision")
    page = get_object_or_404(projects, pk=pk)
    take_voted_rows(page)
    return answer_of(plain_rows(page.entries.all()), page.title, form)


def answer_of(rows, title, form):
    """The file of these rows, under the name of their document; 404 for another form."""
    if form not in FORMS:
        raise Http404
    write, kind = FORMS[form]
    answer = HttpResponse(write(rows), content_type=kind)
    name = f"{slug_of(title)[:80] or 'plan'}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

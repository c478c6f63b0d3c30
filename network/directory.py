"""The directory of centres: rows, facets département, type and management."""

from django.core.paginator import Paginator
from django.db.models import Count, Q

from .models.territory import Territory

PAGE_SIZE = 20


def centre_directory(centres, parameters):
    """The context of the directory's page.

    `centres`: those it lists, a QuerySet of CentrePage. `parameters`: a QueryDict;
    unknown values are ignored. Returns a dict: `rows` (a paginator's page of
    CentrePage), `total`, `departements`, `selected`.
    """
    kinds, managements = centres.model.Kind, centres.model.Management
    departements = (
        Territory.objects.departements()
        .filter(centres__in=centres)
        .annotate(centre_count=Count("centres"))
    )
    selected = {
        "departement": _known(
            parameters.get("departement"), [place.code for place in departements]
        ),
        "type": _known(parameters.get("type"), kinds.values),
        "gestion": _known(parameters.get("gestion"), managements.values),
    }
    names = {
        "departement": "departement__code",
        "type": "kind",
        "gestion": "management",
    }
    chosen = Q(**{names[key]: value for key, value in selected.items() if value})
    page = Paginator(centres.filter(chosen).for_rows(), PAGE_SIZE).get_page(
        parameters.get("page")
    )
    return {
        "rows": page,
        "total": page.paginator.count,
        "departements": sorted(departements, key=lambda place: place.sort_key),
        "kinds": kinds.choices,
        "managements": managements.choices,
        "selected": selected,
        "is_filtered": any(selected.values()),
    }


def _known(value, values):
    return value if value in values else ""

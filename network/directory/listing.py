"""The directory of centres: rows, a text, facets département, type and management.

An address may hold the federation whose members it lists; no select offers them all.
"""

from django.core.paginator import Paginator
from django.db.models import Count, Q

from home.spelling import asked_words, found_in
from home.visibility import visible

from ..models.territory import Territory

PAGE_SIZE = 20
LONGEST_TEXT = 200  # signs, as in the search of the whole site
LOOKED_IN = ("title", "commune", "postcode", "departement__name", "kind")


def centre_directory(centres, parameters):
    """The context of the directory's page.

    `centres`: those it lists, a QuerySet of CentrePage. `parameters`: a QueryDict;
    unknown values are ignored. Returns a dict: `rows` (a paginator's page of
    CentrePage), `total`, `departements`, `selected`, `text` (what was looked for),
    `federation` (whose members are listed, or None).
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
    federation = _federation(centres, parameters.get("federation"))
    if federation:
        chosen &= Q(federation=federation.pk)
    text = " ".join(parameters.get("q", "").split())[:LONGEST_TEXT]
    if asked_words(text):
        chosen &= Q(pk__in=_named(centres, text))
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
        "text": text,
        "federation": federation,
        "is_filtered": bool(federation or any(selected.values())),
    }


def _federation(centres, slug):
    """The federation of that address, if a visitor may see it."""
    if not slug:
        return None
    federations = centres.model._meta.get_field("federation").related_model.objects
    return federations.filter(visible(), slug=slug).first()


def _named(centres, text):
    """The keys of the centres with this name, in this town or at this postcode."""
    kinds = dict(centres.model.Kind.choices)
    rows = centres.order_by().values_list("pk", *LOOKED_IN)
    texts = ((pk, f"{' '.join(said)} {kind} {kinds[kind]}") for pk, *said, kind in rows)
    return found_in(texts, text)


def _known(value, values):
    return value if value in values else ""

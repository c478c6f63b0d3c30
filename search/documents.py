"""From a page to its `SearchDocument`: one function for every engine.

The registry says which types of pages a visitor can find. Only what a visitor can read
on the page is indexed: never a contact's address, a quote without consent, a note of
the committee.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from home.visibility import visible
from initiatives.models import InitiativeKeyword, InitiativePage, InitiativeTheme
from network.models import CentrePage, FederationPage, Territory

from . import analysis
from .engines.base import SearchDocument

BATCH = 200
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)  # published by hand, without a date


@dataclass(frozen=True)
class IndexedType:
    """A type of pages that is found: `name` is its value of the facet `type`.

    - related: where `wagtailcore.Page` holds the specific page;
    - read: published pages of these ids, with all that `describe` needs;
    - describe: (title, summary, labels, body) as iterables of texts, and facets;
    - stands: the page or the centre whose coordinates are those of the page, or None.
    """

    name: str
    label: str
    model: type
    related: str
    read: Callable
    describe: Callable
    stands: Callable = lambda page: None


def _read_fiches(page_ids):
    themes = InitiativeTheme.objects.select_related("theme")
    keywords = InitiativeKeyword.objects.select_related("tag")
    return (
        InitiativePage.objects.published()
        .filter(pk__in=page_ids)
        .select_related("departement__parent")
        .prefetch_related(
            Prefetch("theme_rows", queryset=themes),
            Prefetch("keyword_rows", queryset=keywords),
            "centre__federation",
            "audiences",
            "associated_centres",
            "steps",
            "key_figures",
            "quotes",
            "partners",
        )
    )


def _describe_fiche(page):
    centre, territory = page.centre, page.territory
    audiences, natures = list(page.audiences.all()), page.natures or []
    labels = [
        *(text for theme in page.themes for text in (theme.name, theme.synonyms)),
        *(audience.name for audience in audiences),
        *(row.tag.name for row in page.keyword_rows.all()),
        *(other.title for other in page.associated_centres.all()),
        page.place,
        *([page.commune] if page.code_insee else []),
        *_names_of(centre, territory),
    ]
    body = [
        *_stream(page.story),
        *(text for step in page.steps.all() for text in (step.title, step.text)),
        *(f"{row.value} {row.label}" for row in page.key_figures.all()),
        *(f"{row.text} {row.first_name} {row.role}" for row in page.shown_quotes),
        *(f"{row.name} {row.get_kind_display()}" for row in page.partners.all()),
        page.end_reason,
        page.team_note,
        page.budget_note,
        page.material,
        *map(str, page.nature_labels),
        *map(str, page.initiator_labels),
        page.contact_function,
        *_stream(page.complements),
    ]
    facets = [
        *(("theme", theme.slug) for theme in page.themes),
        *(("public", audience.slug) for audience in audiences),
        *_places(territory),
        ("centre", str(centre.pk)),
        *([("annee", str(page.start_year))] if page.start_year else []),
        *(("nature", code) for code in natures),
    ]
    return [page.title], [page.tagline, page.summary], labels, body, facets


def _read_centres(page_ids):
    return (
        CentrePage.objects.published()
        .filter(pk__in=page_ids)
        .select_related("departement__parent", "federation", "contact")
    )


def _describe_centre(page):
    labels = [page.get_kind_display(), *_names_of(page, page.departement)]
    address = getattr(page, "contact", None) and page.contact.address
    body = [address, page.postcode, page.get_management_display()]
    facets = [*_places(page.departement), ("centre", str(page.pk))]
    return [page.title], [page.introduction], labels, body, facets


def _read_federations(page_ids):
    return FederationPage.objects.filter(visible(), pk__in=page_ids).prefetch_related(
        "territories__parent"
    )


def _describe_federation(page):
    territories = list(page.territories.all())
    labels = [page.get_level_display(), page.commune]
    labels += [text for each in territories for text in _names(each)]
    facets = [place for each in territories for place in _places(each)]
    body = [page.address, page.postcode]
    return [page.title], [page.mission], labels, body, facets


TYPES = {
    kind.name: kind
    for kind in (
        IndexedType(
            "fiche",
            _("Initiatives"),
            InitiativePage,
            "initiativepage",
            _read_fiches,
            _describe_fiche,
            lambda page: page if page.latitude is not None else page.centre,
        ),
        IndexedType(
            "centre",
            _("Centres"),
            CentrePage,
            "centrepage",
            _read_centres,
            _describe_centre,
            lambda page: page,
        ),
        IndexedType(
            "federation",
            _("Fédérations"),
            FederationPage,
            "federationpage",
            _read_federations,
            _describe_federation,
        ),
    )
}


def _names_of(centre, territory):
    federation = centre.federation.title if centre.federation_id else ""
    return [centre.title, centre.commune, *_names(territory), federation]


def _names(territory):
    region = territory.parent.name if territory.parent_id else ""
    return [territory.label_with_code, region]


def _places(territory):
    if territory.kind == Territory.Kind.REGION:
        return [("region", territory.code)]
    region = [("region", territory.parent.code)] if territory.parent_id else []
    return [("departement", territory.code), *region]


def _stream(value):
    """Trap: the core gives "None" for a rich text that was never typed."""
    found = value.stream_block.get_searchable_content(value)
    return [text for text in found if text != "None"]


def document(kind: IndexedType, page) -> SearchDocument:
    """Give the document of a specific page.

    Its digest: the name of the analysis, then a hash of all the rest.
    """
    *texts, facets = kind.describe(page)
    title, summary, labels, body = (
        "\n".join(" ".join(str(text).split()) for text in some if text)
        for some in texts
    )
    place = kind.stands(page)
    made = SearchDocument(
        page_id=page.pk,
        type=kind.name,
        published_at=page.first_published_at or page.last_published_at or UNDATED,
        digest="",
        title=title,
        summary=summary,
        labels=labels,
        body=body,
        facets=tuple(dict.fromkeys([("type", kind.name), *facets])),
        latitude=place and place.latitude,
        longitude=place and place.longitude,
    )
    whole = hashlib.sha256(repr(made).encode()).hexdigest()
    return replace(made, digest=analysis.of_terms() + whole[analysis.SIGNS :])


def read(page_ids: Iterable[int]) -> Iterator[SearchDocument]:
    """Give the documents of those of the pages that are live, public and indexed.

    Everything is read anew from the database; the others are left out.
    """
    page_ids = list(page_ids)
    for kind in TYPES.values():
        for page in kind.read(page_ids):
            yield document(kind, page)


def read_all() -> Iterator[list[SearchDocument]]:
    """Give the documents of the whole site, in batches."""
    for kind in TYPES.values():
        ids = list(kind.model.objects.filter(visible()).values_list("pk", flat=True))
        for start in range(0, len(ids), BATCH):
            batch = kind.read(ids[start : start + BATCH])
            yield [document(kind, page) for page in batch]


def count_all() -> int:
    """Give the number of pages that `read_all` will describe."""
    return sum(kind.model.objects.filter(visible()).count() for kind in TYPES.values())

"""What a page of results shows around its hits, in words and addresses.

Every address here starts with "?" or is the path of the list: they work on any list.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.directory.map.outlines import neighbours as touching

from .criteria import (
    DISTANCE,
    MAX_PAGE,
    MAX_RESULTS,
    RECENT,
    RELEVANCE,
    SORTS,
    TITLE,
    Criteria,
    default_sort,
)
from .labels import CLOSED, FACET_LABELS, label_of

NEIGHBOURS_SHOWN = 5
PAGES_AROUND = 2


@dataclass(frozen=True)
class Value:
    """One value of a facet. `url` is the search with this value alone chosen."""

    value: str
    label: str
    count: int
    selected: bool
    url: str

    @property
    def disabled(self) -> bool:
        """Tell whether choosing it would give nothing; a chosen one never is."""
        return not self.count and not self.selected


@dataclass(frozen=True)
class ListedFacet:
    """One facet beside the results; `url` is the search without it."""

    name: str
    label: str
    values: tuple[Value, ...]
    url: str

    @property
    def selected(self) -> tuple[Value, ...]:
        """Give the chosen values."""
        return tuple(value for value in self.values if value.selected)


@dataclass(frozen=True)
class Chip:
    """An active criterion, the address without it, and what that would give.

    `count` is None where it was not counted.
    """

    label: str
    url: str
    count: int | None = None


def address(criteria: Criteria, path: str, **changes) -> str:
    """Give the address of a search on the list at `path`."""
    return criteria.querystring(**changes) or path


def facets(criteria, results, labels, path) -> list[ListedFacet]:
    """Give the counted facets that the page does not impose, with their values.

    A closed list shows all its values, zeros included; a long one those that have a
    page. A chosen value is always there.
    """
    return [
        _facet(name, criteria, results, labels, path)
        for name in criteria.counted
        if name not in criteria.fixed
    ]


def _facet(name, criteria, results, labels, path):
    counts = results.facets.get(name, {})
    chosen = criteria.selected.get(name, ())
    bare = criteria.without(name)
    order = list(labels.get(name, ()))
    if name == "annee":
        order = sorted({*counts, *chosen}, reverse=True)
    values = tuple(
        Value(
            value=value,
            label=label_of(labels, name, value),
            count=counts.get(value, 0),
            selected=value in chosen,
            url=address(bare, path, filters=(*bare.filters, (name, (value,)))),
        )
        for value in order
        if name in CLOSED or value in counts or value in chosen
    )
    return ListedFacet(name, str(FACET_LABELS[name]), values, address(bare, path))


def sorts(criteria, path) -> list[dict]:
    """Give {value, label, selected, url} of each sort that has a meaning here."""
    useless = {RELEVANCE: not criteria.has_text, DISTANCE: not criteria.place}
    usual = default_sort(criteria.has_text, criteria.place)
    labels = {
        RELEVANCE: _("Pertinence"),
        DISTANCE: _("Du plus proche au plus loin"),
        RECENT: _("Plus récentes"),
        TITLE: _("De A à Z"),
    }
    return [
        {
            # The form gives it back with other words, of which another one is meant.
            "value": "" if sort == usual else sort,
            "label": labels[sort],
            "selected": sort == criteria.sort,
            "url": address(criteria, path, sort=sort, page=1),
        }
        for sort in SORTS
        if not useless.get(sort)
    ]


def quoted(text):
    """Between guillemets, unless that is how it was typed."""
    if text[:1] in '«“"' and text[-1:] in '»”"':
        return text
    return _("« %(text)s »") % {"text": text}


def chips(criteria, labels, path) -> list[Chip]:
    """Give a chip for the text, one for the place and one for each chosen value."""
    found = []
    if criteria.text:
        label = quoted(criteria.text)
        found.append(Chip(label, _without_text(criteria, path)))
    if criteria.place:
        label = _("lieu : %(place)s") % {"place": criteria.place.label}
        found.append(Chip(label, address(criteria.anywhere(), path)))
    for facet, value in criteria.active:
        url = address(criteria.without(facet, value), path)
        found.append(Chip(label_of(labels, facet, value), url))
    return found


def others(criteria, path) -> list[tuple[str, str]]:
    """Give (label, address) of what else bears the name of the place asked."""
    names = criteria.place.others if criteria.place else ()
    return [(name, address(criteria, path, near=name, page=1)) for name in names]


def _without_text(criteria, path):
    sort = RECENT if criteria.sort == RELEVANCE else criteria.sort
    return address(criteria, path, text="", sort=sort, page=1)


def notices(criteria, results) -> list[str]:
    """Give, in sentences, what was changed in the search, or could not be done."""
    sentences = {
        "truncated": _("La recherche a été raccourcie à 200 caractères et 12 mots."),
        "only_stopwords": _(
            "Ces mots sont trop courants pour chercher : voici toutes les pages."
        ),
        "no_words": _("Aucun mot à chercher : voici toutes les pages."),
        "unknown_filter": _("Un filtre inconnu a été ignoré."),
        "window": _(
            "Seules les 10 000 premières pages peuvent être parcourues : "
            "affinez la recherche."
        ),
        "degraded": _("Recherche simplifiée : l’ordre des résultats peut différer."),
    }
    codes = [*criteria.notices, *results.notices]
    codes += ["window"] if results.total > MAX_RESULTS else []
    codes += ["degraded"] if results.degraded else []
    return [sentences[code] for code in dict.fromkeys(codes)]


def heading(total: int, fiches_only: bool) -> str:
    """Give « 24 initiatives » or « 24 résultats »; zero has its own sentence."""
    if fiches_only:
        if not total:
            return _("Aucune initiative ne correspond")
        text = ngettext("%(count)s initiative", "%(count)s initiatives", total)
    else:
        if not total:
            return _("Aucune page ne correspond")
        text = ngettext("%(count)s résultat", "%(count)s résultats", total)
    return text % {"count": f"{total:,}".replace(",", "\u202f")}


def last_page(criteria, total: int) -> int:
    """Give the number of the last page that can be opened, 1 at least."""
    return max(1, min(-(-total // criteria.per_page), MAX_PAGE))


def pagination(criteria, total, path) -> dict:
    """Give {number, last, previous_url, next_url, pages}.

    pages: {number, url, current} of the first, the last and those around this one,
    with None where some are left out. One page of results has no list of pages.
    """
    number, last = criteria.page, last_page(criteria, total)
    near = range(number - PAGES_AROUND, number + PAGES_AROUND + 1)
    pages, before = [], 0
    for shown in sorted({1, last, *(n for n in near if 1 <= n <= last)}):
        if shown - before > 1:
            pages.append(None)
        url = address(criteria, path, page=shown)
        pages.append({"number": shown, "url": url, "current": shown == number})
        before = shown
    previous, following = number - 1, number + 1
    return {
        "number": number,
        "last": last,
        "previous_url": address(criteria, path, page=previous) if previous else "",
        "next_url": (
            address(criteria, path, page=following) if following <= last else ""
        ),
        "pages": pages if last > 1 else [],
    }


def removals(
    criteria, results, labels, path, without_text=None, without_quotes=None
) -> list[Chip]:
    """Give what removing the text, or all of a facet, would bring: more than nothing.

    without_text: total of the filters alone, if it was counted; without_quotes: that
    of the words of the phrases, each for itself.
    """
    found = []
    if without_quotes:
        label = _("les mêmes mots, sans guillemets")
        url = address(criteria, path, text=criteria.query.unquoted, page=1)
        found.append(Chip(label, url, without_quotes))
    if criteria.text and without_text:
        label = _("sans %(text)s") % {"text": quoted(criteria.text)}
        found.append(Chip(label, _without_text(criteria, path), without_text))
    for facet, values in criteria.filters:
        count = results.without.get(facet, 0)
        if facet in criteria.fixed or not count:
            continue
        names = ", ".join(label_of(labels, facet, value) for value in values)
        label = _("sans %(names)s") % {"names": names}
        found.append(Chip(label, address(criteria.without(facet), path), count))
    return found


def neighbours(criteria, results, labels, path) -> list[Chip]:
    """Give the same search in the départements around the chosen ones."""
    chosen = criteria.selected.get("departement", ())
    counts = results.facets.get("departement", {})
    around = dict.fromkeys(
        code for value in chosen for code in touching().get(value, ())
    )
    bare = criteria.without("departement")
    return [
        Chip(
            label_of(labels, "departement", code),
            address(bare, path, filters=(*bare.filters, ("departement", (code,)))),
            counts[code],
        )
        for code in around
        if counts.get(code) and code not in chosen
    ][:NEIGHBOURS_SHOWN]

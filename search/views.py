"""The two lists that answer a search, and the page of every criterion.

Outside any transaction, without session or cookie: an anonymous GET writes nothing
and can be kept by a cache (platform.md, section 4).
"""

from dataclasses import replace

from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.middleware import may_ask_position
from network.directory.distances import said
from network.directory.places import place_of

from . import listing
from .criteria import FACETS, MAX_PAGE, RECENT, from_address, from_text
from .engines.factory import engine
from .labels import read_labels
from .pages import read_visible

LATEST_SHOWN = 3
CRITERIA_SHOWN = ("theme", "public", "departement", "region", "annee", "nature")
CRITERIA_SHOWN += ("centre",)


@require_safe
@transaction.non_atomic_requests
def initiatives(request):
    """Answer `/initiatives/`: the fiches, newest first or best first with a text.

    The template is `search/results.html`; `_context` says what it receives.
    """
    return _results(request, reverse("initiatives"), fixed={"type": "fiche"})


@require_safe
@transaction.non_atomic_requests
def search(request):
    """Answer `/recherche/`: the same over every type of page."""
    return _results(request, reverse("search"))


def _results(request, path, fixed=None):
    """Render `search/results.html`; a page past the last is a 404. See `_context`."""
    labels = read_labels(request.GET.getlist("centre"))
    criteria = from_address(request.GET, labels, fixed, place_of)
    if criteria.page > MAX_PAGE:
        raise Http404
    criteria, found = _found(criteria)
    if criteria.page > listing.last_page(criteria, found.total):
        raise Http404
    context = _context(criteria, found, labels, path)
    response = render(request, "search/results.html", context)
    response["X-Search-Engine"] = found.engine
    return may_ask_position(response)


def _found(criteria):
    """Where nothing is near the place, the nearest of all; with what was asked then."""
    found = engine().search(criteria)
    if criteria.place and not found.total:
        anywhere = replace(criteria, within=None)
        if (far := engine().search(anywhere)).total:
            return anywhere, far
    return criteria, found


def _context(criteria, found, labels, path):
    """Give what `search/results.html` shows.

    Every url is ready for an href, every text is French:
    - criteria: text, sort, page; selected {facet: values}; has_text. What the form
      must keep: q, pres, theme, public, departement, tri, and the pairs of hidden_filters
      (chosen values of facets that the form does not show);
    - action: path of this list; fiches_only: True on /initiatives/;
    - page_title: « 24 initiatives : Santé » for <title>; heading: « 24 initiatives »
      or « Aucune initiative ne correspond »; total (int);
    - results: list of {page (specific; page.search_type is "fiche", "centre" or
      "federation"), title_html, summary_html (safe, with <mark>), missing (typed words
      that the page lacks), how_far (in words, near a place), type_label};
    - facets: list of {name, label, values, selected, url without it}, a value being
      {value, label, count, selected, disabled, url with it alone}; facet_map: the
      same by name (theme, public, departement; type on /recherche/);
    - sorts: list of {value, label, selected, url};
    - chips: list of {label, url without it}; filter_count; clear_url;
    - notices: list of sentences;
    - others: (label, url) of the places that bear the same name as the one asked;
    - is_far: True where nothing is near the place asked, and the nearest are given;
    - pagination: {number, last, previous_url, next_url, pages: list of {number, url,
      current} or None for a gap};
    - querystring: of this search, "" or starting with "?";
    - noindex: True when there is a text, a filter or a further page;
    - help, only without result: {removals, neighbours: lists of {label, url, count},
      latest: pages of fiches}.
    """
    chips = listing.chips(criteria, labels, path)
    fiches_only = "type" in criteria.fixed
    heading = listing.heading(found.total, fiches_only)
    facets = listing.facets(criteria, found, labels, path)
    return {
        "criteria": criteria,
        "hidden_filters": [
            pair for pair in criteria.active if pair[0] not in criteria.counted
        ],
        "action": path,
        "fiches_only": fiches_only,
        "heading": heading,
        "page_title": _page_title(heading, chips),
        "total": found.total,
        "results": _read(found.hits, labels),
        "facets": facets,
        "facet_map": {facet.name: facet for facet in facets},
        "sorts": listing.sorts(criteria, path),
        "chips": chips,
        "filter_count": len(criteria.active),
        "clear_url": path,
        "notices": listing.notices(criteria, found),
        "others": listing.others(criteria, path),
        "is_far": criteria.place is not None and criteria.within is None,
        "pagination": listing.pagination(criteria, found.total, path),
        "querystring": criteria.querystring(),
        "noindex": bool(chips or criteria.near or criteria.page > 1),
        "help": None if found.total else _help(criteria, found, labels, path),
    }


def _page_title(heading, chips):
    if not chips:
        return heading
    return _("%(heading)s : %(criteria)s") % {
        "heading": heading,
        "criteria": ", ".join(chip.label for chip in chips),
    }


def _read(hits, labels):
    """Give what the template shows of each hit whose page a visitor may see now."""
    pages = read_visible(hit.page_id for hit in hits)
    return [
        {
            "page": page,
            "title_html": hit.title_html,
            "summary_html": hit.summary_html,
            "missing": hit.missing,
            "how_far": said(hit.distance),
            "type_label": labels["type"][page.search_type],
        }
        for hit in hits
        if (page := pages.get(hit.page_id))
    ]


def _help(criteria, found, labels, path):
    """Give what a visitor without result can do next."""
    without_text = without_quotes = None
    if criteria.has_text and criteria.active:
        without_text = _total("", criteria.filters)
    if criteria.query.phrases:
        without_quotes = _total(criteria.query.unquoted, criteria.filters)
    filters = (("type", ("fiche",)),)
    newest = from_text("", filters=filters, counted=(), per_page=LATEST_SHOWN)
    latest = engine().search(replace(newest, sort=RECENT))
    return {
        "removals": listing.removals(
            criteria, found, labels, path, without_text, without_quotes
        ),
        "neighbours": listing.neighbours(criteria, found, labels, path),
        "latest": list(read_visible(hit.page_id for hit in latest.hits).values()),
    }


def _total(text, filters):
    other = from_text(text, filters=filters, counted=(), per_page=1)
    return engine().search(other).total


@require_safe
@transaction.non_atomic_requests
def all_criteria(request):
    """Answer `/recherche/criteres/`: every criterion as a link, without results.

    Renders `search/criteria.html` with action (path of the list that the links open)
    and facets: list of {name, label, values: list of {value, label, count, url}}.
    """
    path = reverse("initiatives")
    labels = read_labels(None)
    chosen = from_text(
        "", filters=(("type", ("fiche",)),), fixed=("type",), counted=FACETS, per_page=1
    )
    found = engine().search(chosen)
    by_name = {f.name: f for f in listing.facets(chosen, found, labels, path)}
    facets = [
        {
            "name": name,
            "label": by_name[name].label,
            "values": [
                replace(value, url=f"{path}{value.url}")
                for value in by_name[name].values
                if value.count
            ],
        }
        for name in CRITERIA_SHOWN
    ]
    return render(
        request,
        "search/criteria.html",
        {"action": path, "facets": [facet for facet in facets if facet["values"]]},
    )

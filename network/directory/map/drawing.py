"""France as SVG, drawn on the server: colours by class, a link for each département.

The drawing is for the eye and the mouse: a list of links beside it says the same. So
nothing of it is read out or reached with Tab (visual.md, section 4).
"""

from functools import lru_cache

from django.contrib.humanize.templatetags.humanize import intcomma
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.typography import typeset

from ...models import Territory
from ..territories import departements
from .outlines import neighbours, outlines
from .shades import ladder_for, legend, shade

SHAPE = '<path class="{}" d="{}"><title>{}{}</title></path>'
LINK = '<a href="{}{}/" tabindex="-1">{}</a>'
# Overseas, on a small map, stands in a column at left of the metropole.
ASIDE = '<g transform="translate(-86 {}) scale(1.05)">{}</g>'
FIRST_AT, STEP = 60, 92


def choropleth(counts, words):
    """The large map: {"metropole": SVG, "overseas": [(Territory, SVG without link)],
    "legend": [(class, words)]}.

    `counts` is {code: number}, of what `words` names (see `told`).
    """
    metropole, overseas = _drawn(_by_number(counts, words))
    return {
        "metropole": _linked(metropole),
        "overseas": overseas,
        "legend": [("c0", told(0, words)), *legend(counts.values())],
    }


def small_choropleth(counts, words):
    """The same in one small SVG."""
    return _small(_by_number(counts, words))


def small_map_of(territories):
    """In a small SVG these Territories are « here », the départements around « near »."""
    keys = {place.pk for place in territories}
    here = {one.code for one in departements() if keys & {one.pk, one.parent_id}}
    near = {code for one in here for code in neighbours().get(one, ())}

    def paint(place):
        if place.code in here:
            return "here", ""
        return "near" if place.code in near else "base", ""

    return _small(paint)


def told(number, words):
    """« 3 centres », « aucune initiative »: `words` is « centres » or « initiatives »."""
    if words == "centres":
        some = ngettext("%(number)s centre", "%(number)s centres", number)
        none = _("aucun centre")
    else:
        some = ngettext("%(number)s initiative", "%(number)s initiatives", number)
        none = _("aucune initiative")
    return some % {"number": intcomma(number)} if number else none


def _by_number(counts, words):
    ladder = ladder_for(counts.values())
    # A hundred shapes share a few numbers: each is put in words once.
    said = {
        number: typeset(_(" : %(told)s") % {"told": told(number, words)})
        for number in {0, *counts.values()}
    }

    def paint(place):
        number = counts.get(place.code, 0)
        return shade(number, ladder), said[number]

    return paint


def _small(paint):
    metropole, overseas = _drawn(paint)
    aside = (
        (FIRST_AT + STEP * row, _linked([island]))
        for row, island in enumerate(overseas)
    )
    return _linked(metropole) + format_html_join("", ASIDE, aside)


def _drawn(paint):
    """[(Territory, SVG)] of the metropole and of overseas.

    `paint(place)` gives the class of a shape, and what is said after its name.
    """
    places = {place.code: place for place in departements()}

    def draw(place, path):
        css, more = paint(place)
        return place, format_html(SHAPE, css, path, _named(place.name), more)

    return tuple(
        [draw(places[code], path) for code, path in part.items() if code in places]
        for part in outlines()
    )


_named = lru_cache(maxsize=512)(typeset)


def _linked(drawn):
    root = f"{reverse('territories')}{Territory.Kind.DEPARTEMENT}/"
    return format_html_join("", LINK, ((root, one.slug, svg) for one, svg in drawn))

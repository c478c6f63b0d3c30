"""What a reader may stumble over in an outline: told, never refused."""

from collections import defaultdict
from typing import NamedTuple

from django.utils.translation import gettext as _

from .numbering import Numbered, bare, numbered
from .rows import Row


class Notice(NamedTuple):
    """`ids`: the rows that the French sentence is about, in their order."""

    sentence: str
    ids: list[str]


def notices(rows: list[Row]) -> list[Notice]:
    found = numbered(rows)
    return [
        *_same_numbers(found),
        *_periods_that_end_before(rows),
        *_levels_that_jump(found),
        *_actions_under_nothing(found),
        *_rows_without_title(rows),
    ]


def _named(row, number=""):
    title = row.title if len(row.title) <= 60 else f"{row.title[:60]}…"
    return " ".join(word for word in (number, title) if word)


def _same_numbers(found: list[Numbered]):
    """« 1. » begins again under each orientation; « 1.2 » is the whole document's."""
    same = defaultdict(list)
    for place in found:
        number = bare(place.number)
        if number:
            above = "" if "." in number or not place.parent else place.parent.id
            same[number, above, place.row.label or place.row.kind].append(place)
    for (number, *_rest), places in same.items():
        if len(places) > 1:
            yield Notice(
                _("Le numéro %(number)s est donné %(times)s fois : %(titles)s.")
                % {
                    "number": number,
                    "times": len(places),
                    "titles": ", ".join(f"« {_named(p.row)} »" for p in places[:5])
                    + ("…" if len(places) > 5 else ""),
                },
                [place.row.id for place in places],
            )


def _periods_that_end_before(rows):
    for row in rows:
        if row.start_year and row.end_year and row.end_year < row.start_year:
            yield Notice(
                _("« %(title)s » finit en %(end)s, avant son début en %(start)s.")
                % {
                    "title": _named(row),
                    "start": row.start_year,
                    "end": row.end_year,
                },
                [row.id],
            )


def _levels_that_jump(found):
    for row, number, _depth, parent in found:
        if row.level > (parent.level + 1 if parent else 0):
            yield Notice(
                _(
                    "La ligne « %(title)s » saute un niveau : la page la montre sans "
                    "ce vide."
                )
                % {"title": _named(row, number)},
                [row.id],
            )


def _actions_under_nothing(found):
    """A plan of actions alone has nothing to put them under."""
    tops = [place.row for place in found if place.parent is None]
    if all(row.kind == "action" for row in tops):
        return
    for row in tops:
        if row.kind == "action":
            yield Notice(
                _("L’action « %(title)s » n’est sous aucune orientation.")
                % {"title": _named(row)},
                [row.id],
            )


def _rows_without_title(rows):
    for row in rows:
        if not row.title and not row.source:
            yield Notice(
                _("Une ligne du plan n’a pas d’intitulé."),
                [row.id],
            )

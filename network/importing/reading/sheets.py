"""From a file to the lines of a list of centres: .xlsx or CSV, whatever its name."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from home.lines import held
from home.sheets.cells import Cell
from home.sheets.merging import spread
from home.sheets.reading import table_of
from home.sheets.tables import Asked, NotATable

from .choices import adhesion_of, kind_of, management_of
from .columns import Column, columns_of, known
from .contact import take_contact
from .dates import day_of, year_of
from .identity import siret_of, title_of
from .lines import Line
from .places import take_place
from .readings import Unread
from .words import is_error, meant, says_nothing

# 4,100 structures are all there are; four times the bounds of a plan.
LIST = Asked(
    known,
    _l(
        "Ce fichier est un texte, et non un tableau : mettez un centre par ligne dans un "
        "tableur."
    ),
    bytes=10_000_000,
    lines=10_000,
    unzipped=40_000_000,
    tags=2_000_000,
    dear_tags=200_000,
)
# What a merged cell may say of several centres.
SHARED = {"kind", "management", "adhesion", "adhesion_fcsf", "adhesion_federation"}
SHARED |= {"federation", "postcode", "commune", "departement_code", "departement_name"}
READERS = {
    "title": title_of,
    "siret": siret_of,
    "kind": kind_of,
    "management": management_of,
    "agreed_on": day_of,
    "agreed_until": year_of,
}
ADHESIONS = ("adhesion", "adhesion_fcsf", "adhesion_federation")
LONGEST = 1_000  # signs of a cell, before any pattern reads it
ENDS_OF_LINES = {"address": ", ", "opening_hours": "\n"}  # what stands for them


@dataclass
class Sheet:
    """`columns` are read, `unknown` are not; `sentences`: what to tell of the file."""

    name: str
    columns: list[Column] = field(default_factory=list)
    unknown: list[Column] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)


def read(data: bytes, name: str = "") -> Sheet:
    """Raises NotATable, whose sentences say what to do, for a file that is no such list."""
    table = table_of(data, LIST)
    place = table.heading or 0
    heading = table.lines[place][1]
    names = [cell.text for cell in heading]
    below = [
        (number, cells)
        for number, cells in table.lines[place + 1 :]
        if [cell.text for cell in cells] != names  # printed again on each page
    ]
    columns, unknown = columns_of(heading, below)
    if not below:
        raise NotATable(
            _("Ce tableau n’a aucun centre sous les titres de ses colonnes.")
        )
    places = {column.field: column.index for column in columns}
    said = spread(table, below, places, SHARED)
    names = {column.field: column.name for column in columns}
    lines = [
        _line_of(Line(number, names=names), cells, [*columns, *unknown])
        for number, cells in below
    ]
    return Sheet(name, columns, unknown, lines, [*table.sentences, *said])


def _line_of(line, cells, columns):
    texts = {}
    for column in columns:
        cell = cells[column.index] if column.index < len(cells) else Cell()
        raw = held(cell.text)
        if not raw:
            continue
        line.raw[column.name] = raw
        if column.field and (text := _text_of(line, column.field, cell, raw)):
            texts[column.field] = text
    _take(line, texts)
    return line


def _text_of(line, name, cell, raw):
    """What the cell says; "" for what says nothing, and for an error."""
    if cell.is_error or is_error(raw):
        line.refuse(name, raw, _("erreur de formule : écrivez la valeur elle-même."))
        return ""
    if len(raw) > LONGEST:
        line.refuse(name, raw[:60] + "…", _("ce texte est trop long pour cette case."))
        return ""
    text = meant(raw, ENDS_OF_LINES.get(name, " "))
    if says_nothing(text, name):
        if len(text) > 2:  # « - » and « NC » are everywhere
            line.tell(name, raw, _("lu comme une case vide."))
        return ""
    if text.startswith("="):
        line.tell(name, raw, _("formule lue comme un texte, jamais calculée."))
    return text


def _take(line, texts):
    """The name and the place first: they tell whose an address of mails is."""
    for name, reader in READERS.items():
        if name in texts:
            line.read(name, texts[name], reader)
    if "title" not in line.values and not line.refuses("title"):
        text = line.raw.get(line.names["title"], "")
        line.refuse("title", text, _("cette ligne n’a pas de nom : écrivez-le."))
    _take_kind_of_the_name(line, texts)
    _take_adhesion(line, texts)
    if "federation" in texts:
        line.values["federation"] = texts["federation"]
    take_place(line, texts)
    take_contact(line, texts)


def _take_kind_of_the_name(line, texts):
    """« EVS Les Lilas » is none of the centres sociaux that a list holds by default."""
    if "kind" in texts or "title" not in line.values:
        return
    try:
        kind = kind_of(line.values["title"]).value
    except Unread:
        return
    if kind == "evs":
        line.values["kind"] = kind
        line.tell("title", texts["title"], _("lu comme un espace de vie sociale."))


def _take_adhesion(line, texts):
    levels = ("none", "federation", "fcsf")
    said = adhesion_of({name: texts[name] for name in ADHESIONS if name in texts})
    for name, reading in said.items():
        if isinstance(reading, Unread):
            line.refuse(name, texts[name], str(reading))
            continue
        highest = max(
            line.values.get("adhesion", "none"), reading.value, key=levels.index
        )
        line.values["adhesion"] = highest
        if reading.note:
            line.tell(name, texts[name], reading.note)

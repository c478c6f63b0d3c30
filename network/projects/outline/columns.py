"""The names of the columns of a plan: those of the export, and those that people write."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from home.spelling import words

from .markers import read_marks
from .rows import NotAnOutline

# The columns of the export, in their order: {field of a row: name}.
NAMES = {
    "id": _l("identifiant"),
    "level": _l("niveau"),
    "kind": _l("nature"),
    "label": _l("libellé"),
    "number": _l("numéro"),
    "title": _l("intitulé"),
    "text": _l("texte"),
    "start_year": _l("début"),
    "end_year": _l("fin"),
    "period": _l("période"),
    "responsible": _l("porté par"),
    "continues": _l("poursuit"),
    "source": _l("vient de"),
    "links": _l("liens"),
}
# Folded words; the first name that a column has is its own.
FIELD_OF = {
    "identifiant": "id",
    "id": "id",
    "uuid": "id",
    "niveau": "level",
    "rang": "level",
    "nature": "kind",
    "type": "kind",
    "libelle": "label",
    "numero": "number",
    "num": "number",
    "n": "number",
    "no": "number",
    "intitule": "title",
    "titre": "title",
    "nom": "title",
    "texte": "text",
    "description": "text",
    "detail": "text",
    "details": "text",
    "debut": "start_year",
    "annee de debut": "start_year",
    "fin": "end_year",
    "annee de fin": "end_year",
    "periode": "period",
    "calendrier": "period",
    "echeance": "period",
    "echeancier": "period",
    "porte par": "responsible",
    "porteur": "responsible",
    "pilote": "responsible",
    "responsable": "responsible",
    "referent": "responsible",
    "referente": "responsible",
    "poursuit": "continues",
    "vient de": "source",
    "liens": "links",
}
LEVEL = re.compile(r"niveau ([1-9][0-9]?)")
PLURAL = re.compile(r"\b(?!sous\b)(\w\w+)[sx]\b", re.IGNORECASE)
LONGEST_NAME = 60  # signs


def folded(name: str) -> str:
    return " ".join(words(name)) if len(name) <= LONGEST_NAME else ""


def field_of(name: str) -> str:
    """The field of a row that a column of this name is, or ""."""
    return FIELD_OF.get(folded(name), "")


def level_of(name: str) -> tuple[str, str] | None:
    """(kind, label) of a column that is a level: « Axes », « Niveau 2 », « Enjeu »."""
    text = folded(name)
    if not text or LEVEL.fullmatch(text):
        return ("", "") if text else None
    singular = PLURAL.sub(r"\1", name.strip(" :"))
    marks = read_marks(f"{singular} 1", set())  # as if a number stood behind it
    return (marks.kind, marks.label) if marks.style and not marks.words else None


def names_in(cells: list[str]) -> list[str]:
    """Those that name a column of a plan."""
    return [name for name in cells if field_of(name) or level_of(name)]


@dataclass
class Layout:
    """Which column is what, each by its place from 0.

    `fields`: {field: column}; `levels`: {column: (kind, label)} in their order, empty
    where each line is a row; `unknown`: {column: name}.
    """

    fields: dict = field(default_factory=dict)
    levels: dict = field(default_factory=dict)
    unknown: dict = field(default_factory=dict)
    has_days: bool = False  # a date stands where a year is asked

    @classmethod
    def of(cls, lines: list, place: int | None) -> "Layout":
        """Raises NotAnOutline if no column says what its rows are called."""
        layout = cls()
        if place is None:
            used = {i for _n, cells in lines for i, one in enumerate(cells) if one.text}
            layout.levels = {column: ("", "") for column in sorted(used)}
            return layout
        names = [cell.text for cell in lines[place][1]]
        for column, name in enumerate(names):
            layout._learn(column, name)
        layout._drop_what_only_looks_like_a_level(names)
        layout._settle()
        layout._name_the_rest(lines[place + 1 :])
        return layout

    def _learn(self, column, name):
        known = field_of(name)
        if known and known not in self.fields:
            self.fields[known] = column
        elif not known and (level := level_of(name)):
            self.levels[column] = level
        elif name:
            self.unknown[column] = name

    def _drop_what_only_looks_like_a_level(self, names):
        """« Priorité » behind « Action » says how urgent it is."""
        sure = [c for c, (kind, label) in self.levels.items() if kind or not label]
        for column in [c for c in self.levels if sure and c > max(sure)]:
            del self.levels[column]
            self.unknown[column] = names[column]

    def _settle(self):
        if "title" not in self.fields and "label" in self.fields and not self.levels:
            self.fields["title"] = self.fields.pop("label")
        if self.levels and "title" in self.fields:
            self.levels[self.fields.pop("title")] = ("", "")
        if not self.levels and "title" not in self.fields:
            raise NotAnOutline(
                _(
                    "Aucune colonne ne donne le nom de chaque ligne : ajoutez une colonne "
                    "« Intitulé », ou une colonne par niveau (« Orientation », « Action »)."
                )
            )

    def _name_the_rest(self, lines):
        """Columns that hold texts and have no name."""
        used = {i for _n, cells in lines for i, cell in enumerate(cells) if cell.text}
        for column in sorted(
            used - {*self.fields.values(), *self.levels, *self.unknown}
        ):
            self.unknown[column] = _("colonne %(number)s") % {"number": column + 1}

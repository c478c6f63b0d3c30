"""A table of a document: its columns are typed, its totals stated and computed.

Nothing is corrected: where both differ, both are shown with a notice
(domain.md, "Decisions that bind").
"""

import re
from decimal import Decimal, InvalidOperation

from django.core.exceptions import BadRequest, ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

MOST_ROWS, MOST_COLUMNS = 200, 20
_SPACE = re.compile(r"\s")


def number_of(text):
    """The Decimal of « 1 200,5 », or None of what is no number."""
    plain = _SPACE.sub("", str(text or "")).replace(",", ".").rstrip("%€")
    if not re.fullmatch(r"[-−]?[0-9]{1,15}(\.[0-9]{1,6})?", plain):
        return None
    try:
        return Decimal(plain.replace("−", "-"))
    except InvalidOperation:
        return None


def in_figures(number):
    """« 1200 » or « 1200,5 » of a Decimal: the filter `typo` sets its spaces."""
    text = f"{number.normalize():f}"
    whole, _point, decimals = text.partition(".")
    grouped = f"{int(whole):,}".replace(",", " ")
    return f"{grouped},{decimals}" if decimals else grouped


class NumberBlock(blocks.CharBlock):
    """As the document writes it: « 1 200 », « 11,2 »; a draft may hold anything."""

    def __init__(self, **kwargs):
        super().__init__(max_length=30, required=False, **kwargs)

    def clean(self, value):
        value = super().clean(value)
        is_wrong = value and number_of(value) is None
        if is_wrong and not self.is_deferred_validation:
            raise ValidationError(
                _("Écrivez un nombre, ou choisissez une colonne de texte.")
            )
        return value

    class Meta:
        icon = "order"
        label = _("Nombre")


class CellsBlock(TypedTableBlock):
    text = blocks.CharBlock(label=_("Texte"), max_length=400, required=False)
    number = NumberBlock()

    def value_from_datadict(self, data, files, prefix):
        """Trap: a type of column that no block has is a 500 in the core."""
        try:
            return super().value_from_datadict(data, files, prefix)
        except (KeyError, ValueError) as error:
            raise BadRequest("A table that no editor wrote.") from error

    def clean(self, value):
        table = super().clean(value)
        if len(table.row_data) > MOST_ROWS or len(table.columns) > MOST_COLUMNS:
            raise ValidationError(
                _("Un tableau a 200 lignes et 20 colonnes au plus : partagez celui-ci.")
            )
        return table


class StatedTotalBlock(blocks.StructBlock):
    label = blocks.CharBlock(
        label=_("qui l’annonce ?"),
        max_length=120,
        help_text=_("Exemple : « annoncé dans le texte »."),
    )
    values = blocks.CharBlock(
        label=_("ses chiffres"),
        max_length=250,
        help_text=_(
            "Un par colonne de chiffres, séparés par des points-virgules. Exemple : "
            "« 66 ; 27 ; 13 »."
        ),
    )

    class Meta:
        label = _("Total annoncé")


class TableBlock(blocks.StructBlock):
    cells = CellsBlock(label=_("tableau"))
    stated = blocks.ListBlock(
        StatedTotalBlock(),
        label=_("totaux annoncés par le document"),
        default=[],
        required=False,
        max_num=5,
    )
    note = blocks.CharBlock(label=_("remarque"), max_length=400, required=False)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return context | {"totals": Totals(value["cells"], value["stated"])}

    class Meta:
        icon = "table"
        label = _("Tableau")
        template = "blocks/table.html"


class Totals:
    """`cells` a TypedTable, `stated` the values of StatedTotalBlocks."""

    def __init__(self, cells, stated):
        self.cells, self._stated = cells, stated
        self.numeric = [column["block"].name == "number" for column in cells.columns]

    @property
    def are_shown(self):
        return any(self.numeric) and (len(self._stated) > 0)

    @property
    def computed(self):
        """For each column its total in figures, "" for one of text: a list."""
        return [in_figures(one) if one is not None else "" for one in self._sums()]

    def _sums(self):
        for place, is_number in enumerate(self.numeric):
            values = (number_of(row["values"][place]) for row in self.cells.row_data)
            yield (
                sum((one for one in values if one is not None), Decimal(0))
                if (is_number)
                else None
            )

    @property
    def stated(self):
        """[(label, [(figure, differs)] for each column)]: in the order of the document."""
        return [
            (one["label"], self._against_the_sums(one["values"]))
            for one in self._stated
        ]

    def _against_the_sums(self, values):
        figures = iter([one.strip() for one in values.split(";")])
        found = []
        for total in self._sums():
            figure = next(figures, "") if total is not None else ""
            said = number_of(figure)
            found.append((figure, said is not None and said != total))
        return found

    @property
    def differ(self):
        return any(differs for _label, row in self.stated for _one, differs in row)

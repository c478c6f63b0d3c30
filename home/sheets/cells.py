"""What a cell says: the words that its reader sees there, not what the file holds.

Trap: a spreadsheet makes 1.1 of « 1.10 », and a date of « 1/2 » or of a year.
"""

import re
from datetime import date, datetime, time
from typing import NamedTuple

from django.utils.translation import gettext as _
from openpyxl.utils.datetime import WINDOWS_EPOCH, to_excel

from .formulas import unguarded

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
BESIDE = re.compile(r'\[[^\]]*\]|"[^"]*"')  # no part of a date
ZEROS = re.compile(r"(0+)(?:\.(0+))?")


class Cell(NamedTuple):
    """`form`: its number format, "" in a CSV; `epoch`: where its days are counted from."""

    value: object = None
    form: str = ""
    is_error: bool = False  # « #REF! »
    epoch: datetime = WINDOWS_EPOCH

    @property
    def text(self) -> str:
        value = self.value
        if value is None:
            return ""
        if isinstance(value, str):
            return unguarded(value).strip()
        if isinstance(value, bool):
            return _("oui") if value else _("non")
        if isinstance(value, int | float):
            return _number(value, self.form).replace(".", ",")
        return self._day() if isinstance(value, date | time) else str(value)

    @property
    def number(self) -> str:
        """« 1.1 » of a row, which a French reader sees as « 1,1 »."""
        is_float = isinstance(self.value, float)
        return _number(self.value, self.form) if is_float else self.text

    @property
    def is_day(self) -> bool:
        return isinstance(self.value, date)

    @property
    def year(self) -> object:
        """What is said where a year is asked: of a day its year, else what stands there."""
        value = self.value
        if isinstance(value, date):
            return self._year()
        if isinstance(value, float) and value.is_integer():
            return int(value)
        return unguarded(value) if isinstance(value, str) else value

    def _year(self):
        """Trap: « 2019 » typed into a cell of the format « yyyy » is 11 July 1905."""
        is_typed = self.value.year < 1950 and not _shows(self.form, "dj")
        return int(to_excel(self.value, self.epoch)) if is_typed else self.value.year

    def _day(self):
        if isinstance(self.value, time):
            return f"{self.value:%H:%M}"
        if _shows(self.form, "dj"):
            return f"{self.value:%d/%m/%Y}"
        return f"{self.value:%m/%Y}" if _shows(self.form, "m") else str(self._year())


def _shows(form, letters):
    return bool(set(letters) & set(BESIDE.sub("", form.lower())))


def _number(value, form):
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if "%" in form:
        return f"{value * 100:g} %"
    zeros = ZEROS.fullmatch(form)
    if zeros and (zeros[2] or isinstance(value, int)):
        decimals = len(zeros[2] or "")
        width = len(zeros[1]) + (decimals + 1 if decimals else 0)
        return f"{value:0{width}.{decimals}f}"
    return str(value)


def as_written(text: str) -> str:
    """The text of a cell of a workbook's XML (ECMA-376, ST_Xstring).

    Trap: openpyxl neither writes nor reads it; Excel takes « _x0041_ » for « A ».
    """
    return ESCAPED.sub(lambda found: f"_x005F{found[0]}", text)


def as_read(text: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def said_of(number: int, name: str, sentence: str) -> str:
    """« Ligne 4, « début » : … »: where the sentence belongs."""
    where = _("Ligne %(number)s, « %(name)s » : %(sentence)s")
    return where % {"number": number, "name": name, "sentence": sentence}

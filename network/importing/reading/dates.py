"""Days and years as French lists say them: dd/mm/yyyy, a month, a year alone."""

import re
from datetime import date

from django.utils.translation import gettext as _

from home.spelling import fold

from .readings import Reading, Unread

MONTHS = ("janv", "fevr", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct")
MONTHS += ("nov", "dec")
DAY = re.compile(r"(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4})")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
HOUR = re.compile(r"[ t]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$")
MONTH = re.compile(r"(\d{1,2})\s?[/.\-]\s?(\d{4})")
IN_WORDS = re.compile(r"(?:le )?(?:(\d{1,2})(?:er)? )?([a-z]{3,9})\.? (\d{4})")
YEAR = re.compile(r"(?:annee |en )?(\d{4})(?:[.,]0)?")
YEARS = re.compile(r"(\d{4})\s?(?:-|/|a|au|\u2013)\s?(\d{4})")
FIRST, LAST = 1900, 2100  # no agrément stands outside


def day_of(text: str) -> Reading:
    """A day that was; of a month or a year alone its first, and a note says so."""
    said = HOUR.sub("", fold(text).strip())
    year, month, day = _parts(said)
    try:
        found = date(year, month or 1, day or 1)
    except ValueError:
        raise _no_day() from None
    if not FIRST <= year <= LAST:
        raise _no_day()
    if day:
        return Reading(found)
    note = _("lu comme le %(day)s : seule l’année, ou le mois, est dite.")
    return Reading(found, note % {"day": f"{found:%d/%m/%Y}"})


def year_of(text: str) -> Reading:
    """The year of a day, or the last of a period: when an agrément ends."""
    said = HOUR.sub("", fold(text).strip())
    period = YEARS.fullmatch(said)
    if period and period[1] <= period[2]:
        year = int(period[2])
    else:
        year, month, day = _parts(said)
        try:
            date(year, month or 1, day or 1)
        except ValueError:
            raise _no_day() from None
    if not FIRST <= year <= LAST:
        raise _no_day()
    return Reading(year)


def _parts(said):
    """(year, month or None, day or None)."""
    if found := DAY.fullmatch(said):
        return int(found[3]), int(found[2]), int(found[1])
    if found := ISO.fullmatch(said):
        return int(found[1]), int(found[2]), int(found[3])
    if found := MONTH.fullmatch(said):
        return int(found[2]), int(found[1]), None
    if found := YEAR.fullmatch(said):
        return int(found[1]), None, None
    if found := IN_WORDS.fullmatch(said):
        for number, name in enumerate(MONTHS, start=1):
            if found[2].startswith(name):
                return int(found[3]), number, int(found[1]) if found[1] else None
    raise _no_day()


def _no_day():
    return Unread(
        _(
            "écrivez une date comme 14/03/2026, ou une année en quatre chiffres, ou "
            "videz la case."
        )
    )

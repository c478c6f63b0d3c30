"""The day and the hours of an event or a meeting."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# A calendar file counts one day more than the last: the year 9999 would be a 500.
IN_LIVING_MEMORY = [
    MinValueValidator(date(1900, 1, 1), _("Vérifiez l’année de cette date.")),
    MaxValueValidator(date(2199, 12, 31), _("Vérifiez l’année de cette date.")),
]


def hour_in_words(time):
    """« 14 h 30 », « 9 h »."""
    return f"{time.hour} h {time.minute:02}" if time.minute else f"{time.hour} h"


def times_in_words(start, end):
    """« 14 h 30 », « de 9 h à 12 h 30 »; "" without a beginning."""
    if not start:
        return ""
    if not end:
        return hour_in_words(start)
    times = {"start": hour_in_words(start), "end": hour_in_words(end)}
    return gettext("de %(start)s à %(end)s") % times

"""Hours as one says them in French: « 9 h 30 à 12 h 30 »."""

from django.utils.translation import gettext as _


def in_hours(start, end):
    """From one time to another, or the first alone; "" without a beginning."""
    if start is None:
        return ""
    if end is None:
        return _hour(start)
    return _("%(start)s à %(end)s") % {"start": _hour(start), "end": _hour(end)}


def _hour(time):
    minutes = f"\u00a0{time.minute:02}" if time.minute else ""
    return f"{time.hour}\u00a0h{minutes}"

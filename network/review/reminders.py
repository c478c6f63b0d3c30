"""Late answers: at most three reminders, then the webmasters.

Counted from the due date, not from the last mail: a clock that stood still for a
week sends one reminder, not three. Source: editorial.md, sections 4.5 and 5.
"""

from datetime import timedelta

from django.utils import timezone

LAST = 3
PACE = timedelta(days=3)


def number_due(state):
    """The number of the reminder that is due now: 0 (none yet) to LAST."""
    late = timezone.now() - state.due_at
    if late < timedelta():
        return 0
    return min(LAST, 1 + late // PACE)


def is_for_webmasters(state):
    """True once the last reminder stayed without answer."""
    return timezone.now() - state.due_at >= LAST * PACE

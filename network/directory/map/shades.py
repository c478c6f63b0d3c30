"""Which shade a number has on the map, so that a small network shows its differences and
a large one too."""

from bisect import bisect_right

from django.utils.translation import gettext as _

# Where each shade but the first, c0 for nothing, begins.
LADDERS = ((1, 2, 3, 4), (1, 5, 10, 20), (1, 10, 30, 60), (1, 50, 100, 200))
REACH = 2  # the darkest shade holds the largest number up to as many times its start


def ladder_for(numbers):
    """The first ladder whose darkest shade is not full of all that counts."""
    largest = max(numbers, default=0)
    fitting = (ladder for ladder in LADDERS if largest <= REACH * ladder[-1])
    return next(fitting, LADDERS[-1])


def shade(number, ladder):
    """The class of a number, from « c0 » for none to « c4 »."""
    return f"c{bisect_right(ladder, number)}"


def legend(numbers):
    """[(class, words)] of each shade but that of nothing, up to the darkest in use."""
    ladder = ladder_for(numbers)
    ends = [start - 1 for start in ladder[1:]]
    steps = [
        (f"c{place}", _step(start, end))
        for place, (start, end) in enumerate(zip(ladder, ends, strict=False), 1)
    ]
    steps.append((f"c{len(ladder)}", _("%(start)s et plus") % {"start": ladder[-1]}))
    return steps[: bisect_right(ladder, max(numbers, default=0))]


def _step(start, end):
    if start == end:
        return str(start)
    return _("%(start)s à %(end)s") % {"start": start, "end": end}

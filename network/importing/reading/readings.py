"""What reading one value gives: the value, or why it cannot be read."""

from typing import NamedTuple


class Unread(ValueError):
    """A French sentence that says what to do, below the value that it is about."""


class Reading(NamedTuple):
    """`note`: a French sentence, where the value is not as it stands in the file."""

    value: object
    note: str = ""

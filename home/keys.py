"""Numbers that somebody typed, or forged, where a key is expected."""

LONGEST = 9  # digits: a key of ours has 32 bits


def is_no_key(name, value):
    """True if the part `name` of an address can name no row: 404 before any query."""
    text = str(value)
    return name.endswith(("id", "pk")) and text.isdecimal() and len(text) > LONGEST


def typed_key(text):
    """The key that `text` spells (int), or None.

    Trap: a longer number is an OverflowError (500) in SQLite, and from 4,300 digits
    on a ValueError in int().
    """
    is_key = text and text.isascii() and text.isdecimal() and len(text) <= LONGEST
    return int(text) if is_key else None

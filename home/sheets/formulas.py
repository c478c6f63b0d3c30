"""A cell never starts a formula: OWASP, "CSV Injection"."""

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(value):
    """The cell of `value`: a number as it is, a text that no spreadsheet computes."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value))
    return f"'{text}" if text.lstrip(" \n").startswith(FORMULA) else text


def guarded(value):
    """`harmless`, so that it can be undone: a text that has the apostrophe gets one more."""
    if not isinstance(value, str):
        return harmless(value)
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    return f"'{text}" if _is_risky(text) else text


def unguarded(text: str) -> str:
    is_guarded = text.startswith("'") and _is_risky(text[1:])
    return text[1:] if is_guarded else text


def _is_risky(text):
    return text.lstrip("' \n").startswith(FORMULA)

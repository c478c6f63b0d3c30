"""Lines of a text: where each says one thing, and what no line may hold."""

import re

# Word's soft end of line is U+000B, its end of page U+000C.
END_OF_LINE = re.compile(r"\r\n|[\r\v\f]")
BREAK = re.compile("[\n\t\x1c-\x1e\x85\u2028\u2029]")
# No database and no workbook holds them.
UNHELD = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def lines_of(text):
    """The lines that say something: a list."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def held(text: str) -> str:
    """The text without what no database holds, its lines ended one way."""
    return UNHELD.sub("", END_OF_LINE.sub("\n", text)).strip()


def one_line(text: str) -> str:
    pieces = (piece.strip() for piece in BREAK.split(text))
    return " ".join(piece for piece in pieces if piece)

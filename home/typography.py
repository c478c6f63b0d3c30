"""French typography of everything that is shown, whatever was typed.

Source: Imprimerie nationale's rules as visual.md, section 1 sums them up: a narrow
no-break space (U+202F) before ? ! ; and inside « » and thousands, a no-break
space (U+00A0) before :, a curly apostrophe.
"""

import re

NARROW, FIXED = "\u202f", "\u00a0"
_SPACES = "[ \u00a0\u202f]"
# Trap: tried again from each of its spaces, a run of 12,000 of them takes 25 s.
_RUN = f"(?<!{_SPACES}){_SPACES}"
_RULES = [
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    # A look-ahead, not a group: else Python builds each replacement by itself.
    (re.compile(f"{_RUN}++(?=[?!;])"), NARROW),
    (re.compile(f"{_RUN}++:(?!\\w)"), FIXED + ":"),
    (re.compile(f"«{_SPACES}*"), "«" + NARROW),
    (re.compile(f"{_RUN}*+»"), NARROW + "»"),
    (re.compile(f"(?<=\\d){_SPACES}(?=\\d{{3}}(?!\\d))"), NARROW),
    (re.compile(f"(?<=\\d){_SPACES}(?=[€%])"), FIXED),
]
_TAG = re.compile(r"(<[^<>]*>)")


def typeset(text):
    """Plain text with French spaces and apostrophes; idempotent."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def typeset_html(html):
    """The same between the tags of an HTML text; tags and attributes untouched."""
    return "".join(
        piece if piece.startswith("<") else typeset(piece) for piece in _TAG.split(html)
    )

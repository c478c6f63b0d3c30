"""What a telephone dials of what somebody wrote.

Trap: a number read as one of the mainland turns 0596 (Martinique) or 0269 (Mayotte) into
+33: a national number stays national.
"""

import re

LONGEST = 60  # signs: two numbers and a word for each

# Spaces of any kind, points, hyphens and brackets stand inside a number.
_RUN = re.compile(r"\+?[\s(]*\d(?:[\s.()\u2010-\u2013-]*\d)*")
_TRUNK = re.compile(r"\(\s*0\s*\)")
# The countries whose numbers lose their first 0 abroad.
_FRENCH = re.compile(r"(\+(?:33|262|508|590|594|596))0?(\d{9})")
_BETWEEN = re.compile(r"(?<=[\d)])\s+(?=\d|\(0)")


def dialled(text):
    """The first number of `text`, of digits and perhaps one leading « + »; or ""."""
    text = text or ""
    for source in (text, text.replace("/", "")):  # 01/23/45/67/89 is one number
        for run in _RUN.findall(source):
            if len(re.sub(r"\D", "", run)) >= 3:
                return _first_of(run)
    return ""


def _first_of(run):
    digits = re.sub(r"\D", "", run)
    if "+" in run or digits.startswith("00"):
        digits = re.sub(r"\D", "", _TRUNK.sub("", run)).removeprefix("00")
        # Nine digits then: a second number may follow after a space alone.
        french = _FRENCH.match(f"+{digits}")
        return french[1] + french[2] if french else f"+{digits[:15]}"
    if digits.startswith("0"):
        return digits[:10]
    # A short number, perhaps with another one after it.
    first = re.match(r"\D*(\d+)", run)[1]
    return first if len(first) in (3, 4) and len(digits) > 6 else digits


def printed(text):
    """`text` as it was typed, where no line breaks inside a number."""
    return _BETWEEN.sub("\u00a0", text or "")

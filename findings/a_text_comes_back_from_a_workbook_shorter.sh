#!/usr/bin/env bash
# One would guess: a str put in a cell is a text and comes back as it was, or is refused if
# the format cannot hold it, as a control sign is (IllegalCharacterError).
# What happens: beyond 32,767 signs it is cut without an error or a warning, "\r\n" comes
# back as "\n", and a text that is one of seven errors ("#N/A") or begins with "=" is written
# as an error or a formula, while "#SPILL!" stays a text. Both kinds of workbook do so.
# `data_type = "s"` brings such a text back as one; nothing brings back a long one's end.
# Why it matters here: what is exported must be read again without a change, and the reader
# refuses an error. network/projects/outline/ says of each text that it is one, has one end
# of line, and bounds a text long before.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# Debian ships pip without ensurepip: the system pip (>= 22.3) fills the venv then.
python3.11 -m venv venv >/dev/null 2>&1 || python3.11 -m venv --clear --without-pip venv
pip=(python3.11 -m pip --python venv/bin/python)
[ ! -x venv/bin/pip ] || pip=(venv/bin/python -m pip)
"${pip[@]}" install --quiet --disable-pip-version-check --no-input "openpyxl==3.1.5"

venv/bin/python -W error - <<'PYTHON'
import io
from importlib.metadata import version

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import IllegalCharacterError

ERRORS = ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"]
TEXTS = {
    "an ordinary text": "Trois écluses",
    "a number with its zero": "1.10",
    "32,767 signs": "é" * 32_767,
    "32,768 signs": "é" * 32_768,
    "an end of line of a form": "one\r\ntwo",
    **{error: error for error in ERRORS},
    "#SPILL!": "#SPILL!",
    "=1": "=1",
    "a control sign": "one\x01two",
}


def read_again(text, write_only, data_type=None):
    """Its type and how many of its signs are there, in a workbook saved and opened."""
    book, file = Workbook(write_only=write_only), io.BytesIO()
    sheet = book.create_sheet("trial", 0)
    try:
        cell = WriteOnlyCell(sheet, text)
    except IllegalCharacterError:
        return "refused"
    if data_type:
        cell.data_type = data_type
    sheet.append([cell])
    book.save(file)
    cell = load_workbook(file)["trial"]["A1"]
    if cell.value == text:
        return cell.data_type, "whole"
    return cell.data_type, f"{len(cell.value)} signs"


print(f"openpyxl {version('openpyxl')}: text: as it is; told to be a text")
found = {}
for name, text in TEXTS.items():
    plain, at_once = (read_again(text, write_only) for write_only in (False, True))
    assert plain == at_once, name
    found[name] = plain, read_again(text, True, data_type="s")
    print(f"{name}: {found[name][0]}; {found[name][1]}")
WHOLE = ("s", "whole")
assert found == {
    "an ordinary text": (WHOLE, WHOLE),
    "a number with its zero": (WHOLE, WHOLE),
    "32,767 signs": (WHOLE, WHOLE),
    "32,768 signs": (("s", "32767 signs"), ("s", "32767 signs")),
    "an end of line of a form": (("s", "7 signs"), ("s", "7 signs")),
    **{error: (("e", "whole"), WHOLE) for error in ERRORS},
    "#SPILL!": (WHOLE, WHOLE),
    "=1": (("f", "whole"), WHOLE),
    "a control sign": ("refused", "refused"),
}
PYTHON

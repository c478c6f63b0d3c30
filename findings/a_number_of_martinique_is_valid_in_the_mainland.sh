#!/usr/bin/env bash
# One would guess: a number written as the French write it (ten digits, leading 0), read with
# region FR, is either the right international number or refused: it covers France.
# What happens: the overseas départements have calling codes of their own. Read as FR,
# 0596 and 0269 (landlines of Martinique and Mayotte) are *valid* numbers of the mainland,
# so the wrong +33 is formed without a word; 0262, 0590 and 0594 are invalid, and with
# their region each is right (+596, +262, +590, +594).
# Why it matters here: centres of the five départements type their number as they dial it.
# No `tel:` link is made by adding +33; an import reads the first four digits first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# Debian ships pip without ensurepip: the system pip (>= 22.3) fills the venv then.
python3.11 -m venv venv >/dev/null 2>&1 || python3.11 -m venv --clear --without-pip venv
pip=(python3.11 -m pip --python venv/bin/python)
[ ! -x venv/bin/pip ] || pip=(venv/bin/python -m pip)
"${pip[@]}" install --quiet --disable-pip-version-check --no-input "phonenumbers==9.0.43"

venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import phonenumbers as library

# The numbers are the library's own examples, as each region writes them at home.
# {region: what FR makes of its number, None if it is refused}
AS_FRENCH = {
    "MQ": "+33596301234",
    "YT": "+33269601234",
    "RE": None,
    "GP": None,
    "GF": None,
}
CALLING_CODES = {"MQ": 596, "YT": 262, "RE": 262, "GP": 590, "GF": 594}


def read(typed, region):
    number = library.parse(typed, region)
    if library.is_valid_number(number):
        return library.format_number(number, library.PhoneNumberFormat.E164)


print(f"phonenumbers {version('phonenumbers')}")
for region, as_french in AS_FRENCH.items():
    example = library.example_number(region)
    typed = library.format_number(example, library.PhoneNumberFormat.NATIONAL)
    print(f"{typed}: FR {read(typed, 'FR')}, {region} {read(typed, region)}")
    assert typed.startswith("0")
    assert read(typed, "FR") == as_french, typed
    assert read(typed, region).startswith(f"+{CALLING_CODES[region]}"), typed
PYTHON

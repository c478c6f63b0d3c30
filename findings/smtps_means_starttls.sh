#!/usr/bin/env bash
# One would guess: EMAIL_URL=smtps://… is SMTP inside TLS from the first byte, port 465, as
# for curl and every mail program; and `?ssl=True` is another spelling of `?tls=True`.
# What happens: dj-email-url (by environs) reads smtps:// as STARTTLS without a port, with
# a warning that asks for submission:// (STARTTLS on 587); only `?ssl=True`, with the port
# written out, is TLS from the first byte, and it sets EMAIL_USE_SSL, a setting of its own.
# Why it matters here: the README gives one address for mail and volunteers copy theirs from
# a provider's page. settings must read EMAIL_USE_SSL too, and no port is None, not 25.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# Debian ships pip without ensurepip: the system pip (>= 22.3) fills the venv then.
python3.11 -m venv venv >/dev/null 2>&1 || python3.11 -m venv --clear --without-pip venv
pip=(python3.11 -m pip --python venv/bin/python)
[ ! -x venv/bin/pip ] || pip=(venv/bin/python -m pip)
"${pip[@]}" install --quiet --disable-pip-version-check --no-input "environs[django]==15.2.0" "dj-email-url==1.0.6" "django==5.2.19"

venv/bin/python -W ignore - <<'PYTHON'
import os
import warnings
from importlib.metadata import version

from environs import Env

KEYS = ("EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_USE_SSL")
EXPECTED = {
    "smtps://name:word@mail.example": (None, True, False),
    "submission://name:word@mail.example": (587, True, False),
    "smtp://name:word@mail.example:587/?tls=True": (587, True, False),
    "smtp://name:word@mail.example:465/?ssl=True": (465, False, True),
}
print(f"environs {version('environs')}, dj-email-url {version('dj-email-url')}")
for address, expected in EXPECTED.items():
    os.environ["EMAIL_URL"] = address
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        read = Env().dj_email_url("EMAIL_URL")
    found = tuple(read.get(key) for key in KEYS)
    print(f"{address}: {dict(zip(KEYS, found))} {[str(one.message) for one in said]}")
    assert found == expected, address
    assert bool(said) == address.startswith("smtps:"), address
PYTHON

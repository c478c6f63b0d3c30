#!/usr/bin/env bash
# One would guess: the postcodes of a commune are a fact, so two packages made from public
# files have the same ones, and either tells in which département a postcode of that
# commune lies.
# What happens: codes-postaux 4.1.2 has 40 pairs (postcode, commune) whose digits are those of
# another département, Corsica and overseas apart. @etalab/decoupage-administratif 6.0.0
# lacks 18 of them, though it has every one of these communes, each with a postcode of its
# own département: Thérondels (Aveyron) has 12600 there, and its mail goes to 15230.
# Why it matters here: a list of centres says « 15230 Thérondels ». Who looks the pair up
# in one package finds nothing, falls back on the first two digits, and puts a centre of
# the Aveyron in the Cantal. network/directory/building/ adds the pairs that are missing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund "@etalab/decoupage-administratif@6.0.0" "codes-postaux@4.1.2"

python3 - <<'PYTHON'
import json
from pathlib import Path

folder = Path("node_modules")
register = json.loads(
    (folder / "@etalab/decoupage-administratif/data/communes.json").read_text("utf-8")
)
delivery = json.loads((folder / "codes-postaux/codes-postaux.json").read_text("utf-8"))
now = {one["code"]: one for one in register if one["type"] == "commune-actuelle"}


pairs = {
    (one["codePostal"], one["codeCommune"])
    for one in delivery
    if one["codeCommune"] in now
    and one["codeCommune"][:2] not in ("2A", "2B", "97", "98")
    and one["codePostal"][:2] != one["codeCommune"][:2]
}
missing = {
    (postcode, code)
    for postcode, code in pairs
    if postcode not in now[code].get("codesPostaux", [])
}
print(f"{len(pairs)} such pairs in codes-postaux 4.1.2,")
print(f"{len(missing)} of them not in decoupage-administratif 6.0.0, such as:")
for postcode, code in sorted(missing)[:3]:
    print(f"  {postcode} {now[code]['nom']} ({code}): it says {now[code]['codesPostaux']}")
assert (len(pairs), len(missing)) == (40, 18)
assert ("15230", "12280") in missing
PYTHON
echo "As told above."

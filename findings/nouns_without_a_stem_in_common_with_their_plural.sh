#!/usr/bin/env bash
# One would guess: a stemmer gives a noun and its plural in -s one stem; that is its work.
# What happens: Snowball French takes the -er, -ir, -it of a singular noun and the -issions
# of a plural for endings of verbs, so commission, conflit, foyer, usager, loisir and crédit
# each have another stem than their plural; while foyer is foi (faith), loyer is loi (law).
# PyStemmer and snowballstemmer agree on all of them, and search engines embed the same rules.
# Why it matters here: these are the words of a centre social. « conflits » found no fiche on
# a « conflit »: search/french.py may not take the stem for the word.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# Debian ships pip without ensurepip: the system pip (>= 22.3) fills the venv then.
python3.11 -m venv venv >/dev/null 2>&1 || python3.11 -m venv --clear --without-pip venv
pip=(python3.11 -m pip --python venv/bin/python)
[ ! -x venv/bin/pip ] || pip=(venv/bin/python -m pip)
"${pip[@]}" install --quiet --disable-pip-version-check --no-input "PyStemmer==3.1.0" "snowballstemmer==3.1.1"

venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import Stemmer
from snowballstemmer.french_stemmer import FrenchStemmer

APART = ["commission", "conflit", "foyer", "usager", "loisir", "crédit", "forfait", "hiver"]
TOGETHER = ["habitant", "atelier", "jardin", "quartier", "enfant"]
stemmers = {
    f"PyStemmer {version('PyStemmer')}": Stemmer.Stemmer("french").stemWord,
    f"snowballstemmer {version('snowballstemmer')}": FrenchStemmer().stemWord,
}
for name, stem in stemmers.items():
    pairs = {noun: (stem(noun), stem(noun + "s")) for noun in APART + TOGETHER}
    print(name, *(f"{noun}: {one}/{many}" for noun, (one, many) in pairs.items()), sep="\n  ")
    assert all(pairs[noun][0] != pairs[noun][1] for noun in APART)
    assert all(pairs[noun][0] == pairs[noun][1] for noun in TOGETHER)
    assert stem("foyer") == stem("foi")
    assert stem("loyer") == stem("loi")
PYTHON

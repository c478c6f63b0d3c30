"""The register of communes: read from its file, once."""

import csv
import hashlib
from pathlib import Path

from django.core.management.color import no_style
from django.db import connection, transaction

from ..models.commune import Commune, CommunePostcode, CommunesRead
from ..models.territory import Territory
from .names import key_of

DATA = Path(__file__).parents[1] / "data"
FILES = (DATA / "communes.csv", DATA / "epci.csv")


def set_up_communes():
    """True if the file was read: it is not the one that the register was read from.

    Territories first. The rows are made anew: nothing points at them but themselves,
    pages hold the INSEE code.
    """
    digest = _digest()
    if CommunesRead.objects.filter(digest=digest).exists():
        return False
    with transaction.atomic():
        CommunesRead.objects.all().delete()
        for model in (CommunePostcode, Commune):
            model.objects.all()._raw_delete(model.objects.db)
        _write(*_rows())
        CommunesRead.objects.create(digest=digest)
    return True


def _digest():
    digest = hashlib.sha256()
    for path in FILES:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(path):
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        yield from lines


def _rows():
    """(rows of Commune, rows of CommunePostcode), keys counted from 1."""
    departements = dict(Territory.objects.departements().values_list("code", "pk"))
    epci = dict(_read(FILES[1]))
    communes, postcodes, of_code, waiting = [], [], {}, []
    for pk, line in enumerate(_read(FILES[0]), 1):
        code, name, folded, place, posts, group, people, *at, precision, now = line
        row = [pk, code, name, folded, key_of(folded), departements[place], group]
        row += [epci.get(group, ""), int(people), *map(float, at)]
        communes.append([*row, precision, None])
        if now:
            waiting.append((communes[-1], now))
        else:
            of_code[code] = pk
        postcodes += [(pk, post) for post in posts.split()]
    for row, now in waiting:
        row[-1] = of_code[now]
    return communes, [(pk, *row) for pk, row in enumerate(postcodes, 1)]


def _write(communes, postcodes):
    """Trap: by the ORM these 73,000 rows cost ten times this."""
    for model, rows in ((Commune, communes), (CommunePostcode, postcodes)):
        name = connection.ops.quote_name
        columns = [field.column for field in model._meta.concrete_fields]
        into = f"{name(model._meta.db_table)} ({', '.join(map(name, columns))})"
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                holes = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {into} VALUES ({holes})", rows)  # noqa: S608
            for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
                cursor.execute(statement)

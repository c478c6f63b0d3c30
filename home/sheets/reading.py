"""The table of a file that somebody gives: .xlsx or CSV, whatever its name."""

from django.utils.translation import gettext as _

from .delimited import table_of_csv
from .tables import Asked, NotATable, Table
from .workbooks import table_of_workbook

PAGES = (b"<html", b"<!doctype", b"<table", b"<?xml")
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def table_of(data: bytes, asked: Asked) -> Table:
    """Raises NotATable, also for a file without any text."""
    if len(data) > asked.bytes:
        raise NotATable(asked.too_heavy)
    if data.startswith(OLE):
        raise NotATable(
            _(
                "Ce fichier est d’un ancien format (.xls), ou protégé par un mot de "
                "passe : dans votre tableur, enregistrez-le en .xlsx, sans mot de passe."
            )
        )
    if data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(PAGES):
        raise NotATable(
            _(
                "Ce fichier est une page web sous un autre nom : ouvrez-le dans votre "
                "tableur, enregistrez-le en .xlsx, puis redonnez-le."
            )
        )
    read = table_of_workbook if data.startswith(ZIP) else table_of_csv
    table = read(data, asked)
    if not table.lines:
        raise NotATable(_("Ce fichier ne contient aucun texte."))
    return table

"""A workbook (.xlsx) as a table: its first sheet that holds something.

It is read without its pictures and drawings, and never unzipped beyond a bound.
"""

import io
import re
import zipfile
import zlib
from itertools import islice
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from .cells import Cell, as_read
from .tables import MOST_COLUMNS, Asked, NotATable, Table

DEAR = re.compile(rb"<(?!/|(?:\w+:)?(?:c|v|f|t|is|si|row)[\s/>])")
MOST_MERGED = 5_000
XML, STYLES = (".xml", ".rels"), "xl/styles.xml"
MERGED = re.compile(
    rb'mergeCell\s[^>]*?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"'
)
UNRECKONED = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
PLACE = re.compile(rb'\br="([A-Z]+[0-9]+)"')
EMPTY = Cell()
# What openpyxl 3.1 raises on what is no workbook, or a broken one.
UNREADABLE = (
    (zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError)
    + (KeyError, ValueError, TypeError, IndexError, AttributeError)
    + (OSError, EOFError, RuntimeError, NotImplementedError)
)


def table_of_workbook(data: bytes, asked: Asked) -> Table:
    """Raises NotATable for what is too big, broken, or a formula without result."""
    refuse_what_is_too_big(data, asked)
    try:
        return _table_of(data, asked)
    except NotATable:
        raise
    except UNREADABLE:
        raise _broken() from None


def refuse_what_is_too_big(data: bytes, asked: Asked) -> None:
    """Raise before openpyxl reads anything.

    By the sizes that the archive says, beyond which zipfile unzips nothing, and by what
    there is to read.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        read = [one for one in archive.infolist() if one.filename.endswith(XML)]
        if sum(one.file_size for one in read) > asked.unzipped:
            raise _too_big()
        texts = {one.filename: archive.read(one) for one in read}
        if "word/document.xml" in texts:
            raise NotATable(str(asked.instead))
    except NotATable:
        raise
    except UNREADABLE:
        raise _broken() from None
    if sum(text.count(b"<") for text in texts.values()) > asked.tags:
        raise _too_big()
    dear = {
        name: sum(1 for _tag in DEAR.finditer(text)) for name, text in texts.items()
    }
    if sum(dear.values()) > asked.dear_tags or dear.get(STYLES, 0) > asked.style_tags:
        raise _too_big()


def _too_big():
    return NotATable(
        _(
            "Ce classeur est trop gros une fois ouvert : copiez le tableau, et lui seul, "
            "dans un classeur neuf."
        )
    )


def _broken():
    return NotATable(
        _(
            "Ce classeur ne s’ouvre pas : ouvrez-le dans votre tableur, enregistrez-le "
            "en .xlsx, puis redonnez-le."
        )
    )


def _table_of(data, asked):
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    sheets = sorted(book.worksheets, key=lambda one: one.sheet_state != "visible")
    for sheet in sheets:
        table = Table(asked)
        for number, cells in _lines_of(book, sheet):
            table.add(number, cells)
        if table.lines:
            source = _source_of(book, sheet)
            table.merged = _merged_in(source)
            _refuse_formulas_without_result(source)
            _tell_of_the_others(book, sheet, table)
            return table
    return Table(asked)


def _lines_of(book, sheet):
    # Trap: the size that a file says of its sheet may be wrong, and hides the rest.
    sheet.reset_dimensions()
    for number, line in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        full = [i for i, one in enumerate(line, start=1) if one.value is not None]
        yield (
            number,
            [_cell_of(one, book.epoch) for one in line[: max(full, default=0)]],
        )


def _cell_of(one, epoch):
    value = one.value
    if value is None:
        return EMPTY
    if isinstance(value, str):
        return Cell(as_read(value), is_error=one.data_type == "e")
    return Cell(value, one.number_format or "", epoch=epoch)


def _source_of(book, sheet):
    """Trap: a sheet read line by line knows no merged cells (outline.md, section 3)."""
    with book._archive.open(sheet._worksheet_path) as source:
        return source.read()


def _merged_in(source):
    found = [
        match[1].decode() for match in islice(MERGED.finditer(source), MOST_MERGED)
    ]
    if len(found) == MOST_MERGED:
        raise _too_big()
    bounds = (range_boundaries(one) for one in found)
    return [(top, left, bottom, right) for left, top, right, bottom in bounds]


def _refuse_formulas_without_result(source):
    """Trap: a formula whose result was never saved reads as an empty cell."""
    for found in UNRECKONED.finditer(source):
        if b't="str"' not in found[1]:  # its result is the empty text
            place = PLACE.search(found[1])
            raise NotATable(
                _(
                    "Cellule %(cell)s : cette formule n’a pas de résultat. Ouvrez le "
                    "fichier dans votre tableur, enregistrez-le, puis redonnez-le."
                )
                % {"cell": place[1].decode() if place else "?"}
            )


def _tell_of_the_others(book, sheet, table):
    others = [one.title for one in book.worksheets if one is not sheet]
    if others:
        table.sentences.append(
            _(
                "Seule la feuille « %(sheet)s » a été lue ; les autres ne l’ont pas "
                "été : %(others)s."
            )
            % {
                "sheet": sheet.title,
                "others": ", ".join(f"« {title} »" for title in others[:10]),
            }
        )

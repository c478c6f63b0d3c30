"""What documents the site takes, whatever their names say.

Source: editorial.md, section 8.
"""

import zipfile
import zlib
from pathlib import PurePath

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

MOST_MEGABYTES = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE // 1024**2
TAKEN = format_lazy(
    _(
        "Un document PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx) ou "
        "OpenDocument, de {megabytes} Mo au plus."
    ),
    megabytes=MOST_MEGABYTES,
)
REFUSED = _(
    "Le site prend les documents PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx) "
    "et OpenDocument (.odt, .ods, .odp), sans mot de passe ni macro : ouvrez celui-ci "
    "sur votre ordinateur et enregistrez-le en PDF."
)
TOO_HEAVY = format_lazy(
    _(
        "Ce fichier est trop lourd : un document pèse {megabytes} Mo au plus. "
        "Enregistrez-le en PDF de petite taille, puis réessayez."
    ),
    megabytes=MOST_MEGABYTES,
)

_PARTS = {"word/": ".docx", "xl/": ".xlsx", "ppt/": ".pptx"}
_OPEN = "application/vnd.oasis.opendocument."
_KINDS = {"text": ".odt", "spreadsheet": ".ods", "presentation": ".odp"}
_SUFFIXES = {".pdf", *_PARTS.values(), *_KINDS.values()}
# Word and Excel open these under no other name than their own (.docm, .xlsb).
_OTHERS = ("vbaProject.bin", "workbook.bin")
_LONGEST = 1_000_000  # bytes read of a part, whatever it unpacks to


def name_of(file):
    """The name of an uploaded file with the suffix of what it is; "" if not taken."""
    suffix, name = _suffix_of(file), PurePath(file.name)
    if suffix in ("", name.suffix.lower()):
        return suffix and file.name
    stem = name.stem if name.suffix.lower() in _SUFFIXES else name.name
    return f"{stem}{suffix}"


def _suffix_of(file):
    file.seek(0)
    try:
        if file.read(1024).lstrip().startswith(b"%PDF-"):
            return ".pdf"
        with zipfile.ZipFile(file) as archive:
            return _office_of(archive)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        RuntimeError,
        ValueError,
    ):
        return ""  # a protected .docx is no archive; RuntimeError: a protected archive
    finally:
        file.seek(0)


def _office_of(archive):
    names = archive.namelist()
    if any(name.endswith(_OTHERS) for name in names):
        return ""
    if "mimetype" in names:
        if b"encryption-data" in _start(archive, "META-INF/manifest.xml"):
            return ""  # asks for a password
        kind = _start(archive, "mimetype").decode("ascii", "replace").strip()
        return _KINDS.get(kind.removeprefix(_OPEN), "")
    found = (part for part in _PARTS if any(name.startswith(part) for name in names))
    return _PARTS.get(next(found, ""), "")


def _start(archive, name):
    if name not in archive.namelist():
        return b""
    with archive.open(name) as part:
        return part.read(_LONGEST)

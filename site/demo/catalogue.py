"""The demo's texts and pictures, as data files."""

import tomllib
from pathlib import Path

DATA = Path(__file__).parent / "data"
SHARED = {"facts", "partners"}  # files of all federations together


def read(name):
    """A TOML file of the demo as a dict."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def centres():
    """Each centre's file, {"centre": {...}, "fiches": [...]}, in a fixed order."""
    return [
        read(path.relative_to(DATA)) | {"slug": path.stem}
        for path in sorted((DATA / "centres").glob("*.toml"))
    ]


def federations():
    """Each federation's file, {"federation": {...}, "projects": [...]}, likewise."""
    return [
        read(path.relative_to(DATA)) | {"slug": path.stem}
        for path in sorted((DATA / "federations").glob("*.toml"))
        if path.stem not in SHARED
    ]


def picture_file(name):
    return DATA / "pictures" / f"{name}.jpg"

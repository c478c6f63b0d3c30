"""Which analysis made an entry: a hash of its sources, no number that one may forget.

An entry of another analysis is made again by `run_due` (search.md, section 7).
"""

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from home import spelling

from . import french
from .engines import weights

SIGNS = 8


@lru_cache(maxsize=1)
def of_terms() -> str:
    """Name what makes stems and their weights of the texts of a page."""
    stop_words = Path(french.__file__).parent / "data" / "stop_words.txt"
    sources = (spelling.__file__, french.__file__, weights.__file__, stop_words)
    return _named(version("snowballstemmer"), *sources)


@lru_cache(maxsize=1)
def of_words() -> str:
    """Name what folds the words of an entry of the back office."""
    return _named("", spelling.__file__)


def _named(text, *sources):
    whole = hashlib.sha256(text.encode())
    for source in sources:
        whole.update(Path(source).read_bytes())
    return whole.hexdigest()[:SIGNS]

"""Which engine answers and is kept up to date: the one place that names one."""

from .base import SearchEngine
from .database import DatabaseEngine


def engine() -> SearchEngine:
    """Give the engine in use: the database, until another one is configured."""
    return DatabaseEngine()

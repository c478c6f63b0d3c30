"""The page right above, read from a path alone: no query, or within another one."""

from django.db.models.functions import Left, Length
from wagtail.models import Page


def path_above(path):
    """The path of the parent of the page that has this path: an expression.

    `path` is one too, or the name of a column. Of the root it is an empty text.
    """
    return Left(path, Length(path) - Page.steplen)


def above(page):
    """The path of the parent of a page that has been read (str)."""
    return page.path[: -page.steplen]

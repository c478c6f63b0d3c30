"""Above and below a page, read from a path alone: no query, or within another one."""

from django.db.models import Value
from django.db.models.functions import Concat, Left, Length
from wagtail.models import Page


def path_above(path):
    """The path of the parent of the page that has this path: an expression.

    `path` is one too, or the name of a column. Of the root it is an empty text.
    """
    return Left(path, Length(path) - Page.steplen)


def above(page):
    """The path of the parent of a page that has been read (str)."""
    return page.path[: -page.steplen]


def last_below(path):
    """The greatest path that a child of the page of this path may have: an expression.

    Letters and digits alone, as the core's own ranges of children: every collation
    sorts them alike.
    """
    return Concat(path, Value("Z" * Page.steplen))

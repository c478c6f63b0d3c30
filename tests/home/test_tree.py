"""Where a page stands is said by its path, alike in Python and in the database."""

import pytest
from django.db.models import F, OuterRef, Subquery
from wagtail.models import Page

from home.tree import above, path_above

pytestmark = pytest.mark.django_db


def test_the_path_above_is_that_of_the_parent(tree):
    pages = list(Page.objects.filter(depth__gte=2).annotate(read=path_above("path")))
    assert len({page.depth for page in pages}) > 1
    for page in pages:
        assert above(page) == page.read == page.get_parent().path


def test_nothing_is_above_the_root(tree):
    root = Page.objects.annotate(read=path_above(F("path"))).get(depth=1)
    assert above(root) == root.read == ""


def test_the_parent_is_read_within_the_query(tree):
    parents = Page.objects.filter(path=path_above(OuterRef("path")))
    pages = Page.objects.filter(depth=3)
    pages = pages.annotate(parent=Subquery(parents.values("pk")))
    assert pages
    assert [page.parent for page in pages] == [page.get_parent().pk for page in pages]

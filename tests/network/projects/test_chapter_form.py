"""What is posted of a chapter: a forged answer names no page and breaks nothing."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from tests.factories import ChapterPageFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("the form reads the key before any query"),
]


def test_a_called_group_that_is_no_page_calls_nothing(stage, as_):
    chapter = ChapterPageFactory(parent=stage.fresh(stage.project), published=True)
    address = reverse("wagtailadmin_pages:edit", args=[chapter.pk])
    client = as_(stage.animator)
    for page, status in (("abc", 400), ("²", 400), ("9" * 40, 302), ("", 302)):
        sent = {
            "title": chapter.title,
            "slug": chapter.slug,
            "number": "1",
            "comments": inline_formset([], initial=0),
            "body": streamfield([("call", {"page": page, "text": "À vous."})]),
        }
        assert client.post(address, nested_form_data(sent)).status_code == status, page
    (block,) = stage.fresh(chapter).get_latest_revision_as_object().body
    assert block.value["page"] is None and block.value["text"] == "À vous."

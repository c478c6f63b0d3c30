"""Tags as they are typed: one word has one spelling."""

from django.utils.text import slugify
from taggit.models import Tag
from wagtail.admin.forms.tags import TagField


class OneSpellingField(TagField):
    """« École » is the « école » that is there already.

    Trap: SQLite folds no accented letter, so that TAGGIT_CASE_INSENSITIVE keeps them
    apart there; the slug of a tag is made lower in Python.
    """

    def clean(self, value):
        typed = {}
        for name in super().clean(value):
            typed.setdefault(slugify(name, allow_unicode=True) or name, name)
        known = Tag.objects.filter(slug__in=typed).values_list("slug", "name")
        return list((typed | dict(known)).values())

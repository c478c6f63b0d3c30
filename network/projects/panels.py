"""Where a document's outline stands in the editor."""

from functools import partial

from django.urls import reverse
from wagtail.admin.panels import Panel

from .models.entry import EntryKind
from .outline.changes import OutlineComparison
from .outline.editor_words import WORDS
from .outline.notices import notices
from .outline.rows import DEEPEST
from .outline.sheets import PLAN


class OutlinePanel(Panel):
    """The field `outline` of the form, under the name of the rows that it writes.

    `relation_name` tells a comparison of versions where these rows stand.
    """

    relation_name = "entries"

    def get_form_options(self):
        # Trap: a field that no panel claims is shown a second time under the form.
        return {"fields": ["outline", "labels", "outline_rest"]}

    class BoundPanel(Panel.BoundPanel):
        template_name = "network/projects/outline/panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            page = self.instance.pk or self.form.parent_page.pk
            rest = self.form["outline_rest"]
            return context | {
                "page": self.instance,
                "outline": self.form["outline"],
                "refused": self.form["outline"].errors,
                "labels": self.form["labels"],
                "rest": rest,
                "has_no_rest": not rest.value() and not rest.errors,
                "heaviest": PLAN.bytes,
                "too_heavy": PLAN.too_heavy,
                "refused_words": self.form["labels"].errors,
                "kinds": EntryKind.choices,
                "notices": notices(self.form.initial["outline"]),
                "settings": settings_of(page),
            }

        def get_comparison(self):
            return [partial(OutlineComparison, self.heading)]


def settings_of(page):
    """What the editor needs beside the rows; `page` is a key (views.py)."""
    addresses = ("details", "entries", "check", "paper")
    return {
        "words": {name: str(words) for name, words in WORDS.items()},
        "kinds": {str(kind): str(kind.label) for kind in EntryKind},
        "deepest": DEEPEST,
        "urls": {
            name: reverse(f"projects:outline_{name}", args=[page]) for name in addresses
        },
    }

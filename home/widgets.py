"""Form controls of the back office that Wagtail has not."""

from django import forms
from django.utils.html import format_html


class LongChoices(forms.CheckboxSelectMultiple):
    """Boxes of a list too long to read: it scrolls, and a script adds a search field.

    `search_label` names that field. Without script the list is whole.
    """

    class Media:
        js = ["js/long_choices.js"]

    def __init__(self, search_label, attrs=None):
        super().__init__(attrs)
        self.search_label = search_label

    def render(self, name, value, attrs=None, renderer=None):
        return format_html(
            '<div class="long-choices" data-search-label="{}">{}</div>',
            self.search_label,
            super().render(name, value, attrs, renderer),
        )

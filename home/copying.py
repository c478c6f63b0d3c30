"""The copy of a page, where a page is copied at all: see permissions.py."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import CopyForm as CoreCopyForm

from . import forgery
from .rendering import DeskRenderer
from .slugs import AddressField, AddressInput


class CopyForm(CoreCopyForm):
    """No alias, which would follow its page online, where a fiche goes by a vote; no
    publication, and no page below, where that is refused."""

    default_renderer = DeskRenderer

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)
        self.fields["new_slug"] = AddressField(
            initial=self.page.slug, label=_("Nouvelle adresse"), widget=AddressInput
        )
        parent = self.page.get_parent()
        above = parent.permissions_for_user(self.user)
        tester = self.page.permissions_for_user(self.user)
        if not tester.can_copy_to(parent, recursive=True):
            self.fields.pop("copy_subpages", None)
        if not above.can_publish_subpage():
            self.fields.pop("publish_copies", None)

    def clean(self):
        data = super().clean()
        parent, slug = data.get("new_parent_page"), data.get("new_slug")
        model = self.page.specific_class
        if parent and slug and (why := model.why_not_at(parent, slug)):
            self.add_error("new_slug", why)
        if self.data.get("alias"):
            forgery.note(self.user, f"an alias of page {self.page.pk}")
            sentence = _("Une page se copie, elle n’a pas d’alias.")
            self.add_error("new_title", forms.ValidationError(sentence))
        return data

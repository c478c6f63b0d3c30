"""The form of a fiche: a draft is always saved, however incomplete."""

from wagtail.admin.forms import WagtailAdminPageForm

from .readiness import UNTITLED


class InitiativeForm(WagtailAdminPageForm):
    """A draft without title is saved too; its address follows the title."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        title = self.fields.get("title")
        if title is not None:
            title.required = False
            title.widget.is_required = False
            if self.initial.get("title") == UNTITLED:
                self.initial["title"] = ""

    def clean_title(self):
        return self.cleaned_data.get("title", "").strip() or UNTITLED

    def save(self, commit=True):
        # Once published an address never moves: posters and mails hold it.
        if self.instance.first_published_at is None and "title" in self.changed_data:
            self.instance.slug = ""
        return super().save(commit)

"""What a group serves, chosen by words among the projects of its federation."""

from django.utils.translation import gettext as _
from wagtail.admin.panels import InlinePanel

from home.tree import above
from network.projects.choosing import entries_by_project


class ServedPanel(InlinePanel):
    """The rows hold identities; nobody types one."""

    class BoundPanel(InlinePanel.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            if self.form is None:
                return
            kept = {row.entry for row in self.instance.served.all()}
            choices = [("", _("Choisissez une ligne")), *self._choices(kept)]
            for child in [*self.children, self.empty_child]:
                child.form.fields["entry"].widget.choices = choices

        def _choices(self, kept):
            parent = self.form.parent_page
            path = parent.path if parent else above(self.instance)
            return entries_by_project(path, kept)

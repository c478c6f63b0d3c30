"""At the top of the editor of a centre: what is read first, what is online at once."""

from wagtail.admin.panels import HelpPanel

from .document_panel import told_of


class CentrePanel(HelpPanel):
    def __init__(self, **kwargs):
        kwargs.setdefault("template", "network/includes/centre_panel.html")
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context=None):
            told = told_of(self.instance, self.request.user)
            here = {"page": self.instance}
            return super().get_context_data(parent_context) | here | told

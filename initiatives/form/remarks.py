"""What the committee asks for, right above the part of the form that it is about."""

from wagtail.admin.panels import HelpPanel

from ..sections import FIELD_OF
from .guide import review_of


class RemarkPanel(HelpPanel):
    """Shown while changes are asked; `names` are the fields of the panel below."""

    def __init__(self, names=(), **kwargs):
        kwargs.setdefault("template", "initiatives/form/remarks.html")
        super().__init__(**kwargs)
        self.names = names

    def clone_kwargs(self):
        return super().clone_kwargs() | {"names": self.names}

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self):
            return bool(self.remarks)

        @property
        def remarks(self):
            return [
                remark
                for remark in review_of(self.instance)["asked"]
                if FIELD_OF.get(remark.section) in self.panel.names
            ]

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            return context | {"remarks": self.remarks}


def with_remarks(panels):
    """These panels, each after the RemarkPanel of its fields: a list."""
    found, remarkable = [], set(FIELD_OF.values())
    for panel in panels:
        names = remarkable & set(_names(panel))
        found += [RemarkPanel(names=tuple(sorted(names)))] if names else []
        found.append(panel)
    return found


def _names(panel):
    yield getattr(panel, "relation_name", None) or getattr(panel, "field_name", None)
    for child in getattr(panel, "children", []):
        yield from _names(child)

"""How the history of a centre tells an import: the file, the line, what was and what is."""

from django.utils.translation import gettext as _
from wagtail.log_actions import LogFormatter

from .facts import label_of, said
from .report import federations


class ImportFormatter(LogFormatter):
    """« Modifié par un import : liste.csv, ligne 12. Téléphone : … → … »."""

    def format_message(self, entry):
        data = {"file": "", "line": ""} | entry.data
        words = _("%(label)s : %(file)s, ligne %(line)s.")
        first = words % {
            "label": self.label,
            "file": data["file"],
            "line": data["line"],
        }
        return " ".join([first, *map(_changed, data.get("changes", ()))])


def _changed(change):
    name, old, new = change
    names = federations() if name == "federation" else {}
    words = _("%(label)s : %(old)s → %(new)s.")
    return words % {
        "label": label_of(name),
        "old": said(name, old, names),
        "new": said(name, new, names),
    }

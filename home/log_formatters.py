"""How a history tells of an act that Wagtail's log keeps."""

from wagtail.log_actions import LogFormatter


class ReasonFormatter(LogFormatter):
    """What was done, then why: the reason of who did it, or what was hidden."""

    def format_message(self, entry):
        return f"{self.label} : {entry.data.get('reason', '')}"


def labelled(formatter, label):
    """A class of `formatter` that names its act by `label`."""
    return type("Formatter", (formatter,), {"label": label})

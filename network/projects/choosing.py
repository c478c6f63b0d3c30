"""The lines of projects as the choices of a form, in the words of their documents."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from .models.published_entry import PublishedEntry

LONGEST = 110  # signs of a choice: a list stays readable on a phone


def entries_by_project(federation_path, kept=()):
    """[(title of a project, [(identity, words)])] of the projects of a federation that
    visitors read, and last what was chosen before and is there no more.

    `kept`: the UUIDs chosen before; one of another federation keeps its words too.
    """
    shown = PublishedEntry.objects.visible().select_related("project")
    below = shown.filter(is_current=True, project__path__startswith=federation_path)
    groups, kept = {}, set(kept)
    for entry in below.order_by("project__title", "position"):
        groups.setdefault(entry.project.title, []).append(choice_of(entry))
        kept.discard(entry.pk)
    found = list(groups.items())
    if kept:
        found.append((_("Choisi avant"), _choices_kept(shown, kept)))
    return found


def choice_of(entry):
    """(identity, « Action 3 : Tenir parole »), the branch told by a space a level."""
    said = f"{entry.label} : {entry.title}" if entry.label else entry.title
    indent = "\u2003" * entry.depth
    return str(entry.pk), indent + Truncator(said).chars(LONGEST)


def _choices_kept(shown, kept):
    known = {entry.pk: entry for entry in shown.filter(pk__in=kept)}
    gone = _("Une ligne qui n’est plus en ligne")
    return [
        choice_of(known[key]) if key in known else (str(key), gone)
        for key in sorted(kept)
    ]

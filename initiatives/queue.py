"""What the committee's queue shows of a fiche beside who writes it: its themes."""

from dataclasses import replace

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from home.models import Theme
from network.review.questions import QueueFilter

MOST_THEMES = 3


def with_theme(line):
    """The QueueLine, with the first theme of the version under vote."""
    rows = sorted(
        line.state.revision.content.get("theme_rows", []),
        key=lambda row: row.get("sort_order") or 0,
    )
    themes = Theme.objects.by_pk()
    first = next((themes.get(row.get("theme")) for row in rows), None)
    return replace(line, theme=first)


def _theme_field():
    themes = Theme.objects.by_pk().values()
    return forms.TypedChoiceField(
        label=_("Thème"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", _("Tous les thèmes")),
            *((theme.pk, theme.name) for theme in themes),
        ],
    )


def _has_theme(theme):
    """The reviews whose version under vote has the theme of that key, first or not."""
    # By position: SQLite has no "contains" for JSON.
    condition = Q()
    for position in range(MOST_THEMES):
        key = f"revision__content__theme_rows__{position}__theme"
        condition |= Q(**{key: theme})
    return condition


THEME_FILTER = QueueFilter("theme", _theme_field, _has_theme)

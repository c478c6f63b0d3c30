"""What the review asks of a fiche, beside what memberships answer.

The questions: network/review/questions.py.
"""

from dataclasses import replace

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.models import Theme
from network.models import CentreIndexPage
from network.review.questions import QueueFilter
from network.reviewed import NetworkReviewedPage

from .agreements import agreements_of
from .blocks import documents_in
from .readiness import missing_items
from .sections import review_sections

MOST_THEMES = 3


class ReviewedFiche(NetworkReviewedPage):
    """Its centre writes it; the centres that it names speak through it too."""

    def missing_items(self):
        return missing_items(self)

    def agreements(self):
        return agreements_of(self)

    @property
    def writer(self):
        return self.centre

    def speakers(self):
        return [self.centre, *self.associated_centres.all()]

    @classmethod
    def pages_of(cls, speaker):
        """Those that name it too."""
        named = cls.associated_centres.through.objects.filter(centrepage=speaker.pk)
        return Page.objects.filter(
            Q(pk__in=super().pages_of(speaker))
            | Q(pk__in=named.values("initiativepage"))
        ).values("pk")

    @classmethod
    def review_sections(cls):
        return review_sections()

    @classmethod
    def review_roots(cls):
        return list(CentreIndexPage.objects.all())

    @classmethod
    def queue_line(cls, state):
        return _with_theme(super().queue_line(state))

    @classmethod
    def queue_filters(cls):
        return [
            QueueFilter("theme", _theme_field, _has_theme),
            *super().queue_filters(),
        ]

    @classmethod
    def files_in(cls, content):
        pictures = [row["picture"] for row in content.get("photos", [])]
        return pictures, documents_in(content.get("complements"))


def _with_theme(line):
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

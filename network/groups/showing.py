"""What the page of a group shows beside its own fields, in as few queries as may be."""

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import timezone

from home.reader import reader_of
from home.tree import above
from home.visibility import visible
from network.models import FederationPage
from network.projects.links import PAGE, PARTNER, links_of, token
from network.projects.models import FederalProjectChapterPage, PublishedEntry
from network.projects.models.published_entry import links_name

from .models.event import Event
from .models.meeting import Meeting
from .permissions import reads_minutes_of_members


def group_context(page, request):
    """Its rows are read already; a page that is not saved yet has nothing around it."""
    federation = FederationPage.objects.annotate(
        is_visible=ExpressionWrapper(visible(), BooleanField())
    ).get(path=above(page))
    entries = entries_of_group(page)
    return {
        "federation": federation,
        "above": [federation] if federation.is_visible else [],
        "word": page.word_in(federation),
        "participants": participants_of(page),
        "entries": entries,
        "projects": list(dict.fromkeys(entry.project for entry in entries)),
        "calendar": calendar_of(page),
        "is_member": reads_minutes_of_members(reader_of(request), federation),
        "chapters": FederalProjectChapterPage.objects.calling(page),
        "events": _events_of(page),
    }


def _events_of(page):
    found = Event.objects.published().for_lines()
    return found.filter(group=page.pk) if page.pk else []


def entries_of_group(page):
    """The published entries that it serves or whose row names it: a list."""
    served = [row.entry for row in page.served.all()]
    wanted = Q(pk__in=served)
    if page.pk:
        wanted |= links_name([token(PAGE, page.pk)]) & Q(is_current=True)
    found = PublishedEntry.objects.visible().filter(wanted).with_orientation()
    return list(found.select_related("project").order_by("project", "position"))


def participants_of(page):
    """The rows, each with `link`: its centre or partner, None if no visitor opens it."""
    rows = list(page.participants.all())
    links = links_of(one for row in rows for one in _tokens_of(row))
    for row in rows:
        named = (links.get(one) for one in _tokens_of(row))
        row.link = next((link for link in named if link), None)
    return rows


def _tokens_of(row):
    named = [(PAGE, row.centre_id), (PARTNER, row.partner_id)]
    return [token(kind, key) for kind, key in named if key]


@dataclass
class Calendar:
    """The meetings to come, the first one first, and the past ones by year."""

    coming: list = field(default_factory=list)
    years: list = field(default_factory=list)  # [(year, [Meeting])], the newest first

    @property
    def next(self):
        return next(iter(self.coming), None)


def calendar_of(page, today: date | None = None):
    """The Calendar of a group, in one query, without the text of the minutes."""
    if not page.pk:
        return Calendar()
    today = today or timezone.localdate()
    found = list(Meeting.objects.for_calendar(page))
    past = [one for one in found if one.day < today]
    return Calendar(
        coming=[one for one in reversed(found) if one.day >= today],
        years=[
            (year, list(of)) for year, of in groupby(past, lambda one: one.day.year)
        ],
    )

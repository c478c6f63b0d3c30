"""The public agenda, its events, their calendar files, and the resources.

Outside any transaction, without session or cookie for who is not logged in: a cache may
keep them (platform.md, section 4). What members read is made apart (home/reader.py).
"""

from datetime import timedelta

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from home.reader import reader_of
from home.visibility import visible
from network.models import FederationPage
from network.projects.models import PublishedEntry

from ..models import Event
from ..permissions import resources_read_by
from . import listing
from .calendar_file import calendar_file

KEPT = timedelta(days=365)  # how long a calendar keeps what is over


@require_safe
@transaction.non_atomic_requests
def agenda(request):
    return render(request, "groups/agenda.html", listing.agenda(request.GET))


@require_safe
@transaction.non_atomic_requests
def resources(request):
    user = reader_of(request)
    context = listing.resources(request.GET, user) | {"user": user}
    return render(request, "groups/resources.html", context)


@require_safe
@transaction.non_atomic_requests
def event(request, pk, slug):
    """The key decides; an address with another title leads to the one of now."""
    found = get_object_or_404(Event.objects.published().for_lines(), pk=pk)
    if slug != found.slug:
        return redirect(found.url, permanent=True)
    entries = PublishedEntry.objects.visible().select_related("project")
    pages = Page.objects.filter(visible())
    documents = resources_read_by(reader_of(request)).filter(event=found)
    context = {
        "event": found,
        "group": found.group_id and pages.filter(pk=found.group_id).first(),
        "entry": found.entry_id and entries.filter(pk=found.entry_id).first(),
        "documents": documents.for_lines(),
    }
    return render(request, "groups/event.html", context)


@require_safe
@transaction.non_atomic_requests
def event_file(request, pk):
    found = Event.objects.published().for_lines().filter(pk=pk)
    one = get_object_or_404(found)
    return _file(request, found, one.title, f"rendez-vous-{pk}.ics")


@require_safe
@transaction.non_atomic_requests
def agenda_file(request):
    return _file(
        request, _lately(Event.objects.published()), _("Agenda des centres sociaux")
    )


@require_safe
@transaction.non_atomic_requests
def federation_file(request, slug):
    shown = FederationPage.objects.filter(visible())
    federation = get_object_or_404(shown, slug=slug)
    events = _lately(Event.objects.published().filter(federation=federation))
    return _file(request, events, federation.title)


def _lately(events):
    """Those of the last year and those to come: a calendar asks again each day."""
    since = timezone.localdate() - KEPT
    return events.for_lines().filter(day__gte=since).order_by("day", "pk")


def _file(request, events, name, filename=""):
    """Under a file name it is taken in once; without, a calendar may follow it."""
    content = calendar_file(events, name, request.build_absolute_uri)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    if filename:
        answer["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer

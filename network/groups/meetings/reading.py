"""What visitors read of a group beside its page."""

from types import SimpleNamespace

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from home.reader import reader_of
from home.visibility import visible

from ..agenda.calendar_file import calendar_file
from ..models import Meeting
from ..permissions import reads_minutes


@transaction.non_atomic_requests
@require_safe
def minutes(request, meeting_id):
    """The minutes of a meeting as a text: a page of their own, as long as they may be.

    302 to the login for a visitor where only members read them, 403 for who is none.
    """
    meeting = get_object_or_404(_meetings().exclude(minutes=""), pk=meeting_id)
    reader = reader_of(request)
    if not reads_minutes(reader, meeting):
        if reader is None:
            return redirect_to_login(request.get_full_path(), "login")
        raise PermissionDenied
    context = {"meeting": meeting, "group": meeting.group}
    return render(request, "groups/minutes.html", context)


@transaction.non_atomic_requests
@require_safe
def meeting_file(request, meeting_id):
    """For the calendar of who comes: what the page of the group says to everybody."""
    meeting = get_object_or_404(_meetings(), pk=meeting_id)
    event = as_event(meeting)
    content = calendar_file([event], event.title, request.build_absolute_uri)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    name = f'attachment; filename="reunion-{meeting_id}.ics"'
    answer["Content-Disposition"] = name
    return answer


def _meetings():
    """Those of the groups that visitors see."""
    groups = Page.objects.filter(visible())
    found = Meeting.objects.filter(group__in=groups.values("pk"))
    return found.select_related("group")


def as_event(meeting):
    """What calendar_file asks of an event, of this meeting."""
    group = meeting.group
    return SimpleNamespace(
        uid=meeting.uid,
        updated_at=meeting.updated_at,
        title=_("%(group)s : %(title)s")
        % {"group": group.title, "title": meeting.title},
        get_kind_display=lambda: str(meeting._meta.verbose_name),
        federation=group,
        day=meeting.day,
        last_day=meeting.day,
        lasts_days=False,
        start_time=meeting.start_time,
        end_time=meeting.end_time,
        times=meeting.times,
        place=meeting.place,
        audience="",
        description=meeting.agenda,
        url=group.url,
    )

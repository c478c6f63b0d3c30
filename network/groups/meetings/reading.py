"""What visitors read of a group beside its page."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from home.reader import reader_of
from home.visibility import visible

from ..models import Meeting
from ..permissions import reads_minutes


@transaction.non_atomic_requests
@require_safe
def minutes(request, meeting_id):
    """The minutes of a meeting as a text: a page of their own, as long as they may be.

    302 to the login for a visitor where only members read them, 403 for who is none.
    """
    groups = Page.objects.filter(visible())
    meetings = Meeting.objects.filter(group__in=groups.values("pk")).exclude(minutes="")
    meeting = get_object_or_404(meetings.select_related("group"), pk=meeting_id)
    reader = reader_of(request)
    if not reads_minutes(reader, meeting):
        if reader is None:
            return redirect_to_login(request.get_full_path(), "login")
        raise PermissionDenied
    context = {"meeting": meeting, "group": meeting.group}
    return render(request, "groups/minutes.html", context)

"""The calendar of a group, kept by its federation: outside the voted text."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import log
from wagtail.models import Page

from ..models import CommissionPage, Meeting, WorkingGroupPage
from ..permissions import keeps_meetings
from .forms import MeetingForm, delete_with_file


@require_admin_access
@require_GET
def meetings(request, group_id):
    group = _group(request.user, group_id)
    found = Meeting.objects.for_calendar(group)
    context = {"group": group, "meetings": found}
    return render(request, "groups/meetings/list.html", context)


@require_admin_access
@require_http_methods(["GET", "POST"])
def add(request, group_id):
    group = _group(request.user, group_id)
    said = _("La réunion est notée.")
    return _form_page(request, Meeting(group=group), "groups.meeting_added", said)


@require_admin_access
@require_http_methods(["GET", "POST"])
def change(request, meeting_id):
    meeting = _meeting(request.user, meeting_id)
    said = _("La réunion est à jour.")
    return _form_page(request, meeting, "groups.meeting_changed", said)


@require_admin_access
@require_http_methods(["GET", "POST"])
def delete(request, meeting_id):
    """Asked first: its minutes go with it."""
    meeting = _meeting(request.user, meeting_id)
    if request.method == "GET":
        context = {"meeting": meeting, "group": meeting.group}
        return render(request, "groups/meetings/delete.html", context)
    _log(meeting, "groups.meeting_deleted", request.user)
    delete_with_file(meeting)
    messages.success(request, _("La réunion et son compte rendu sont supprimés."))
    return redirect("meetings:list", meeting.group_id)


def _form_page(request, meeting, action, said):
    form = MeetingForm(request.POST or None, request.FILES or None, instance=meeting)
    if request.method == "POST" and form.is_valid():
        form.save_by(request.user)
        _log(meeting, action, request.user)
        messages.success(request, said)
        return redirect("meetings:list", meeting.group_id)
    is_sent = request.method == "POST"
    context = {
        "form": form,
        "group": meeting.group,
        "meeting": Meeting.objects.filter(pk=meeting.pk).first(),
        "back": reverse("meetings:list", args=[meeting.group_id]),
    }
    status = 400 if is_sent else 200
    return render(request, "groups/meetings/form.html", context, status=status)


def _log(meeting, action, user):
    log(meeting.group, action, user=user, data={"reason": meeting.title})


def _group(user, group_id):
    groups = Page.objects.type(WorkingGroupPage, CommissionPage)
    group = get_object_or_404(groups, pk=group_id)
    if not keeps_meetings(user, group):
        raise PermissionDenied
    return group


def _meeting(user, meeting_id):
    found = Meeting.objects.select_related("group", "minutes_file")
    meeting = get_object_or_404(found, pk=meeting_id)
    if not keeps_meetings(user, meeting.group):
        raise PermissionDenied
    return meeting

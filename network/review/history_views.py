"""What the committee did: of one fiche, and over a period."""

from datetime import date

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from wagtail.admin.auth import require_admin_access
from wagtail.models import Page, PageLogEntry

from home.downloads import file_of
from home.rendering import DeskRenderer

from . import export, permissions, roster
from .decisions import latest_decisions
from .models import CommitteeTask, CommitteeTaskState, Vote
from .questions import DefaultAnswers

# What the page's own log adds to the rounds: no entry that names a contributor.
TOLD = [
    "wagtail.publish",
    "wagtail.publish.scheduled",
    "wagtail.unpublish",
    "wagtail.unpublish.scheduled",
]
MOST_ON_SCREEN = 50
MOST_CHANGES = 20


class DayField(forms.DateField):
    """A day of the site's time: the first and the last of Python overflow."""

    def __init__(self, label):
        widget = forms.DateInput({"type": "date"}, "%Y-%m-%d")
        said = gettext_lazy("Écrivez une date entre 2000 et 2100.")
        bounds = [
            MinValueValidator(date(2000, 1, 1), said),
            MaxValueValidator(date(2100, 12, 31), said),
        ]
        super().__init__(label=label, widget=widget, validators=bounds)


class PeriodForm(forms.Form):
    default_renderer = DeskRenderer

    du = DayField(gettext_lazy("Du"))
    au = DayField(gettext_lazy("Au"))

    def clean(self):
        data = super().clean()
        if data.get("du") and data.get("au") and data["au"] < data["du"]:
            self.add_error("au", _("La fin vient avant le début."))
        return data


@require_admin_access
@require_GET
def history(request, page_id):
    """The rounds of a fiche, with who voted what for who could vote: the committee's."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, DefaultAnswers):
        raise Http404
    rounds = permissions.readable_rounds(
        request.user,
        CommitteeTaskState.objects.for_instance(page)
        .select_related("workflow_state", "task")
        .for_lines()
        .prefetch_related("votes__user")
        .order_by("-pk"),
    )
    if not permissions.can_read_history(request.user, page, rounds):
        raise PermissionDenied
    latest = rounds.first()
    line = latest.line if latest else None
    context = {
        "naming": type(page).naming(),
        "can_export": permissions.can_export_decisions(request.user),
        "title": line.title if line and not page.live else page.title,
        "line": line,
        "latest": latest,
        "rounds": rounds,
        "with_votes": bool(latest) and permissions.can_see_votes(request.user, latest),
        "entries": _entries_around(page),
    }
    return render(request, "review/history.html", context)


def _entries_around(page):
    """What its log adds to the rounds and their votes."""
    entries = PageLogEntry.objects.filter(page=page.pk).exclude(
        action__in=[f"review.vote.{choice}" for choice in Vote.Choice.values]
    )
    reviews = entries.filter(action__startswith="review.")
    return entries.filter(action__in=TOLD) | reviews


@require_admin_access
@require_GET
def decisions(request):
    """The last decisions, and the file of a period."""
    if not permissions.can_export_decisions(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    period = {"du": today.replace(month=1, day=1), "au": today}
    form = PeriodForm(request.GET if "du" in request.GET else None, initial=period)
    kind = request.GET.get("format")
    if kind in export.WRITERS and form.is_valid():
        return _file(kind, form.cleaned_data["du"], form.cleaned_data["au"])
    status = 400 if form.is_bound and not form.is_valid() else 200
    context = {
        "form": form,
        "latest": latest_decisions(MOST_ON_SCREEN),
        "is_member": permissions.is_committee_member(request.user),
    }
    return render(request, "review/decisions.html", context, status=status)


def _file(kind, first, last):
    table = [export.heading(), *export.rows(first, last)]
    name = f"comite-{first:%Y-%m-%d}-{last:%Y-%m-%d}"
    return file_of(export.WRITERS[kind](table), kind, name)


@require_admin_access
@require_GET
def members(request):
    """Who is of the committee and by which rules, and what was changed of it."""
    if not permissions.can_see_committee(request.user):
        raise PermissionDenied
    context = {
        "members": permissions.committee().order_by("last_name", "first_name", "pk"),
        "tasks": CommitteeTask.objects.filter(active=True).prefetch_related("groups"),
        "changes": roster.changes(MOST_CHANGES),
        "is_member": permissions.is_committee_member(request.user),
    }
    return render(request, "review/members.html", context)

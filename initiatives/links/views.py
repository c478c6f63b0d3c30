"""Two screens that write the same rows: from a fiche, and from a project or group."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.models import Page

from home.keys import typed_key
from network.groups.models import CommissionPage, WorkingGroupPage
from network.projects.choosing import choice_of
from network.projects.models import FederalProjectPage, PublishedEntry

from ..models import InitiativeEntry, InitiativeGroup, InitiativePage
from ..permissions import can_link, can_link_document
from . import actions, finding

DOCUMENTS = (FederalProjectPage, WorkingGroupPage, CommissionPage)
LONGEST = 200  # signs of what is looked for


@require_admin_access
@require_http_methods(["GET", "POST"])
def of_fiche(request, page_id):
    """« Relier au projet de ma fédération », for the members of its centre."""
    fiche = get_object_or_404(InitiativePage, pk=page_id)
    if not can_link(request.user, fiche):
        raise PermissionDenied
    if request.method == "POST":
        is_done = _write(request, fiche=fiche, told=fiche)
        return _answer(request, is_done, ["q"])
    words, federation = _words(request), fiche.centre.federation
    entries = PublishedEntry.objects.visible().select_related("project")
    context = {
        "fiche": fiche,
        "words": words,
        "federation": federation,
        "linked_entries": entries.filter(fiche_links__fiche=fiche).order_by("project"),
        "linked_groups": finding.groups().filter(fiche_links__fiche=fiche),
        "entries": finding.entries_to_link(words, federation)[: finding.MOST],
        "groups": finding.groups_to_link(words, federation)[: finding.MOST],
        "most": finding.MOST,
    }
    return render(request, "initiatives/links/fiche.html", context)


@require_admin_access
@require_http_methods(["GET", "POST"])
def of_document(request, page_id):
    """« Relier des fiches » to a line of a project, or to a group: its federation's."""
    document = get_object_or_404(Page.objects.type(*DOCUMENTS), pk=page_id)
    if not can_link_document(request.user, document):
        raise PermissionDenied
    lines = PublishedEntry.objects.filter(project=document, is_current=True)
    if request.method == "POST":
        is_done = _write(request, told=document, lines=lines)
        return _answer(request, is_done, ["q", "ligne"])
    is_project = issubclass(document.specific_class, FederalProjectPage)
    lines = list(lines.order_by("position")) if is_project else []
    words = _words(request)
    context = {
        "document": document,
        "words": words,
        "is_project": is_project,
        "lines": [choice_of(line) for line in lines],
        "line": _line(lines, request.GET.get("ligne")),
        "links": _links_of(document, is_project),
        "fiches": finding.fiches_to_link(words)[: finding.MOST],
        "most": finding.MOST,
    }
    return render(request, "initiatives/links/document.html", context)


def _links_of(document, is_project):
    """[(fiche, the line of the project or None)] of the fiches that visitors read."""
    published = InitiativePage.objects.published().values("pk")
    if is_project:
        rows = InitiativeEntry.objects.filter(entry__project=document)
        rows = rows.select_related("fiche", "entry").order_by("entry__position", "pk")
        rows = rows.filter(fiche__in=published)
        return [(row.fiche, row.entry) for row in rows]
    rows = InitiativeGroup.objects.filter(group=document, fiche__in=published)
    return [(row.fiche, None) for row in rows.select_related("fiche").order_by("pk")]


def _line(lines, key):
    """The line that is chosen, or the first one; None without any."""
    return next(
        (line for line in lines if str(line.pk) == key), next(iter(lines), None)
    )


def _write(request, told, fiche=None, lines=None):
    """Link or unlink what the button names; False if one end is there no more."""
    fiche = fiche or _published_fiche(request.POST.get("fiche"))
    end = _end(request, told, lines)
    if fiche is None or end is None:
        return False
    verb = actions.unlink if "remove" in request.POST else actions.link
    verb(fiche, end, request.user, told)
    return True


def _published_fiche(key):
    found = InitiativePage.objects.published().filter(pk=typed_key(key))
    return found.first()


def _end(request, told, lines):
    """The PublishedEntry or the page of a group that the button names, or None.

    From a fiche, of what visitors read only; from a document, of its own.
    """
    is_from_fiche = lines is None
    if not (is_from_fiche or issubclass(told.specific_class, FederalProjectPage)):
        return told
    if key := request.POST.get("entry"):
        found = PublishedEntry.objects.visible() if is_from_fiche else lines
        return found.filter(pk=uuid_of(key)).first()
    if is_from_fiche:
        key = typed_key(request.POST.get("group"))
        return finding.groups().filter(pk=key).first()
    return None


def uuid_of(text):
    """The UUID that a text spells, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _answer(request, is_done, names):
    """The same screen again, where it was: its words and its line."""
    if is_done:
        done = (
            _("Le lien est retiré.") if "remove" in request.POST else _("C’est relié.")
        )
        messages.success(request, done)
    else:
        messages.error(
            request,
            _(
                "Cette page n’est plus en ligne : rien n’a été relié. Choisissez-en une."
            ),
        )
    kept = {name: request.GET[name] for name in names if request.GET.get(name)}
    return redirect(f"{request.path}?{urlencode(kept)}" if kept else request.path)


def _words(request):
    return request.GET.get("q", "").strip()[:LONGEST]

"""What the editor of an outline asks while one writes: fragments, which write nothing.

`page_id` is the document, or the federation below which it will be made.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.auth import require_admin_access
from wagtail.models import Page

from network.models import FederationPage

from .models import FederalProjectPage
from .outline.details import DetailsForm
from .outline.field import OutlineField
from .outline.linking import choices_of, names_of
from .outline.notices import notices
from .outline.searching import entries_found
from .permissions import can_write_outline


@require_admin_access
@require_GET
def details(request, page_id):
    """The controls of one row, empty; and the names of what it is linked to."""
    page, federation = written(request.user, page_id)
    tokens = request.GET.getlist("token")[:100]
    context = {
        "form": DetailsForm(auto_id="outline-%s", prefix="detail"),
        "choices": choices_of(federation, request.user),
        "names": names_of(tokens, request.user),
        "found": entries_found("", page, request.user),
    }
    return render(request, "network/projects/outline/details.html", context)


@require_admin_access
@require_GET
def entries(request, page_id):
    """The entries of other documents that have these words."""
    page, _federation = written(request.user, page_id)
    asked = request.GET.get("q", "")[:200]
    found = entries_found(asked, page, request.user)
    context = {"found": found, "asked": asked}
    return render(request, "network/projects/outline/entries.html", context)


@require_admin_access
@require_POST
def check(request, page_id):
    """What a reader may stumble over, and what a save would refuse."""
    written(request.user, page_id)
    context = {}
    try:
        rows = OutlineField(required=False).clean(request.POST.get("outline", ""))
        context["notices"] = notices(rows or [])
    except ValidationError as refusal:
        context["refused"] = refusal.messages
    return render(request, "network/projects/outline/notices.html", context)


def written(user, page_id):
    """(the document or None, its federation); 403 for who writes neither."""
    page = Page.objects.filter(pk=page_id).first()
    page = page and page.specific
    if not isinstance(page, FederalProjectPage | FederationPage):
        raise Http404
    if not can_write_outline(user, page):
        raise PermissionDenied
    if isinstance(page, FederationPage):
        return None, page
    return page, page.get_parent().specific

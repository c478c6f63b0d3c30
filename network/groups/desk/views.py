"""The agenda and the resources of a federation, kept by who is of it.

`kept` comes from the address: what is done with an event is done with a resource.
"""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import log

from network.models import FederationPage

from ..permissions import can_write_for

PAGE_SIZE = 20


@require_admin_access
@require_GET
def rows(request, federation_id, kept):
    federation = _federation(request.user, federation_id)
    page = Paginator(kept.rows_of(federation), PAGE_SIZE).get_page(request.GET.get("p"))
    context = {"federation": federation, "kept": kept, "page": page, "add": _add(kept)}
    return render(request, "groups/desk/rows.html", context)


@require_admin_access
@require_http_methods(["GET", "POST"])
def add(request, federation_id, kept):
    federation = _federation(request.user, federation_id)
    return _form_page(request, federation, kept, kept.model())


@require_admin_access
@require_http_methods(["GET", "POST"])
def change(request, row_id, kept):
    row = _row(request.user, row_id, kept)
    return _form_page(request, row.federation, kept, row)


@require_admin_access
@require_http_methods(["GET", "POST"])
def delete(request, row_id, kept):
    """Asked first, then at once."""
    row = _row(request.user, row_id, kept)
    if request.method == "POST":
        _note(request, kept, row, "deleted")
        kept.remove(row)
        messages.success(request, kept.deleted)
        return _to_rows(kept, row.federation_id)
    context = {"federation": row.federation, "kept": kept, "row": row}
    return render(request, "groups/desk/delete.html", context)


def _federation(user, federation_id):
    federation = get_object_or_404(FederationPage, pk=federation_id)
    if not can_write_for(user, federation):
        raise PermissionDenied
    return federation


def _row(user, row_id, kept):
    row = get_object_or_404(kept.model.objects.select_related("federation"), pk=row_id)
    if not can_write_for(user, row.federation):
        raise PermissionDenied
    return row


def _form_page(request, federation, kept, row):
    is_new, asked = row.pk is None, {"federation": federation, "user": request.user}
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = kept.form_class(*posted, instance=row, **asked)
    if form.is_bound and form.is_valid():
        _note(request, kept, form.save(), "added" if is_new else "changed")
        messages.success(request, kept.saved)
        return _to_rows(kept, federation.pk)
    context = {"federation": federation, "kept": kept, "form": form, "is_new": is_new}
    status = 400 if form.is_bound else 200
    return render(request, "groups/desk/form.html", context, status=status)


def _note(request, kept, row, done):
    """In the history of the page of the federation: who did what."""
    action, data = f"groups.{kept.name}_{done}", {"reason": row.title}
    log(row.federation, action, user=request.user, data=data)


def _add(kept):
    return f"federation:{kept.name}_add"


def _to_rows(kept, federation_id):
    return redirect(f"federation:{kept.name}s", federation_id)

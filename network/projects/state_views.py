"""« Où en sommes-nous ? »: the federation says it, on one screen, whenever it likes."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from .models import FederalProjectPage, PublishedEntry
from .permissions import can_say_states
from .state_forms import StatesForm
from .tree import Tree


@require_admin_access
@require_http_methods(["GET", "POST"])
def states(request, page_id):
    page = get_object_or_404(FederalProjectPage, pk=page_id)
    if not can_say_states(request.user, page):
        raise PermissionDenied
    tree = Tree(page.entries.all(), page.labels)
    form = StatesForm(_said_here(page, tree), request.POST or None)
    if request.method == "POST" and form.is_valid():
        count = form.save()
        messages.success(request, _told(count))
        return redirect("projects:states", page.pk)
    context = {"page": page, "form": form}
    status = 400 if form.is_bound else 200
    return render(request, "projects/states.html", context, status=status)


def _told(count):
    if not count:
        return _("Rien n’a changé : aucune action n’a encore d’état.")
    words = ngettext(
        "Le point est fait : %(count)d action a un état.",
        "Le point est fait : %(count)d actions ont un état.",
        count,
    )
    return words % {"count": count}


def _said_here(page, tree):
    """The actions that are online and of this federation: what a draft adds has no
    state yet, and another federation speaks for its own.

    One entry may be in two rows of a plan: it has one state.
    """
    own = PublishedEntry.objects.filter(
        project__path__startswith=page.path[: -page.steplen]
    )
    named = own.filter(pk__in=[action.key for action in tree.actions])
    known = set(named.values_list("pk", flat=True))
    found = {action.key: action for action in tree.actions if action.key in known}
    return list(found.values())

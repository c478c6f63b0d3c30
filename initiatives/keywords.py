"""Which words the back office suggests for tags: those one may read.

Trap: a keyword is a row as soon as it is typed in any draft, and stays when nobody uses
it any more; the core suggests every row to every account.
"""

from django.db.models import Q
from django.http import JsonResponse
from taggit.models import Tag, TaggedItem
from wagtail.admin.auth import require_admin_access
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from home.spelling import fold
from home.visibility import visible

from .models.rows import InitiativeKeyword

MOST = 10  # as in the core


@require_admin_access
def suggest(request):
    """The words that begin as typed, whatever their case and accents: a JSON list.

    Trap: asked of a database, « ec » finds « École » on none.
    """
    typed = fold(request.GET.get("term", "").strip())
    names = words_for(request.user).values_list("name", flat=True) if typed else []
    found = sorted((name for name in names if fold(name).startswith(typed)), key=fold)
    return JsonResponse(found[:MOST], safe=False)


def words_for(user):
    """The tags of what visitors see, of her own pages, and of files she may choose."""
    pages = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(
        user, {"add", "change"}
    )
    readable = Page.objects.filter(Q(visible()) | Q(pk__in=pages.values("pk")))
    keywords = InitiativeKeyword.objects.filter(
        content_object__in=readable.values("pk")
    )
    is_seen = Q(pk__in=keywords.values("tag"))
    for model in (get_image_model(), get_document_model()):
        policy = policy_registry.get_by_type(model)
        files = policy.instances_user_has_any_permission_for(user, {"choose"})
        tagged = TaggedItem.objects.filter(
            content_type__app_label=model._meta.app_label,
            content_type__model=model._meta.model_name,
            object_id__in=files.values("pk"),
        )
        is_seen |= Q(pk__in=tagged.values("tag"))
    return Tag.objects.filter(is_seen)

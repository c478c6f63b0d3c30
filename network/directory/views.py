"""What a form offers while somebody types a commune."""

from django.db import transaction
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .suggestions import communes_named

AGE = 3600  # seconds: the register changes once a year


@transaction.non_atomic_requests
@require_safe
@cache_control(public=True, max_age=AGE)
def communes(request):
    """{"communes": [{"value", "label"}]}: what to write, and what to read beside it."""
    found = communes_named(request.GET.get("q", ""))
    return JsonResponse({"communes": [_offered(one) for one in found]})


def _offered(commune):
    label = str(commune)
    if commune.now_id and not commune.is_part:
        said = _("%(former)s, aujourd’hui %(now)s")
        label = said % {"former": commune, "now": commune.now.name}
    return {"value": str(commune), "label": label}

"""Who is trying: what django-axes counts, and the lost-password form too."""

from django.conf import settings
from django.core.cache import cache

LOST_PASSWORDS = 10  # an hour and an address


def name_of(request, credentials=None):
    """The account tried, whatever its case: accounts are found without case too."""
    typed = (credentials or {}).get("username") or request.POST.get("username", "")
    return typed.strip().lower()


def address_of(request):
    """The visitor's address: behind our proxy, the last hop that it added."""
    if settings.BEHIND_PROXY:
        hops = request.headers.get("X-Forwarded-For", "").split(",")
        if hops[-1].strip():
            return hops[-1].strip()
    return request.META.get("REMOTE_ADDR", "")


def asks_too_often(request, action, most=LOST_PASSWORDS):
    """True past `most` calls in an hour for one address; counts this call."""
    key = f"throttle:{action}:{address_of(request)}"
    cache.add(key, 0, 3600)
    return cache.incr(key) > most

"""Who is trying: what django-axes counts, and each form that anybody may send."""

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

SALT, HOUR = "home.throttle", 3600


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


def asks_too_often(request, action, most):
    """True past `most` calls in an hour for one address; counts this call.

    Of the address only a hash is kept, and no longer than that hour.
    """
    address = salted_hmac(SALT, address_of(request)).hexdigest()
    key = f"throttle:{action}:{address}"
    if cache.add(key, 1, HOUR):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:  # it expired between the two
        return False

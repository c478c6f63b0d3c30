"""Who is trying: what django-axes counts, and each form that anybody may send.

Counted in rows, never in the cache: it forgets, and a dead one lets everybody through.
"""

import unicodedata
from datetime import timedelta
from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.crypto import salted_hmac

SALT = "home.throttle"
NOWHERE = "0.0.0.0"  # noqa: S104  a peer without address: the socket of our proxy
PAUSE = timedelta(minutes=1)  # between two mails that one click sends


def name_of(request, credentials=None):
    """The account tried: its own address where there is one, else what was typed.

    Not the spelling: each one of « NADIA@ » and « nadia@ » would have five tries.
    """
    typed = (credentials or {}).get("username") or request.POST.get("username", "")
    folded = unicodedata.normalize("NFKC", typed).casefold().strip()[:254]
    accounts = get_user_model().objects.filter(email__iexact=folded)
    found = accounts.values_list("email", flat=True).first()
    return (found or folded).casefold()


def address_of(request):
    """The visitor's address (IPv4 or IPv6): behind our proxy, the last hop that it added.

    What is no address there, « unknown » or a name, is not believed: the peer's then.
    """
    peer = request.META.get("REMOTE_ADDR", "")
    hops = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return _address_in(hops.rpartition(",")[2]) or _address_in(peer) or NOWHERE


def _address_in(hop):
    """The address that a gateway wrote, or None: with a port, brackets, quotes, a zone.

    Also as in Forwarded (RFC 7239): `for="[2001:db8::1]:4711";proto=https`.
    """
    text = hop.lower().rpartition("for=")[2].partition(";")[0].strip(' "')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return str(getattr(address, "ipv4_mapped", None) or address)


def asks_too_often(request, action, most):
    """True past `most` calls in an hour for one address; counts this call."""
    is_over = has_tried(action, address_of(request)) >= most
    count_try(action, address_of(request))
    return is_over


def is_double_click(action, key):
    """True within a minute of what `action` did for the row `key`; counts the first.

    Asked under the lock of that row, in the transaction of what it does.
    """
    if _attempts().recent(action, _hash(key), PAUSE).exists():
        return True
    count_try(action, key)
    return False


def has_tried(action, who):
    """How many times within the hour (int)."""
    return _attempts().recent(action, _hash(who)).count()


def count_try(action, who):
    _attempts().count_one(action, _hash(who))


def _hash(who):
    return salted_hmac(SALT, str(who)).hexdigest()


def _attempts():
    from .models import Attempt  # settings name this module before models load

    return Attempt.objects

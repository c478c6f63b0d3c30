"""Health, the host, headers and the cleaning of what no database can store."""

import logging
import re

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.core.cache import cache
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import DatabaseError, DataError, connection
from django.http import Http404, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from .back_office import is_back_office
from .keys import is_no_key
from .typed_words import bad_request

logger = logging.getLogger(__name__)

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
WITH_POSITION = PERMISSIONS_POLICY.replace("geolocation=()", "geolocation=(self)")


class HealthMiddleware:
    """First of all: as plain views, both would fail with the database down."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info == "/-/live":
            return HttpResponse("ok", content_type="text/plain")
        if request.path_info == "/-/ready":
            return self.ready()
        return self.get_response(request)

    def ready(self):
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError:
            return JsonResponse({"database": "down"}, status=503)
        return JsonResponse({"database": "ok", "cache": self.cache_state()})

    def cache_state(self):
        try:
            cache.set("health", 1, 5)
            return "ok" if cache.get("health") == 1 else "degraded"
        except Exception:  # noqa: BLE001  whatever the cache is, it never makes us unready
            return "degraded"


class HostMiddleware:
    """`Host: exemple.fr:80`, as gateways write it, is exemple.fr.

    Otherwise the redirect to HTTPS leads to port 80, and no Origin is that of the site.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        host, _colon, port = request.META.get("HTTP_HOST", "").rpartition(":")
        if port in ("80", "443"):
            request.META["HTTP_HOST"] = host
        return self.get_response(request)


def may_ask_position(response):
    """Of a page with « Autour de moi », and of no other; returns the response."""
    response["Permissions-Policy"] = WITH_POSITION
    return response


class SecurityPolicyMiddleware(CSPMiddleware):
    """A strict policy on public pages, inline allowed in Wagtail's admin only."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if is_back_office(request) and not report_only:
            parts.replace = {
                "script-src": [SELF, UNSAFE_INLINE],
                "style-src": [SELF, UNSAFE_INLINE],
                "img-src": [SELF, "data:", "blob:"],
                "frame-src": [SELF],
            }
        return parts

    def process_response(self, request, response):
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return super().process_response(request, response)


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_REWRITTEN = re.compile("\r\n?|[\x00\ud800-\udfff]")


class CleanInputMiddleware:
    """No NUL, no lone surrogate reaches a view: PostgreSQL refuses both.

    In an address they are a mistake or an attack: 400. In a form they came with a
    paste: dropped, so that nothing typed is lost. The end of a line becomes one sign,
    as the browser counts it; it sends two. In the back office a search
    longer than 200 characters or 12 words is cut: the core's search takes 13 to
    32 s on 10,000 letters (platform.md, defect 11). A number too long for a key is
    a forged one: 404 in an address; 400 in the core's lists of choices, where SQLite
    overflows.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        pieces = [request.path, *request.GET]
        pieces += [text for _key, texts in request.GET.lists() for text in texts]
        if any(_UNSTORABLE.search(text) for text in pieces):
            return HttpResponseBadRequest(
                _("Cette adresse contient un caractère interdit."),
                content_type="text/plain; charset=utf-8",
            )
        if is_back_office(request):
            for name in ("q", "search"):
                self.cut_search(request, name)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Here, not in __call__: a refused upload has its own handlers by now."""
        # Without a name, the first part: the key of a document.
        parts = [*kwargs.items(), *(("pk", part) for part in args[:1])]
        if any(is_no_key(name, value) for name, value in parts):
            raise Http404
        if request.method != "POST":
            return None
        try:
            posted = list(request.POST.lists())
        except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
            return too_much(request)
        if any(_REWRITTEN.search(text) for _key, texts in posted for text in texts):
            cleaned = request.POST.copy()
            for key, texts in posted:
                cleaned.setlist(key, [_REWRITTEN.sub(_written, text) for text in texts])
            request.POST = cleaned

    def process_exception(self, request, error):
        if isinstance(error, OverflowError) and "SQLite" in str(error):
            return HttpResponseBadRequest(
                _("Ce nombre est trop grand."),
                content_type="text/plain; charset=utf-8",
            )
        if isinstance(error, DataError):
            # Longer than its column, where no form said so first.
            logger.error("Refused by the database: %s", request.path, exc_info=error)
            return bad_request(request, error)

    def cut_search(self, request, name):
        typed = request.GET.get(name, "")
        short = " ".join(typed[:200].split()[:12])
        if len(typed) > len(short):
            request.GET = request.GET.copy()
            request.GET[name] = short


def _written(found):
    return "\n" if found[0].startswith("\r") else ""


def too_much(request):
    """The answer to a form that is larger than any that our pages send (413).

    An editor that saves by itself keeps what was typed: it reads the sentence.
    """
    sentence = _(
        "Ce formulaire est trop long : nous n’avons pas pu le recevoir, et rien n’est "
        "enregistré. Raccourcissez-le, puis recommencez."
    )
    if not request.accepts("text/html"):
        told = {"success": False, "error_code": "too_long", "error_message": sentence}
        return JsonResponse(told, status=413)
    return render(request, "413.html", {"sentence": sentence}, status=413)

"""Who reads a public page, if somebody is logged in: her page is made apart.

A visitor's page asks nothing, sets no cookie and may be kept by any cache; that of
somebody who is logged in says the way to her home, and no cache keeps it.
"""

from functools import partial

from django.conf import settings
from django.utils.cache import patch_cache_control


def reader_of(request):
    """The account that reads this page, or None; a preview shows a visitor's.

    Without the cookie of a session nothing is looked up: no query, no `Vary`.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    if getattr(request, "is_preview", False) or not request.user.is_authenticated:
        return None
    request.is_made_apart = True
    return request.user


def reader(request):
    """Context processor: asked by the templates that show it, never before."""
    return {"reader": partial(reader_of, request)}


class ReaderMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(request, "is_made_apart", False):
            patch_cache_control(response, private=True, no_store=True)
        return response

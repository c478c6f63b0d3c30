"""The site of a request and its settings, from the cache: two queries less a page."""

from secrets import token_hex

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.http.request import split_domain_port
from wagtail.models import Page, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

VERSION, LIFE = "frame:version", 300  # seconds: a lost invalidation heals


def site_of(request):
    """The Site of a request or None, where Wagtail keeps it for the request."""
    if not hasattr(request, "_wagtail_site"):
        frame = cache.get(_key(request))
        if frame:
            request._wagtail_site = frame[0]
        else:
            Site.find_for_request(request)
    return request._wagtail_site


def settings_of(request, read):
    """The settings of the request's site; `read(site)` if the cache has none."""
    # The key, with its version, before the database: what was read before a change
    # is stored where nobody looks after it.
    key = _key(request)
    frame = cache.get(key)
    if frame is None:
        site = Site.find_for_request(request)
        frame = (site, read(site))
        cache.set(key, frame, LIFE)
    return frame[1]


def _key(request):
    """One a host: the port is whatever the visitor wrote, the hosts are ours."""
    host, _port = split_domain_port(request.get_host())
    version = cache.get_or_set(VERSION, token_hex, None)
    return f"frame:{version}:{host}"


def forget(**kwargs):
    transaction.on_commit(lambda: cache.set(VERSION, token_hex(), None))


def connect(settings_model):
    """Forget at each change of what a frame says, or of which pages are live."""
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(forget, dispatch_uid="home.frame")
    for model in (Site, settings_model):
        post_save.connect(forget, sender=model, dispatch_uid="home.frame")
        post_delete.connect(forget, sender=model, dispatch_uid="home.frame")
    # Deletion of a page of any type also deletes its row in this table.
    post_delete.connect(forget, sender=Page, dispatch_uid="home.frame")

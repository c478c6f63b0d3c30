"""The site of a request and its settings, from the cache: two queries less a page."""

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

KEY, LIFE = "frame", 300  # seconds: a lost invalidation heals
MOST_HOSTS = 50


def site_of(request):
    """The Site of a request or None, where Wagtail keeps it for the request."""
    if not hasattr(request, "_wagtail_site"):
        frames = cache.get(KEY) or {}
        host = request.get_host()
        if host in frames:
            request._wagtail_site = frames[host][0]
        else:
            Site.find_for_request(request)
    return request._wagtail_site


def settings_of(request, read):
    """The settings of the request's site; `read(site)` if the cache has none."""
    host, frames = request.get_host(), cache.get(KEY) or {}
    if host not in frames:
        site = Site.find_for_request(request)
        frames = dict(list(frames.items())[-MOST_HOSTS:]) | {host: (site, read(site))}
        cache.set(KEY, frames, LIFE)
    return frames[host][1]


def forget(**kwargs):
    transaction.on_commit(lambda: cache.delete(KEY))


def connect(settings_model):
    """Forget at each change of what a frame says, or of which pages are live."""
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(forget, dispatch_uid="home.frame")
    for model in (Site, settings_model):
        post_save.connect(forget, sender=model, dispatch_uid="home.frame")
        post_delete.connect(forget, sender=model, dispatch_uid="home.frame")
    # Deletion of a page of any type also deletes its row in this table.
    post_delete.connect(forget, sender=Page, dispatch_uid="home.frame")

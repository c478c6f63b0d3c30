"""What still leads to a page once it has another address: posters and mails hold it.

The redirects are the core's, permanent; here stands of which pages they are made, and
that no other page takes their place.
"""

from copy import copy

from django.urls import resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site
from wagtail.signals import page_slug_changed, post_page_move


def leads_elsewhere(address, page):
    """True if `address` (a path) was that of another page, and leads there now."""
    kept = Redirect.objects.filter(old_path=Redirect.normalise_path(address))
    return kept.exclude(redirect_page=page.pk).exists()


def is_answered_by_a_view(parent, slug):
    """True if the site itself answers where a page below `parent` would stand: /agenda/,
    /partenaires/, /admin/. Nobody would ever read that page."""
    _nothing, _home, place = parent.url_path.split("/", 2)
    return resolve(f"/{place}{slug}/").url_name != "wagtail_serve"


def connect():
    """Only of what a visitor may know, and of all of it: what was withdrawn, too.

    Trap: the core makes one for each title that a draft had on its way (whoever asks
    for one is told the present one), and none for what is offline below a page.
    """
    for signal, former, ours in (
        (page_slug_changed, _core().autocreate_redirects_on_slug_change, _follow_slug),
        (post_page_move, _core().autocreate_redirects_on_page_move, _follow_move),
    ):
        signal.disconnect(former)
        signal.connect(ours, dispatch_uid="home.addresses")


def _core():
    # Here: it wants the models of every app.
    from wagtail.contrib.redirects import signal_handlers

    return signal_handlers


def _follow_slug(instance, instance_before, **kwargs):
    if _was_online(instance_before):
        _core().autocreate_redirects_on_slug_change(instance_before, instance)
        _follow_the_withdrawn(instance, instance_before.url_path)


def _follow_move(instance, url_path_before, url_path_after, **kwargs):
    if _was_online(instance):
        _core().autocreate_redirects_on_page_move(
            instance, url_path_after, url_path_before
        )
        _follow_the_withdrawn(instance, url_path_before)


def _was_online(page):
    return page.live or page.first_published_at  # code gives no date


def _follow_the_withdrawn(page, place_before):
    withdrawn = page.get_descendants().filter(live=False)
    for now in withdrawn.filter(first_published_at__isnull=False):
        before = copy(now)
        before.url_path = place_before + now.url_path[len(page.url_path) :]
        _core().create_redirects(now, before, Site.objects.all())

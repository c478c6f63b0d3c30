"""What still leads to a page once it has another address: posters and mails hold it.

The redirects are the core's (permanent, for the page and what is online below it);
here stands of which pages they are made, and that no other page takes their place.
"""

from wagtail.contrib.redirects.models import Redirect
from wagtail.signals import page_slug_changed, post_page_move


def leads_elsewhere(address, page):
    """True if `address` (a path) was that of another page, and leads there now."""
    kept = Redirect.objects.filter(old_path=Redirect.normalise_path(address))
    return kept.exclude(redirect_page=page.pk).exists()


def connect():
    """Only of what a visitor may know.

    Trap: the core makes one for each title that a draft had on its way: whoever asks
    for one is told the present one.
    """
    # Here: it wants the models of every app.
    from wagtail.contrib.redirects import signal_handlers as core

    for signal, follow, former in (
        (
            page_slug_changed,
            core.autocreate_redirects_on_slug_change,
            "instance_before",
        ),
        (post_page_move, core.autocreate_redirects_on_page_move, "instance"),
    ):
        signal.disconnect(follow)
        signal.connect(
            _of_the_published(follow, former),
            dispatch_uid="home.addresses",
            weak=False,
        )


def _of_the_published(follow, former):
    def receiver(**kwargs):
        page = kwargs[former]
        # A page that code made online has no date.
        if page.live or page.first_published_at:
            follow(**kwargs)

    return receiver

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Depends on every app whose pages it indexes."""

    name = "search"
    verbose_name = _("recherche")

    def ready(self):
        """Listen to what changes a page, or what it prints, or who may see it."""
        from taggit.models import Tag
        from wagtail import signals
        from wagtail.models import Page, PageViewRestriction

        from home.models import Theme
        from initiatives.models import Audience
        from network.importing.signals import centres_written
        from network.models import CentreContact, CentrePage, Territory

        from . import synchronisation as sync

        signals.page_published.connect(sync.page_changed)
        signals.page_unpublished.connect(sync.page_changed)
        signals.post_page_move.connect(sync.page_moved)
        post_delete.connect(sync.page_deleted, sender=Page)
        for model, receiver in (
            (PageViewRestriction, sync.restriction_changed),
            (Theme, sync.theme_changed),
            (Audience, sync.audience_changed),
            (Territory, sync.territory_changed),
            (Tag, sync.keyword_changed),
        ):
            post_save.connect(receiver, sender=model)
            # Before, while one can still tell which pages print it.
            pre_delete.connect(receiver, sender=model)
        post_save.connect(sync.contact_changed, sender=CentreContact)
        post_save.connect(sync.facts_changed, sender=CentrePage)
        centres_written.connect(sync.centres_written)

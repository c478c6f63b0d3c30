"""The lists of fiches, each named for its purpose."""

from datetime import timedelta

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone
from wagtail.query import PageQuerySet

from home.tree import path_above
from home.visibility import visible
from network.review.content import shows

from .card import card_annotations
from .centre import centre_above

YEAR = timedelta(days=365)


class InitiativeQuerySet(PageQuerySet):
    def published(self):
        """What a visitor may see."""
        return self.filter(visible())

    def of_centre(self, centre):
        return self.child_of(centre)

    def of_centres(self, centres):
        """Those of all these centres, in one condition."""
        paths = [centre.path for centre in centres]
        return self.alias(centre_path=path_above("path")).filter(centre_path__in=paths)

    def latest_of_centres(self, centres, count):
        """The `count` last written of each of these centres, the newest first.

        With their latest revision and `centre_path`, the path of their centre.
        """
        rank = Window(
            RowNumber(),
            partition_by="centre_path",
            order_by=F("latest_revision_created_at").desc(nulls_last=True),
        )
        return (
            self.of_centres(centres)
            .annotate(centre_path=path_above("path"), rank=rank)
            .filter(rank__lte=count)
            .select_related("latest_revision")
            .order_by("rank")
        )

    def to_confirm(self):
        """Online for a year or more without a word of the centre."""
        limit = timezone.now() - YEAR
        said = _confirmations().filter(created_at__gt=limit)
        return self.published().filter(~Exists(said), last_published_at__lte=limit)

    def with_new_version_showing(self, file):
        """Online, with a newer revision that shows this Picture or Attachment: a list."""
        pages = self.filter(live=True, has_unpublished_changes=True)
        return [
            page
            for page in pages.select_related("latest_revision")
            if shows(self.model, page.latest_revision.content, file)
        ]

    def located(self):
        """With `at_latitude` and `at_longitude`: of the action, else of the centre."""
        centre = centre_above()
        return self.annotate(
            **{
                f"at_{name}": Coalesce(name, Subquery(centre.values(name)))
                for name in ("latitude", "longitude")
            }
        )

    def newest_first(self):
        return self.order_by("-first_published_at", "-pk")

    def for_cards(self):
        """With what a card shows, in this query alone: see card.py."""
        return self.select_related("departement").annotate(**card_annotations())


def last_confirmation():
    """When the centre last said that the version online still holds: a subquery."""
    return (
        _confirmations()
        .filter(answer="current", created_at__gt=OuterRef("last_published_at"))
        .order_by("-created_at")
        .values("created_at")[:1]
    )


def linked_to(fiche):
    """The links of a fiche to entries and to groups of the network: two querysets."""
    # By name: the models are written after that of the fiche.
    names = ("InitiativeEntry", "InitiativeGroup")
    models = (apps.get_model("initiatives", name) for name in names)
    return tuple(model.objects.filter(fiche=fiche) for model in models)


def _confirmations():
    # By name: the model is written after that of the fiche.
    confirmation = apps.get_model("initiatives", "Confirmation")
    return confirmation.objects.filter(page=OuterRef("pk")).order_by()

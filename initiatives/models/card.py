"""What the card of a fiche shows, read in the query that reads the fiche."""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from home.models import Picture, PictureRendition, Theme
from home.renditions import SPECS, rendition_of
from network.models import Commune

from .centre import centre_above
from .rows import InitiativePhoto, InitiativeTheme


def card_annotations():
    """{name: subquery}: the main theme, the place and the photo of each fiche."""
    rows = InitiativeTheme.objects.filter(page=OuterRef("pk")).order_by("sort_order")
    photos = InitiativePhoto.objects.filter(page=OuterRef("pk")).shown()
    photos = photos.order_by("sort_order")
    renditions = PictureRendition.objects.filter(
        image=OuterRef("picture"), filter_spec=SPECS["card"]
    ).values(found=JSONObject(file="file", width="width", height="height"))[:1]
    return {
        "card_theme": Subquery(
            rows.values(
                found=JSONObject(
                    id="theme",
                    name="theme__name",
                    slug="theme__slug",
                    number="theme__number",
                )
            )[:1]
        ),
        "card_place": Subquery(
            centre_above().values(
                found=JSONObject(commune="commune", departement="departement__name")
            )[:1]
        ),
        "action_commune": commune_of_action(),
        "card_photo": Subquery(photos.values("picture")[:1]),
        "card_rendition": Subquery(
            photos.annotate(rendition=Subquery(renditions)).values("rendition")[:1]
        ),
    }


def commune_of_action():
    """The name of the commune that the fiche of the outer query gives, or None."""
    named = Commune.objects.current().filter(code=OuterRef("code_insee"))
    return Subquery(named.order_by().values("name")[:1])


class Card:
    """The card of a fiche; from the annotations of `for_cards()` if they are there."""

    def __init__(self, fiche):
        self.fiche = fiche
        self.is_read = hasattr(fiche, "card_theme")

    @property
    def theme(self):
        """The main theme, or None."""
        if not self.is_read:
            return self.fiche.main_theme
        return Theme(**self.fiche.card_theme) if self.fiche.card_theme else None

    @property
    def place(self):
        """« Besançon (Doubs) »."""
        if not self.is_read:
            return self.fiche.place_label
        place = self.fiche.card_place
        departement = self.fiche.departement
        name = departement.name if departement else place["departement"]
        return f"{self.fiche.action_commune or place['commune']} ({name})"

    @property
    def image(self):
        """The rendition of the first photo, or None."""
        if not self.is_read:
            photo = self.fiche.main_photo
            return rendition_of(photo.picture, "card") if photo else None
        if self.fiche.card_rendition:
            return PictureRendition(**self.fiche.card_rendition)
        if self.fiche.card_photo is None:
            return None
        # The first visitor waits while the rendition is made.
        picture = Picture.objects.get(pk=self.fiche.card_photo)
        return rendition_of(picture, "card")

"""What the gabarit prints of a fiche, read from its fields and rows."""

from network.models import Commune

from .card import Card


class PrintedParts:
    """Mixed into InitiativePage: what visitors read, and nothing else."""

    action_commune = None  # unknown: ask

    @property
    def is_withdrawn(self):
        """It has been online and is no more: its address says so."""
        return bool(self.first_published_at) and not self.live

    @property
    def territory(self):
        """The département of the action: the centre's unless another is given."""
        return self.departement or self.centre.departement

    @property
    def at(self):
        """(latitude, longitude) of the action, else of the centre; None if not known."""
        where = self if self.latitude is not None else self.centre
        found = (where.latitude, where.longitude)
        return None if None in found else found

    @property
    def commune(self):
        """Of the action, by name: the centre's unless another is given."""
        if not self.code_insee:
            return self.centre.commune
        if self.action_commune is None:
            known = Commune.objects.of_code(self.code_insee)
            self.action_commune = known[0].name if known else ""
        return self.action_commune

    @property
    def place_label(self):
        """« Besançon (Doubs) », of the action."""
        return f"{self.commune} ({self.territory.name})"

    @property
    def themes(self):
        """The themes, ranked: the first gives colour and pill."""
        return [row.theme for row in self.theme_rows.all() if row.theme_id]

    @property
    def card(self):
        return Card(self)

    @property
    def main_theme(self):
        return next(iter(self.themes), None)

    @property
    def other_themes(self):
        return self.themes[1:]

    @property
    def main_photo(self):
        """The first photo that is shown, or None."""
        return next(iter(self.shown_photos), None)

    @property
    def shown_photos(self):
        """Neither withdrawn nor past the agreement of the people one sees."""
        return [row for row in self.photos.all() if row.shown_picture]

    @property
    def shown_quotes(self):
        """Only with the agreement of the person."""
        return [quote for quote in self.quotes.all() if quote.consent and quote.text]

    @property
    def sections(self):
        """The story's StructValue, or an empty dict if the block was deleted."""
        return next((block.value for block in self.story), {})

    @property
    def nature_labels(self):
        return self._meta.get_field("natures").labels_of(self.natures)

    @property
    def initiator_labels(self):
        return self._meta.get_field("initiated_by").labels_of(self.initiated_by)

    @property
    def description(self):
        return self.tagline

    @property
    def contact(self):
        """{"function", "email", "phone"}: the centre's own unless others are given.

        A centre that is not online keeps its own for itself.
        """
        own = getattr(self.centre, "contact", None) if self.centre.live else None
        return {
            "function": self.contact_function,
            "email": self.contact_email or getattr(own, "email", ""),
            "phone": self.contact_phone or getattr(own, "phone", ""),
        }

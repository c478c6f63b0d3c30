"""Who agreed to be seen or quoted in a version of a fiche: for the committee alone."""

from django.db.models import prefetch_related_objects
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from home.models.consent import is_past
from network.review.questions import Agreement

QUOTED = 12  # words of a quote: enough to know it


def agreements_of(page):
    """The Agreements of its photos, then of its quotes, in the order of the page."""
    photos = [photo for photo in page.photos.all() if photo.picture_id]
    prefetch_related_objects(photos, "picture")
    return [
        *map(_of_photo, photos),
        *(_of_quote(quote) for quote in page.quotes.all() if quote.text),
    ]


def _of_photo(photo):
    said = photo.speaking
    return Agreement(
        what=_("Photo : %(photo)s") % {"photo": photo},
        kind=said.get_consent_kind_display() or _("Personne n’a dit qui l’on voit"),
        who=said.consent_given_by,
        day=said.consent_given_on,
        scope=said.consent_scope,
        until=photo.last_day,
        is_over=is_past(photo.last_day),
    )


def _of_quote(quote):
    words = Truncator(quote.text).words(QUOTED)
    kind = _("Cette personne est d’accord pour être citée")
    return Agreement(
        what=_("Parole : « %(words)s »") % {"words": words},
        kind=kind if quote.consent else _("Son accord n’est pas noté"),
        who=", ".join(filter(None, [quote.first_name, quote.role])),
    )

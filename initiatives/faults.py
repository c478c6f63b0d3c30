"""What is filled in a fiche and cannot go to the committee as it is."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.template.defaultfilters import date as date_in_words
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey

from home.models.consent import is_past
from home.signs import count_signs

from .blocks import TranscriptBlock
from .sections import LABEL_OF, ROWS, anchor_of


@dataclass(frozen=True)
class Item:
    """One point: `field` of the form, `label`, `message`, `anchor` of its panel.

    `is_done` is False for what is missing; `is_advised` marks what never blocks.
    `row` and `column` name the field of one row, for what is wrong with it alone.
    """

    field: str
    label: str
    message: str
    section: str = ""
    is_done: bool = False
    is_advised: bool = False
    row: int | None = None
    column: str = ""

    @property
    def anchor(self):
        """The id of the element of the form to go to."""
        if self.row is not None:
            return f"id_{self.field}-{self.row}-{self.column}"
        return anchor_of(self.field, self.section)


def faults_of(page):
    """What is filled and cannot go to the committee as it is: a list of Items."""
    return [
        *_faults_of_photos(page),
        *_ended_consents(page),
        *_photos_in_preparation(page),
        *_faults_of_quotes(page),
        *faults_of_writing(page),
        *_too_many(page),
        *_faults_of_complements(page),
    ]


def faults_of_writing(page):
    """Those of dates, rows and texts alone: no query on a page read from a revision."""
    return [*_faults_of_rows(page), *_faults_of_dates(page), *_too_long(page)]


def _faults_of_photos(page):
    photos, label = page.photos.all(), str(LABEL_OF["photos"])
    if any(not photo.picture_id for photo in photos):
        yield Item("photos", label, _("Choisissez la photo, ou retirez la ligne."))
    if any(not photo.is_consent_complete for photo in photos):
        yield Item(
            "photos",
            label,
            _("Dites si l’on voit des personnes, et qui a donné son accord et quand."),
        )
    if any(not photo.alt for photo in photos):
        yield Item("photos", label, _("Décrivez ce que l’on voit sur la photo."))
    if any(not photo.credit for photo in photos):
        yield Item("photos", label, _("Dites qui a pris la photo."))


def _ended_consents(page):
    """Beside the last day of the row, whichever register says it: one writes it there."""
    photos = list(page.photos.all())
    prefetch_related_objects([one for one in photos if one.picture_id], "picture")
    for number, photo in enumerate(photos):
        if not photo.picture_id or not is_past(photo.last_day):
            continue
        message = _(
            "L’accord pour « %(photo)s » s’est terminé le %(day)s : demandez-en un "
            "nouveau et écrivez-le ici avec son jour, ou retirez la photo."
        )
        if not is_past(photo.ends_on):
            message = _(
                "D’après la bibliothèque d’images, l’accord pour « %(photo)s » s’est "
                "terminé le %(day)s : écrivez ici celui qui a été donné depuis, avec "
                "son jour, ou retirez la photo."
            )
        day = date_in_words(photo.last_day, "j F Y")
        yield Item(
            "photos",
            str(LABEL_OF["photos"]),
            message % {"photo": photo, "day": day},
            row=number,
            column="consent_until",
        )


def _photos_in_preparation(page):
    """The committee reads pictures, and what it read stays: none that is still to come."""
    if any(
        photo.picture_id and photo.picture.is_waiting for photo in page.photos.all()
    ):
        yield Item(
            "photos",
            str(LABEL_OF["photos"]),
            _(
                "Une photo est en préparation : attendez quelques minutes. Si cela dure, "
                "remplacez-la par la même photo en JPEG."
            ),
        )


def _faults_of_rows(page):
    """A row that lacks what its form requires: a draft keeps it as it is."""
    for name in sorted(ROWS - {"photos"}):
        rows = getattr(page, name).all()
        if any(_is_half_filled(row) for row in rows):
            yield Item(
                name,
                capfirst(rows[0]._meta.verbose_name),
                _("Une ligne n’est pas complète : terminez-la, ou retirez-la."),
            )


def _is_half_filled(row):
    wanted = [
        field
        for field in row._meta.fields
        if field.editable
        and not (field.blank or field.has_default() or isinstance(field, ParentalKey))
    ]
    return any(getattr(row, field.attname) in (None, "") for field in wanted)


def _faults_of_quotes(page):
    if any(quote.text and not quote.consent for quote in page.quotes.all()):
        yield Item(
            "quotes",
            str(LABEL_OF["quotes"]),
            _("Cochez l’accord de la personne citée, ou retirez la citation."),
        )


def _faults_of_dates(page):
    if page.start_year and not 1950 <= page.start_year <= 2100:
        yield Item(
            "start_year", _("Année de début"), _("Écrivez l’année en quatre chiffres.")
        )
    if page.status != page.Status.ENDED:
        return
    if not page.end_year:
        yield Item(
            "end_year",
            _("Année de fin"),
            _("L’initiative est terminée : dites en quelle année."),
        )
    elif page.start_year and (page.end_year, page.end_month or 12) < (
        page.start_year,
        page.start_month or 1,
    ):
        yield Item(
            "end_year", _("Année de fin"), _("La fin vient avant le début : corrigez.")
        )
    if not page.end_reason:
        yield Item(
            "end_reason", _("Raison de la fin"), _("Dites pourquoi elle s’est arrêtée.")
        )


PLAIN_LIMITS = {
    "title": 80,
    "tagline": 140,
    "summary": 500,
    "end_reason": 300,
    "team_note": 200,
    "budget_note": 200,
    "material": 300,
}
ROW_LIMITS = {"steps": 400, "quotes": 280}
ONE_THING = 200
# Field and what to count: rows, for a keyword is a query more.
COUNT_LIMITS = {
    "keywords": ("keyword_rows", 5),
    "associated_centres": ("associated_centres", 5),
    "photos": ("photos", 7),
}


def _too_long(page):
    for name, longest in PLAIN_LIMITS.items():
        label = page._meta.get_field(name).verbose_name
        yield from _excess(name, label, getattr(page, name), longest)
    for name, longest in ROW_LIMITS.items():
        for row in getattr(page, name).all():
            yield from _excess(name, row._meta.verbose_name, row.text, longest)
    for name, block in _story_blocks(page).items():
        if longest := getattr(block, "longest", None):
            text = page.sections.get(name)
            yield from _excess("story", block.label, text, longest, name)
    one_thing = page.sections.get("one_thing")
    label = str(LABEL_OF["one_thing"])
    yield from _excess("story", label, one_thing, ONE_THING, "one_thing")


def _too_many(page):
    for name, (rows, most) in COUNT_LIMITS.items():
        if (count := len(getattr(page, rows).all())) > most:
            field = page._meta.get_field(name)
            label = getattr(field, "verbose_name", str(LABEL_OF["photos"]))
            message = _("%(count)s choix, c’est trop : gardez-en %(most)s au plus.")
            yield Item(name, label, message % {"count": count, "most": most})


def limits_of(page):
    """{"plain", "rows", "story"}: the longest text of each field, for counters."""
    blocks = _story_blocks(page).items()
    story = {name: getattr(block, "longest", None) for name, block in blocks}
    return {
        "plain": PLAIN_LIMITS,
        "rows": ROW_LIMITS,
        "story": {name: longest for name, longest in story.items() if longest}
        | {"one_thing": ONE_THING},
    }


def _story_blocks(page):
    return page.story.stream_block.child_blocks["story"].child_blocks


def _excess(field, label, text, longest, section=""):
    excess = count_signs(text) - longest
    if excess > 0:
        message = ngettext(
            "%(count)s signe de trop : raccourcissez ce texte.",
            "%(count)s signes de trop : raccourcissez ce texte.",
            excess,
        )
        yield Item(field, label, message % {"count": excess}, section)


def _faults_of_complements(page):
    for block in page.complements:
        text = block.value.get("transcript")
        yield from _excess(
            "complements", _("Transcription"), text, TranscriptBlock.longest
        )
    # The story's own blocks are checked above, one by one and with their limits.
    value = page.complements
    try:
        value.stream_block.clean(value)
    except ValidationError:
        yield Item(
            "complements",
            str(LABEL_OF["complements"]),
            _("Complétez ou retirez ce qui est resté vide."),
        )

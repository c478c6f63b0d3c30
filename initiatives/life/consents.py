"""The agreements that end: told sixty days before, taken off on the day after.

No page shows a picture past its last day, whatever runs (home/models/consent.py): the
clock makes its files leave their addresses and tells its people. Safe to run again, and
to miss days. Source: editorial.md, section 8.
"""

from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, Q
from django.template.defaultfilters import date as date_in_words
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, ReferenceIndex

from home.models import Picture
from home.models.consent import ended, is_past
from network.models import CentrePage

from ..models import InitiativePage, InitiativePhoto
from . import mails

NOTICE = timedelta(days=60)
KEPT = timedelta(days=60)  # an end that could not be told is told so long


class Ending(NamedTuple):
    """A picture of a page online whose agreement ends within NOTICE, or ended."""

    page: Page
    picture: Picture
    name: str
    last_day: date

    @property
    def is_over(self):
        return is_past(self.last_day)

    @property
    def off_since(self):
        return self.last_day + timedelta(days=1)


def end_consents():
    """Take off and tell what is due: the number of pictures and of pages told of."""
    return take_off_what_ended() + tell_what_ends()


def take_off_what_ended():
    """The files of what no page shows any more leave their addresses: how many did."""
    taken = 0
    for picture in _to_take_off():
        if picture.shown_picture is None or not is_shown_outside_fiches(picture):
            with transaction.atomic():
                picture.take_off()
            taken += 1
    return taken


def _to_take_off():
    """Once for each end: a later agreement brings a picture back, until its own end."""
    today = timezone.localdate()
    rows = InitiativePhoto.objects.filter(page__live=True)
    over = rows.ended(today).filter(
        _since_it_left("picture__") | Q(consent_until__gte=F("picture__taken_off_on"))
    )
    alone = ended(today) & _since_it_left("")
    return (
        Picture.objects.filter(Q(pk__in=over.values("picture")) | alone)
        .filter(withdrawn_at=None)
        .exclude(pk__in=rows.shown().values("picture"))
    )


def _since_it_left(register):
    return Q(**{f"{register}taken_off_on": None}) | Q(
        **{f"{register}consent_until__gte": F(f"{register}taken_off_on")}
    )


def is_shown_outside_fiches(picture):
    """True if another page online than a fiche, or what is no page, uses this picture."""
    references = ReferenceIndex.get_references_to(picture)
    pages = references.filter(base_content_type=Page().get_base_content_type())
    if references.exclude(pk__in=pages.values("pk")).exists():
        return True
    return _pages_of(pages).exists()


def _pages_of(references):
    """The pages online of these references, but fiches: their rows say it themselves."""
    keys = [int(key) for key in references.values_list("object_id", flat=True)]
    return Page.objects.live().not_type(InitiativePage).filter(pk__in=keys)


def endings_of_fiches(fiches):
    """The Endings of these fiches, a QuerySet: a list, in one query."""
    rows = InitiativePhoto.objects.filter(
        page__in=fiches.filter(live=True).values("pk"), picture__withdrawn_at=None
    )
    window = _window("") | _window("picture__")
    rows = rows.ended(_horizon()).filter(window).select_related("page", "picture")
    return _in_time(
        Ending(row.page, row.picture, str(row), row.last_day) for row in rows
    )


def endings_of_centres(centres):
    """The Endings of the photos of these centres, a QuerySet: a list, in one query."""
    pages = centres.filter(ended(_horizon(), "photo__"), _window("photo__"), live=True)
    pages = pages.filter(photo__withdrawn_at=None).select_related("photo")
    return _in_time(
        Ending(page, page.photo, str(page.photo), page.photo.ends_on) for page in pages
    )


def endings_elsewhere():
    """The Endings of the pages that are no fiche nor centre: a list."""
    pictures = Picture.objects.filter(ended(_horizon()), _window(""), withdrawn_at=None)
    found = []
    for picture in pictures:
        pages = _pages_of(ReferenceIndex.get_references_to(picture))
        found += [
            Ending(page, picture, str(picture), picture.ends_on)
            for page in pages.not_type(CentrePage)
        ]
    return _in_time(found)


def _horizon():
    return timezone.localdate() + NOTICE + timedelta(days=1)


def _window(register):
    """Said long enough after it ended: else each run would read all that ever did."""
    return Q(**{f"{register}consent_until__gte": timezone.localdate() - KEPT})


def _in_time(endings):
    """The soonest first. Of two registers, the one that speaks may have ended before."""
    oldest = timezone.localdate() - KEPT
    found = [ending for ending in endings if ending.last_day >= oldest]
    return sorted(found, key=lambda ending: (ending.last_day, ending.page.pk))


def tell_what_ends():
    """One mail a person for each page and day, before and after: how many pages."""
    groups = defaultdict(list)
    for ending in [
        *endings_of_fiches(InitiativePage.objects.all()),
        *endings_of_centres(CentrePage.objects.all()),
        *endings_elsewhere(),
    ]:
        event = mails.AFTER if ending.is_over else mails.BEFORE
        groups[ending.page.pk, event, ending.last_day].append(ending)
    told = _told({pk for pk, _event, _day in groups})
    left = [key for key in groups if (*key[:2], key[2].isoformat()) not in told]
    for key in left:
        _tell(*key, groups[key])
    return len(left)


def _told(pages):
    """{(page, event, day)} of what the histories of these pages say."""
    actions = {_act(event): event for event in (mails.BEFORE, mails.AFTER)}
    entries = PageLogEntry.objects.filter(page__in=pages, action__in=actions)
    return {
        (page, actions[action], data.get("last_day"))
        for page, action, data in entries.values_list("page", "action", "data")
    }


def _act(event):
    """The act that a history tells, of a mail."""
    return event.replace("/", ".")


@transaction.atomic
def _tell(pk, event, day, endings):
    page = endings[0].page.specific
    names = [ending.name for ending in endings]
    reason = f"{', '.join(names)} ({date_in_words(day, 'j F Y')})"
    data = {"reason": reason, "last_day": day.isoformat()}
    log(page, _act(event), data=data)
    pictures = [(ending.name, ending.picture.pk) for ending in endings]
    mails.consent_ends(event, page, day, pictures)

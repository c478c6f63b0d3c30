"""An agenda as the file that calendars read: RFC 5545, and a few names of RFC 7986.

Traps: icalendar writes no VTIMEZONE unless asked; a whole day ends at the start of the
next one, or lasts nothing; without the moment of its last change a copy never renews.
"""

from datetime import datetime, timedelta

from django.utils import timezone
from icalendar import Calendar
from icalendar import Event as Entry

MOST = 500  # events of one file
REFRESHED = timedelta(hours=12)


def calendar_file(events, name, address_of):
    """The bytes of a calendar of these Events.

    `address_of(path)` is the whole address of a page of the site.
    """
    calendar = Calendar.new(
        prodid="-//c-est-possible//agenda//FR",
        language="fr",
        name=name,
        refresh_interval=REFRESHED,
    )
    calendar.add("x-wr-calname", name)  # what calendars older than RFC 7986 show
    events = list(events[:MOST])
    for event in events:
        calendar.add_component(_entry(event, address_of))
    if events:
        first = min(event.day for event in events)
        last = max(event.last_day for event in events)
        calendar.add_missing_timezones(
            first.replace(month=1, day=1),
            last.replace(year=last.year + 1, month=1, day=1),
        )
    return calendar.to_ical()


def _entry(event, address_of):
    start, end = _moments(event)
    return Entry.new(
        uid=event.uid,
        stamp=event.updated_at,
        last_modified=event.updated_at,
        summary=event.title,
        description=_description(event) or None,
        location=event.place or None,
        categories=[event.get_kind_display()],
        start=start,
        end=end,
        url=address_of(event.url),
    )


def _moments(event):
    """(start, end): two days, the second one excluded, or two moments, the end None if
    it is not known."""
    if not event.start_time or (event.lasts_days and not event.end_time):
        return event.day, event.last_day + timedelta(days=1)
    zone = timezone.get_default_timezone()
    start = datetime.combine(event.day, event.start_time, zone)
    if event.end_time is None:
        return start, None
    return start, datetime.combine(event.last_day, event.end_time, zone)


def _description(event):
    """What the place of a calendar leaves no room for: a paragraph a fact."""
    said = [event.federation.title, event.times, event.audience, event.description]
    return "\n\n".join(text for text in said if text)

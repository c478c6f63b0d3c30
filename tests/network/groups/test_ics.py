"""What a calendar reads; icalendar writes none of it by itself."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar

from tests.factories import EventFactory, FederationPageFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("a file is written from what was read"),
]
PARIS = ZoneInfo("Europe/Paris")


def entries(address):
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert not answer.cookies
    calendar = Calendar.from_ical(answer.content)
    return calendar, calendar.events


def only(event):
    _calendar, found = entries(f"/agenda/{event.pk}.ics")
    return found[0]


def test_a_whole_day_ends_at_the_start_of_the_next(tree):
    one = only(EventFactory(day=date(2026, 12, 31)))
    assert (one.start, one.end) == (date(2026, 12, 31), date(2027, 1, 1))
    two = only(EventFactory(day=date(2027, 3, 14), end_day=date(2027, 3, 16)))
    assert (two.start, two.end) == (date(2027, 3, 14), date(2027, 3, 17))
    # The evening of the last day is not known: nothing is made up.
    vague = only(
        EventFactory(
            day=date(2027, 3, 14), end_day=date(2027, 3, 15), start_time=time(14)
        )
    )
    assert (vague.start, vague.end) == (date(2027, 3, 14), date(2027, 3, 16))
    assert "14 h" in vague.description


def test_an_hour_is_that_of_paris_in_summer_and_in_winter(tree):
    federation = FederationPageFactory(slug="cher")
    for day in (date(2027, 1, 14), date(2027, 7, 14)):
        EventFactory(
            federation=federation, day=day, start_time=time(9, 30), end_time=time(12)
        )
    calendar, (winter, summer) = entries("/agenda/cher.ics")
    assert [zone.tz_name for zone in calendar.timezones] == ["Europe/Paris"]
    assert winter.start == datetime(2027, 1, 14, 9, 30, tzinfo=PARIS)
    assert winter.start.utcoffset() == timedelta(hours=1)
    assert summer.start.utcoffset() == timedelta(hours=2)
    assert summer.duration == timedelta(hours=2, minutes=30)


def test_an_event_keeps_its_name_for_calendars_and_says_when_it_changed(tree, later):
    event = EventFactory(
        title="Formation ; « s’écouter, dire »", place="Tours, la Rotonde"
    )
    before = only(event)
    later(days=1)
    event.title = "Formation : s’écouter"
    event.save()
    after = only(event)
    assert before.uid == after.uid == str(event.uid)
    assert str(before["summary"]) == "Formation ; « s’écouter, dire »"
    assert str(before["location"]) == "Tours, la Rotonde"
    assert timedelta(hours=23) < after.DTSTAMP - before.DTSTAMP
    assert str(after["url"]).startswith("http://testserver/agenda/")


def test_a_calendar_may_be_followed_and_an_event_is_taken_in_once(tree):
    federation = FederationPageFactory(slug="cher")
    event = EventFactory(federation=federation)
    EventFactory()  # of another federation
    draft = EventFactory(federation=FederationPageFactory(live=False, slug="muette"))
    assert len(entries("/agenda.ics")[1]) == 2
    assert len(entries("/agenda/cher.ics")[1]) == 1
    assert "Content-Disposition" not in Client().get("/agenda/cher.ics")
    assert (
        "attachment" in Client().get(f"/agenda/{event.pk}.ics")["Content-Disposition"]
    )
    for address in (f"/agenda/{draft.pk}.ics", "/agenda/muette.ics", "/agenda/x.ics"):
        assert Client().get(address).status_code == 404


def test_the_last_year_that_can_be_typed_breaks_no_calendar(tree):
    one = only(EventFactory(day=date(2199, 12, 31), start_time=time(23)))
    assert one.start.year == 2199

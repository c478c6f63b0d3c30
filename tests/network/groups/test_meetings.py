"""The calendar of a group: who keeps it, and who reads its minutes."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.models import Attachment
from network.groups.models import Meeting
from tests.factories import (
    CentrePageFactory,
    FederationMembershipFactory,
    FederationPageFactory,
    MembershipFactory,
    WorkingGroupPageFactory,
)
from tests.network.people import REFUSED

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("rights and rows go through the ORM alone"),
]
MEMBERS_ONLY = "Compte rendu lu par les membres"
SAID = "Nous avons relu la convention."


@pytest.fixture
def group(world):
    return WorkingGroupPageFactory(parent=FederationPageFactory(), published=True)


@pytest.fixture
def editor(world, group):
    user = world.account("Contributeurs")
    FederationMembershipFactory(user=user, federation_id=group.get_parent().pk)
    return user


def a_file(name="compte-rendu.pdf", content=b"%PDF-1.7 x"):
    return SimpleUploadedFile(name, content, "application/pdf")


def got(client, address):
    """The answer, its file read to the end."""
    answer = client.get(address)
    b"".join(answer)
    return answer


def make_private(page):
    return PageViewRestriction.objects.create(
        page=page.page_ptr, restriction_type="login"
    )


def typed(**data):
    return {
        "title": "La convention, relue",
        "day": str(timezone.localdate() - timedelta(days=3)),
        "start_time": "09:30",
        "end_time": "12:30",
        "place": "Blois",
        "minutes": SAID,
    } | data


def add(client, group, **data):
    return client.post(f"/admin/reunions/{group.pk}/ajouter/", typed(**data))


def test_who_belongs_to_the_federation_keeps_the_calendar(world, group, editor, as_):
    client = as_(editor)
    assert add(client, group, file=a_file()).status_code == 302
    meeting = Meeting.objects.get()
    file = meeting.minutes_file
    assert meeting.times.startswith("de 9") and meeting.times.endswith("30")
    assert not meeting.is_public
    change = f"/admin/reunions/reunion/{meeting.pk}/"
    form = client.get(change).content.decode()
    assert "Tout le monde le lit, comme l’objet" in form
    assert client.post(change, typed(title="Relue", file=a_file())).status_code == 302
    assert not Attachment.objects.filter(pk=file.pk).exists()
    for address in (change, f"/admin/reunions/{group.pk}/", f"{change}supprimer/"):
        assert client.get(address).status_code == 200
        assert as_(world.author).get(address).status_code in REFUSED
        assert as_(world.members[0]).get(address).status_code in REFUSED
    assert client.post(f"{change}supprimer/").status_code == 302
    assert not Meeting.objects.exists()
    assert not Attachment.objects.exists()


def test_a_wrong_meeting_says_what_to_do_and_loses_no_word(group, editor, as_):
    answer = add(as_(editor), group, day="hier", end_time="08:00", file=a_file())
    page = answer.content.decode()
    assert answer.status_code == 400
    again = "Choisissez de nouveau ce fichier"
    for words in (SAID, "Exemple : 03/04/2026", "La fin vient avant", again):
        assert words.replace(" :", "\u00a0:") in page
    assert again in page.partition("Ou le fichier du compte rendu")[2]
    assert not Meeting.objects.exists()
    assert not Attachment.objects.exists()


def test_minutes_are_for_members_unless_they_are_public(world, group, editor, as_):
    federation = group.get_parent().specific
    of_a_centre = world.account("Contributeurs")
    centre = CentrePageFactory(federation=federation)
    MembershipFactory(user=of_a_centre, centre=centre)
    assert add(as_(editor), group, file=a_file()).status_code == 302
    meeting = Meeting.objects.get()
    text, file = f"/comptes-rendus/{meeting.pk}/", meeting.minutes_file.url
    visitor, stranger = Client(), as_(world.author)
    assert MEMBERS_ONLY in visitor.get(group.url).content.decode()
    assert visitor.get(text).status_code == 302
    assert stranger.get(text).status_code == 403
    for client in (visitor, stranger):
        assert SAID not in client.get(text).content.decode()
        assert got(client, file).status_code == 404
    for user in (editor, of_a_centre, world.webmaster):
        client = as_(user)
        assert MEMBERS_ONLY not in client.get(group.url).content.decode()
        for address in (text, file):
            answer = got(client, address)
            assert answer.status_code == 200
            assert "no-store" in answer["Cache-Control"]
    Meeting.objects.update(is_public=True)
    assert SAID in visitor.get(text).content.decode()
    assert got(visitor, file).status_code == 200


def test_public_minutes_leave_with_their_group(group, editor, as_):
    add(as_(editor), group, file=a_file(), is_public="on")
    meeting = Meeting.objects.get()
    addresses = (f"/comptes-rendus/{meeting.pk}/", meeting.minutes_file.url)
    visitor = Client()
    assert {got(visitor, one).status_code for one in addresses} == {200}
    private = make_private(group)
    assert {got(visitor, one).status_code for one in addresses} == {404}
    private.delete()
    type(group).objects.get(pk=group.pk).unpublish()
    assert {got(visitor, one).status_code for one in addresses} == {404}
    assert got(as_(editor), addresses[1]).status_code == 200


def test_the_next_meeting_comes_first_and_past_years_are_closed(group):
    today = timezone.localdate()
    for title, days in (
        ("Demain", 1),
        ("Dans un mois", 30),
        ("Hier", -1),
        ("Jadis", -800),
    ):
        Meeting.objects.create(
            group=group, title=title, day=today + timedelta(days=days)
        )
    answer = Client().get(group.url)
    calendar, page = answer.context["calendar"], answer.content.decode()
    assert [one.title for one in calendar.coming] == ["Demain", "Dans un mois"]
    years = [[one.title for one in found] for _year, found in calendar.years]
    assert years == [["Hier"], ["Jadis"]]
    ics = Client().get(f"/reunions/{calendar.next.pk}.ics")
    assert ics["Content-Type"].startswith("text/calendar")
    assert b"Demain" in ics.content
    assert f'href="/reunions/{calendar.next.pk}.ics"' in page
    assert page.count('.ics"') == 2  # of what is to come only
    make_private(group)
    assert Client().get(f"/reunions/{calendar.next.pk}.ics").status_code == 404

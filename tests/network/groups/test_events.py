"""The public agenda: what comes, what was, and where each event leads."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from network.groups.templatetags.agenda_tags import (
    events_of_theme,
)
from tests.factories import (
    EventFactory,
    FederationPageFactory,
    ResourceFactory,
    ThemeFactory,
    WorkingGroupPageFactory,
)
from tests.network.written import project

pytestmark = pytest.mark.django_db


def shown(address, status=200):
    answer = Client().get(address)
    assert answer.status_code == status
    assert not answer.cookies
    return answer.content.decode()


def test_what_comes_and_what_was_by_federation_theme_and_kind(tree):
    today, cher = (
        timezone.localdate(),
        FederationPageFactory(title="Fédé du Cher", slug="cher"),
    )
    theme = ThemeFactory(slug="sante", name="Santé")
    EventFactory(title="Demain", federation=cher, day=today + timedelta(1), theme=theme)
    EventFactory(title="Cela dure", day=today - timedelta(3), end_day=today)
    EventFactory(title="Hier", day=today - timedelta(1), kind="formation")
    hidden = FederationPageFactory(live=False)
    EventFactory(title="Secret", federation=hidden)
    coming = shown("/agenda/")
    assert coming.index("Cela dure") < coming.index("Demain")
    assert "Hier" not in coming and "Secret" not in coming
    past = shown("/agenda/?quand=passes")
    assert "Hier" in past and "Demain" not in past and "Cela dure" not in past
    for narrowed in (
        "federation=cher",
        "theme=sante",
        "sorte=rencontre&federation=cher",
    ):
        text = shown(f"/agenda/?{narrowed}")
        assert "Demain" in text and "Cela dure" not in text
    assert "Aucun rendez-vous avec ces choix" in shown("/agenda/?sorte=formation")
    on_it = events_of_theme(theme, 5)
    assert [event.title for event in on_it["coming"]] == ["Demain"]
    assert on_it["past"] == []


@pytest.mark.one_database("what is not understood reaches no query")
@pytest.mark.parametrize(
    "asked",
    ["theme=9", "federation=%00x", "sorte=é", "page=zero", "page=99", "quand=x"],
)
def test_an_address_that_is_not_understood_narrows_nothing(tree, asked):
    EventFactory(title="Une rencontre")
    status = 400 if "%00" in asked else 200
    text = shown(f"/agenda/?{asked}", status)
    assert ("Une rencontre" in text) == (status == 200)


def test_an_event_tells_its_group_its_action_and_what_was_said(tree):
    cher = FederationPageFactory(title="Fédé du Cher")
    under = {"parent": cher, "published": True}
    served = project(cher, title="Projet du Cher", published=True)
    group = WorkingGroupPageFactory(title="Le collectif", **under)
    entry = served.published_entries.get(title="Aller vers 1")
    event = EventFactory(
        federation=cher,
        title="Au cœur du quartier",
        day=date(2020, 3, 14),
        group=group.page_ptr,
        entry=entry,
        report="On a ri.\n\nEt compté.",
        took_part=40,
    )
    ResourceFactory(federation=cher, event=event, title="Le diaporama")
    ResourceFactory(federation=cher, event=event, title="Les notes", is_public=False)
    text = shown(event.url)
    for said in (
        *("14 mars 2020", "Fédé du Cher", group.url, "Le collectif", entry.url),
        *("Aller vers 1", "Projet du Cher", "<p>Et compté.</p>", "40 personnes"),
        "Le diaporama",
    ):
        assert said in text, said
    assert "Les notes" not in text
    assert "Ajouter à mon agenda" not in text  # it is over
    for page in (group, served):
        assert event.url in shown(page.url)
    group.unpublish()
    assert "Le collectif" not in shown(event.url)


@pytest.mark.one_database("addresses are made from keys and titles")
def test_the_key_of_an_event_decides_whatever_its_title_was(tree):
    event = EventFactory(title="Au cœur du quartier")
    assert event.url.endswith("-au-coeur-du-quartier/")
    answer = Client().get(f"/agenda/{event.pk}-autre-titre/")
    assert (answer.status_code, answer["Location"]) == (301, event.url)
    shown(f"/agenda/{event.pk + 999}-rien/", 404)
    shown(f"/agenda/{10**30}-rien/", 404)
    assert EventFactory(title="…").url.endswith("-rendez-vous/")

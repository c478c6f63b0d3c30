"""The demo: rich, without repetition, loaded once, never over what was typed."""

import re
from collections import Counter

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from demo import accounts, catalogue
from home.models import Theme, User
from initiatives.models import InitiativePage
from initiatives.readiness import UNTITLED
from network.models import CentrePage, FederationPage
from network.review.audit import doubts
from network.review.models import CommitteeTaskState

from .standing import not_found

DRAFTS = catalogue.read("drafts.toml")["drafts"]
FICHES = [fiche for centre in catalogue.centres() for fiche in centre["fiches"]]
COMPLETE = {"quotes", "key_figures", "steps", "advice", "limits", "one_thing"}


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def test_there_is_enough_to_look_at():
    centres = catalogue.centres()
    assert len(centres) >= 40
    assert len({centre["centre"]["departement"] for centre in centres}) >= 20
    assert len(FICHES) >= 80
    assert len({fiche["themes"][0] for fiche in FICHES}) == 12
    assert sum(set(fiche) >= COMPLETE for fiche in FICHES) >= 20
    assert len(catalogue.read("federations.toml")["federations"]) >= 3
    assert {draft["state"] for draft in DRAFTS} == {"draft", "review", "changes"}


def test_no_sentence_is_written_twice():
    sentences = Counter(
        sentence.strip()
        for fiche in [*FICHES, *DRAFTS]
        for text in texts(fiche)
        for sentence in re.split(r"(?<=[.!?])\s+", text)
        if len(sentence.split()) >= 5
    )
    assert [text for text, count in sentences.items() if count > 1] == []


def test_nobody_and_no_address_is_real():
    reserved = re.compile(
        r"^(01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98) \d\d \d\d$"
    )
    for data in catalogue.centres():
        centre = data["centre"]
        assert centre["email"].endswith(".example")
        assert not centre.get("phone") or reserved.match(centre["phone"])
    assert all(email.endswith("@demo.example") for email, *_rest in accounts.ACCOUNTS)


def test_each_picture_has_its_words():
    pictures = catalogue.read("pictures/pictures.toml")
    used = {fiche["photo"] for fiche in [*FICHES, *DRAFTS] if "photo" in fiche}
    assert used <= set(pictures)
    for name, words in pictures.items():
        assert words["alt"]
        assert len(words["alt"]) <= 125
        assert catalogue.picture_file(name).exists()


@pytest.mark.django_db
@pytest.mark.one_database("`make run` loads it, in SQLite")
def test_the_demo_loads_once_and_keeps_what_was_typed(capsys, client):
    call_command("load_demo")
    # Here, because a load takes a minute: every fact of the five documents, in its place.
    assert not_found(client) == []
    out = capsys.readouterr().out
    for email, *_rest in accounts.ACCOUNTS:
        assert email in out
    assert InitiativePage.objects.published().count() == len(FICHES)
    assert CentrePage.objects.published().count() == len(catalogue.centres())
    assert FederationPage.objects.live().count() >= 3
    assert Theme.objects.filter(initiative_rows__isnull=False).distinct().count() == 12
    assert CommitteeTaskState.objects.in_progress().count() >= 2
    assert mail.outbox == []
    for page in InitiativePage.objects.published():
        assert page.missing_items() == [], page.title
        assert page.title != UNTITLED
    user = User.objects.get(email="contributrice@demo.example")
    user.set_password("changé par la personne")
    user.save()
    InitiativePage.objects.filter(live=False).first().delete()
    before = InitiativePage.objects.count()
    call_command("load_demo")
    assert InitiativePage.objects.count() == before
    user.refresh_from_db()
    assert user.check_password("changé par la personne")
    call_command("load_demo", fiches=120)
    assert InitiativePage.objects.published().count() == 120
    assert list(doubts()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("number", [0, -5, 10_000_000])
def test_a_senseless_number_of_fiches_is_refused(number):
    with pytest.raises(CommandError):
        call_command("load_demo", fiches=number)

"""Anybody may ask for a photo or a quote of theirs to be removed; it is kept."""

import pytest
from django.core import mail, signing
from django.test import Client

from home.models import Attempt
from initiatives.life import actions as life
from initiatives.life import removal
from initiatives.models import InitiativeQuote, RemovalRequest
from tests.factories import PictureFactory, publish

pytestmark = pytest.mark.django_db
OURS = {"Sec-Fetch-Site": "same-origin"}
MESSAGE = "Je suis la deuxième personne à gauche, retirez-moi s’il vous plaît."


@pytest.fixture
def picture():
    return PictureFactory()


@pytest.fixture
def fiche(world, picture):
    return publish(world.fiche(title="Un potager sur le toit", picture=picture))


def address_of(page):
    return f"/retrait/{page.pk}/"


def opened(page, seconds=60, monkeypatch=None):
    """The hidden field of a form that was shown `seconds` ago."""
    signer = signing.TimestampSigner(salt=removal.SALT)
    stamp = signing.b62_encode(signing.b62_decode(signer.timestamp()) - seconds)
    text = f"{page.pk}{signer.sep}{stamp}"
    return f"{text}{signer.sep}{signer.signature(text)}"


def send(page, headers=OURS, address="192.0.2.1", **data):
    data = {"kind": "photo", "message": MESSAGE, "opened": opened(page)} | data
    client = Client(raise_request_exception=False, REMOTE_ADDR=address)
    return client.post(address_of(page), data, headers=headers)


def test_each_fiche_leads_to_the_form(fiche):
    assert f'href="{address_of(fiche)}"' in (
        Client().get(fiche.get_url()).content.decode()
    )


def test_the_form_needs_no_account_nor_cookie_nor_third_party(fiche):
    answer = Client().get(address_of(fiche))
    assert answer.status_code == 200
    assert not answer.cookies
    assert "'unsafe-inline'" not in answer["Content-Security-Policy"]
    page = answer.content.decode()
    assert "<script" not in page
    assert 'content="noindex"' in page


def test_a_request_is_kept(fiche):
    answer = send(fiche, email="une.personne@exemple.test")
    assert (answer.status_code, answer.url) == (302, "/retrait/merci/")
    assert not answer.cookies
    (row,) = RemovalRequest.objects.all()
    assert (row.page_id, row.kind, row.message) == (fiche.pk, "photo", MESSAGE)
    assert row.email == "une.personne@exemple.test"
    assert row.handled_at is None
    thanks = Client().get(answer.url)
    assert thanks.status_code == 200
    assert not thanks.cookies


def test_only_what_is_online_has_a_form(world, fiche):
    draft = world.fiche()
    life.withdraw(fiche, user=world.referent, reason="Essai")
    for page in (draft, fiche):
        assert Client().get(address_of(page)).status_code == 404
        assert send(page).status_code == 404
    assert Client().get("/retrait/999999/").status_code == 404
    assert Client().get(f"/retrait/{world.centre.pk}/").status_code == 404


def test_a_form_of_another_site_is_refused(fiche):
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert send(fiche, headers=headers).status_code == 403
    assert not RemovalRequest.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {"message": ""},
        {"message": "x" * 2001},
        {"kind": "forged"},
        {"email": "pas une adresse"},
        {"website": "https://achetez.example"},
        {"opened": ""},
        {"opened": "1:forged:signature"},
    ],
)
def test_what_is_wrong_or_of_a_robot_is_refused(fiche, data):
    answer = send(fiche, **data)
    assert answer.status_code == 400
    assert "Erreur" in answer.content.decode()
    assert not RemovalRequest.objects.exists()


@pytest.mark.parametrize(("seconds", "status"), [(0, 400), (5, 302), (90_000, 400)])
def test_a_robot_answers_too_fast_or_replays_an_old_form(fiche, seconds, status):
    assert send(fiche, opened=opened(fiche, seconds)).status_code == status


def test_the_field_of_another_fiche_does_not_serve(world, fiche):
    other = publish(world.fiche())
    assert send(fiche, opened=opened(other)).status_code == 400


def test_the_form_as_shown_is_accepted_after_some_seconds(fiche, monkeypatch):
    page = Client().get(address_of(fiche)).content.decode()
    hidden = page.split('name="opened" value="')[1].split('"')[0]
    assert send(fiche, opened=hidden).status_code == 400
    monkeypatch.setattr(removal, "QUICKEST", -1)
    assert send(fiche, opened=hidden).status_code == 302


def test_an_error_keeps_what_was_typed(fiche):
    page = send(fiche, email="faux").content.decode()
    assert MESSAGE in page


def test_a_text_too_long_is_refused_in_words_not_cut_by_the_browser(fiche):
    found = send(fiche, message="x" * 2001)
    assert "gardez-en 2" in found.content.decode()
    shown = Client().get(address_of(fiche)).content.decode()
    assert "<textarea" in shown and 'maxlength="2000"' not in shown


def test_an_address_asks_five_times_an_hour(fiche):
    assert [send(fiche).status_code for _ in range(6)] == [302] * 5 + [429]
    assert RemovalRequest.objects.count() == 5
    assert send(fiche, address="192.0.2.2").status_code == 302


def test_behind_our_proxy_the_address_is_the_one_it_wrote(fiche, settings):
    settings.BEHIND_PROXY = True
    for number in range(6):
        headers = OURS | {"X-Forwarded-For": f"198.51.100.{number}, 203.0.113.7"}
        answer = send(fiche, headers=headers)
    assert answer.status_code == 429
    headers = OURS | {"X-Forwarded-For": "203.0.113.8"}
    assert send(fiche, headers=headers).status_code == 302


def test_the_address_is_kept_nowhere_in_clear(fiche):
    send(fiche)
    (attempt,) = Attempt.objects.filter(action="removal").values()
    assert "192.0.2.1" not in str(attempt)


def test_the_referent_and_the_webmaster_are_told_without_the_words(
    world, fiche, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        send(fiche)
    told = sorted(letter.to[0] for letter in mail.outbox)
    assert told == sorted([world.referent.email, world.webmaster.email])
    row = RemovalRequest.objects.get()
    for letter in mail.outbox:
        assert f"/admin/demandes/{row.pk}/" in letter.body
        assert MESSAGE not in letter.body


# Who reads and answers


def test_a_request_about_a_quote_is_kept_as_such(world, fiche):
    fiche.quotes = [InitiativeQuote(text="On y est bien.", consent=True)]
    fiche.save_revision()
    publish(fiche)
    send(fiche, kind="quote")
    assert RemovalRequest.objects.get().kind == "quote"

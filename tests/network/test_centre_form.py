"""« La page de mon centre »: each field says when it shows, and nothing typed is lost."""

import re
from html import unescape

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import PageLogEntry

from network.centres import actions
from network.models import CentrePage, FederationMembership
from network.review.models import CHANGES
from tests.factories import PictureFactory
from tests.network.documents import Federations

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("what a form says of what was typed"),
]
PHONE = "01 23 45 67 89"
NAMES = ["title", "introduction", "photo", "code_insee", "agreed_until"]
NAMES += ["phone", "email", "website", "address", "opening_hours"]


@pytest.fixture
def federations(world):
    found = Federations(world)
    CentrePage.objects.filter(pk=world.centre.pk).update(federation=found.ours)
    return found


def address_of(centre, end=""):
    return f"/admin/centre/page/{centre.pk}/{end}"


def opened(client, centre):
    """{name: value} of the form as the browser has it."""
    html = client.get(address_of(centre)).content.decode()
    form = client.get(address_of(centre)).context["form"]
    assert 'name="csrfmiddlewaretoken"' in html
    return {
        key: "" if value is None else str(getattr(value, "pk", value))
        for bound in form
        for key, value in (
            (bound.html_name, bound.value()),
            (bound.html_initial_name, bound.value()),
        )
    }


def save(client, centre, typed=None, **values):
    answer = client.post(
        address_of(centre), (typed or opened(client, centre)) | values, follow=True
    )
    return words_of(answer), answer.status_code


def words_of(answer):
    """With plain spaces: those of French typography are no matter here."""
    text = unescape(answer.content.decode())
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def visited(centre):
    return words_of(Client().get(centre.url))


def is_refused(answer):
    """403, or the home of the desk with its sentence."""
    return answer.status_code == 403 or answer.headers.get("Location") == "/admin/"


def test_a_telephone_is_online_at_once_and_the_text_after_a_reading(
    world, federations, as_
):
    client, centre = as_(world.referent), world.fresh(world.centre)
    html = words_of(client.get(address_of(centre)))
    assert "L’équipe de « Fédération du Cher »" in html
    assert html.count("En ligne dès que vous enregistrez.") == 7
    assert html.count("En ligne après relecture.") == 3
    values = {
        "phone": PHONE,
        "website": "centre.example",
        "opening_hours": "Lundi : 9 h\r\nMardi : 14 h",
        "introduction": "Une maison ouverte.",
    }
    seen, status = save(client, centre, **values)
    assert status == 200
    assert "C’est en ligne : téléphone, site, horaires d’ouverture." in seen
    assert "Envoyé à la relecture : présentation." in seen
    page = visited(centre)
    for words in (PHONE, "https://centre.example", "14 h"):
        assert words in page
    assert "Une maison ouverte." not in page
    assert "sont en relecture" in seen
    assert 'name="title"' not in seen, "what is read does not move"
    assert "C’est en ligne : adresse." in save(client, centre, address="4 allée")[0]
    world.vote(federations.animator, world.fresh(centre))
    assert "Une maison ouverte." in visited(centre)
    assert "Rien n’a changé" in save(client, centre)[0]


BAD = {
    "title": ("", "Écrivez le nom du centre."),
    "phone": ("sur rendez-vous", "Il n’y a pas de numéro dans ce texte."),
    "email": ("accueil@", "Cette adresse n’est pas complète."),
    "website": ("01 23 45 67 89", "Ce n’est pas l’adresse d’un site."),
    "address": ("a" * 201, "201 signes, c’est trop"),
    "opening_hours": ("h" * 601, "601 signes, c’est trop"),
    "introduction": ("i" * 601, "601 signes, c’est trop"),
    "code_insee": ("", "Écrivez la commune du centre."),
    "agreed_until": ("2023-2024", "2023"),
    "photo": ("x", "Cette image n’est pas parmi celles de votre centre"),
}


def test_each_bad_value_gets_its_sentence_and_all_comes_back(world, as_):
    client, centre = as_(world.referent), world.fresh(world.centre)
    foreign = PictureFactory(
        title="Photo du Port", collection=world.fresh(world.other_centre).collection
    )
    bad = {name: value for name, (value, _sentence) in BAD.items()}
    seen, status = save(client, centre, **bad | {"photo": foreign.pk})
    assert status == 400
    assert sorted(BAD) == sorted(NAMES)
    for value, sentence in BAD.values():
        assert sentence in seen
        assert value in seen
    assert "Photo du Port" not in seen
    silent = PictureFactory(consent_kind="", collection=centre.collection)
    seen, status = save(client, centre, photo=silent.pk, phone=PHONE)
    assert status == 400
    assert "si l’on reconnaît des personnes" in seen
    assert PHONE in seen
    assert world.fresh(centre).contact.phone != PHONE, "all or nothing"
    assert not PageLogEntry.objects.filter(action__startswith="network.centre").exists()
    for typed in ({}, {"initial-photo": "é", "photo": "9" * 30}):
        assert client.post(address_of(centre), typed).status_code == 400


def test_an_old_form_writes_over_nothing_that_somebody_else_changed(world, as_):
    client, centre = as_(world.referent), world.fresh(world.centre)
    old = opened(client, centre)
    save(as_(world.webmaster), centre, phone="02 61 91 11 11", address="4 allée")
    seen, status = save(client, centre, old, phone=PHONE)
    assert status == 400
    assert "Entre-temps, ce champ a changé : « 02 61 91 11 11 »" in seen
    again = old | dict(re.findall(r'name="(initial-phone)" value="([^"]*)"', seen))
    seen, status = save(client, centre, again, phone=PHONE)
    assert status == 200
    contact = world.fresh(centre).contact
    assert (contact.phone, contact.address) == (PHONE, "4 allée")


def test_a_request_is_shown_and_the_next_save_answers_it(world, federations, as_):
    client, centre = as_(world.referent), world.fresh(world.centre)
    save(client, centre, introduction="Une maison.")
    world.vote(federations.animator, world.fresh(centre), CHANGES)
    home = words_of(client.get("/admin/"))
    assert "Une reprise vous est demandée" in home
    assert f'href="{address_of(centre)}"' in home
    seen = words_of(client.get(address_of(centre)))
    assert "Racontez mieux la deuxième étape." in seen
    seen, _status = save(client, centre, introduction="Une maison ouverte.")
    assert "Envoyé à la relecture : présentation." in seen
    answer = client.post(address_of(centre, "reprendre/"), follow=True)
    assert "Un brouillon n’est pas encore envoyé" in words_of(answer)
    client.post(address_of(centre, "envoyer/"))
    world.vote(federations.animator, world.fresh(centre))
    assert "Une maison ouverte." in visited(centre)


def test_the_page_of_another_centre_opens_to_nobody_else(world, federations, as_):
    centre = world.fresh(world.centre)
    ends = ("", "envoyer/", "reprendre/", "sans-relecture/")
    for user in (world.author, world.stranger, federations.animator, world.members[0]):
        for end in ends:
            assert is_refused(as_(user).post(address_of(centre, end))), end
    assert is_refused(as_(world.referent).get(address_of(centre, ends[-1])))
    answer = as_(world.referent).get(f"/admin/pages/{centre.pk}/edit/")
    assert answer.headers["Location"] == address_of(centre)


def test_a_webmaster_saves_facts_at_once_and_does_not_wait_if_it_presses(
    world, federations, as_, committed
):
    client, centre = as_(world.webmaster), world.fresh(world.centre)
    form = centre.get_edit_handler().get_form_class()(instance=centre)
    data = {name: form[name].value() for name in form.fields if form[name].value()}
    data |= {"kind": "evs", "introduction": "Une maison.", "agreed_until": "2031"}
    data |= {f"comments-{n}_FORMS": 0 for n in ("TOTAL", "INITIAL")}
    answer = client.post(f"/admin/pages/{centre.pk}/edit/", data, follow=True)
    seen = words_of(answer)
    assert "envoyez-les à la relecture" in seen
    page = visited(centre)
    assert "Espace de vie sociale" in page
    assert "jusqu’en 2031" in page
    assert "Une maison." not in page
    reason = {"reason": "Une urgence."}
    committed(lambda: client.post(address_of(centre, "sans-relecture/"), reason))
    assert "Une maison." in visited(centre)
    told = {message.to[0] for message in mail.outbox}
    assert {world.referent.email, federations.animator.email} <= told
    assert world.webmaster.email not in told


def test_nobody_of_the_federation_writes_for_the_centre(world, federations):
    Role = FederationMembership.Role
    assert federations.animator.federationmemberships.get().role == Role.ANIMATOR
    centre = world.fresh(world.centre)
    assert not centre.permissions_for_user(federations.animator).can_edit()
    with pytest.raises(Exception, match="déjà terminée"):
        actions.take_back(centre, user=world.referent)

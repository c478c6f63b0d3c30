"""A commune is chosen by its name or its postcode, and what is official follows."""

import pytest
from django.test import Client
from django.urls import reverse

from initiatives.models import InitiativePage
from network.models import CentrePage
from tests.factories import CentrePageFactory, InitiativePageFactory
from tests.initiatives.form_data import post_data

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("equalities and beginnings of a to z and 0 to 9"),
]


def centre_form(page, **typed):
    bound = CentrePage.get_edit_handler().get_form_class()
    shown = bound(instance=page)
    data = {name: shown[name].value() or "" for name in shown.fields}
    return bound(data | typed, instance=page, parent_page=page.get_parent())


def test_a_centre_is_placed_by_a_name_or_a_postcode(settled):
    form = centre_form(CentrePageFactory(), code_insee="25000 besancon")
    assert form.is_valid(), form.errors
    page = form.save(commit=False)
    assert (page.code_insee, page.commune) == ("25056", "Besançon")
    assert (page.postcode, page.departement.code) == ("25000", "25")
    assert page.latitude
    page.save()
    form = centre_form(page, code_insee="Annecy le vieux", postcode="")
    assert form["code_insee"].value() == "Annecy le vieux"
    assert form.is_valid()
    page = form.save()
    assert (page.code_insee, page.commune) == ("74010", "Annecy-le-Vieux")
    form = centre_form(page)
    assert form["code_insee"].value() == "Annecy-le-Vieux (74)"
    assert form.is_valid()
    assert not form.has_changed()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Saint-Denis", "À recopier parmi : Saint-Denis (974), Saint-Denis (93)"),
        ("99999 Besançon", "n’existe pas"),
        ("97150 Saint-Martin", "n’est pas un département"),
    ],
)
def test_a_commune_that_is_not_known_is_asked_for_and_nothing_typed_is_lost(
    typed, sentence, settled
):
    form = centre_form(CentrePageFactory(), code_insee=typed)
    assert not form.is_valid()
    assert sentence in form.errors["code_insee"][0]
    assert f'value="{typed}"' in str(form["code_insee"])


def test_a_centre_stands_somewhere_and_keeps_what_nobody_knows(settled):
    form = CentrePage.get_edit_handler().get_form_class()({}, instance=CentrePage())
    assert "code_insee" in form.errors
    page = CentrePageFactory(code_insee="25056")
    form = centre_form(page, code_insee="")
    assert form.is_valid()
    assert form.save().code_insee == "25056"
    form = centre_form(page, postcode="2500O")
    assert "cinq chiffres" in form.errors["postcode"][0]
    page = CentrePageFactory(commune="Nulle part")
    form = centre_form(page, title="Un autre nom")
    assert form["code_insee"].value() == "Nulle part (37)"
    assert form.is_valid(), form.errors
    assert form.save(commit=False).commune == "Nulle part"


def test_the_action_of_a_fiche_may_stand_elsewhere(settled, as_):
    fiche = InitiativePageFactory(parent=settled.centre, owner=settled.author)
    address = reverse("wagtailadmin_pages:edit", args=[fiche.pk])
    author = as_(settled.author)
    author.post(address, post_data(title="Ailleurs", code_insee="lons le saunier"))
    fiche = InitiativePage.objects.get(pk=fiche.pk).get_latest_revision_as_object()
    assert (fiche.code_insee, fiche.departement.code) == ("39300", "39")
    assert (fiche.latitude, fiche.place_precision) == (None, ""), "no content"
    shown = author.get(address).content.decode()
    assert 'value="Lons-le-Saunier (39)"' in shown
    assert f'data-communes="{reverse("communes")}"' in shown
    answer = author.post(address, post_data(title="Ici", code_insee="Saint-Denis"))
    assert "Plusieurs communes" in answer.content.decode()
    kept = InitiativePage.objects.get(pk=fiche.pk).get_latest_revision_as_object()
    assert (kept.title, kept.code_insee) == ("Ici", "39300"), "all else is saved"


def test_what_begins_as_typed_is_offered_to_anybody(
    communes, django_assert_num_queries
):
    client = Client()
    with django_assert_num_queries(1):
        answer = client.get(reverse("communes"), {"q": "evry"})
    found = answer.json()["communes"]
    assert found[0] == {"value": "Évry (89)", "label": "Évry (89)"}
    former = {
        "value": "Évry (91)",
        "label": "Évry (91), aujourd’hui Évry-Courcouronnes",
    }
    assert former in found
    assert not answer.cookies
    assert "public" in answer["Cache-Control"]
    for typed in ("", "!", "x" * 5000, "²", "%", "97150"):
        answer = client.get(reverse("communes"), {"q": typed})
        assert (answer.status_code, answer.json()) == (200, {"communes": []}), typed

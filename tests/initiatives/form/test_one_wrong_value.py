"""One wrong value: all else is saved, and it is told beside its field, as typed."""

import re
from html import unescape
from uuid import NAMESPACE_URL, uuid5

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from initiatives.models import InitiativePage

from ..form_data import complete_data, photo_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("what a value must be is said by its form"),
]
BLOCK = re.compile("(story|complements)-.*-order").fullmatch
AUTOSAVE = {"HTTP_ACCEPT": "application/json"}
# By the name of the control: what is right there, what is wrong.
BOTH = {
    "title": ("Le lavoir rouvre", "x" * 300),
    "contact_email": ("accueil@centre.fr", "accueil@"),
    "start_year": ("2023", "2023-2024"),
    "residents": ("1 200", "1.200"),
    "keywords": ("jardin", "jardin, " + "x" * 101),
    "steps-1-title": ("Ouvrir", "x" * 81),
    "photos-0-consent_given_on": ("03/04/2026", "03/04"),
    "story-0-value-one_thing": ("On y cause.", "x" * 20_001),
    "story-0-value-goals-1-value": ("Se voir.", "x" * 151),
    "complements-1-value-url": ("https://exemple.fr/film", "exemple"),
}
RIGHT = {name: right for name, (right, _wrong) in BOTH.items()}
WRONG = {name: wrong for name, (_right, wrong) in BOTH.items()}


@pytest.fixture
def typed(desk):
    """The whole form, with these values, of a photo that is still to be chosen."""
    step = {"title": "Frapper aux portes", "period": "En mai", "text": "À deux."}
    link = {"url": "https://exemple.fr", "title": "Le guide", "source": ""}
    photo = dict.fromkeys(photo_of(InitiativePage(pk="")), "") | {"alt": "Une table."}
    goals = [
        {"value": "Se parler.", "order": n, "deleted": "", "id": ""} for n in (0, 1)
    ]

    def data(**values):
        rows = {"steps": [step, step], "photos": [photo]}
        found = complete_data(desk.theme, desk.audience, place="Rue du Lavoir", **rows)
        found |= nested_form_data(
            {
                "complements": streamfield([("link", link), ("link", link)]),
                "story-0-value-goals": {"count": 2}
                | {str(n): goal for n, goal in enumerate(goals)},
            }
        )
        # The editor gives each block a name of its own.
        blocks = [name.removesuffix("order") for name in found if BLOCK(name)]
        ids = {f"{name}id": str(uuid5(NAMESPACE_URL, name)) for name in blocks}
        return found | ids | {"creation_key": "a" * 32} | values

    return data


def edit_address():
    return reverse("wagtailadmin_pages:edit", args=[InitiativePage.objects.get().pk])


def written():
    return InitiativePage.objects.get().get_latest_revision_as_object()


def what_is_stored():
    """The same ten values, as saved."""
    page = written()
    complements = [block.value["url"] for block in page.complements]
    return {
        "title": page.title,
        "contact_email": page.contact_email,
        "start_year": page.start_year,
        "residents": page.residents,
        "keywords": [str(tag) for tag in page.keywords.all()],
        "steps-1-title": page.steps.all()[1].title,
        "photos-0-consent_given_on": page.photos.get().consent_given_on,
        "story-0-value-one_thing": page.sections["one_thing"],
        "story-0-value-goals-1-value": page.sections["goals"][1],
        "complements-1-value-url": complements[1],
    }


def test_all_else_is_saved_by_itself_and_each_wrong_value_is_named(desk, typed):
    answer = desk.post(desk.add_address, typed(**WRONG), **AUTOSAVE)
    told = answer.json()
    assert (answer.status_code, told["success"]) == (200, True)
    values = {one["name"]: one for one in told["not_saved"]["values"]}
    assert values.keys() == WRONG.keys()
    assert "la première\u00a0: 2023" in values["start_year"]["message"]
    assert values["steps-1-title"]["label"] == "Étape 2, Titre de l’étape"
    page = written()
    assert page.place == "Rue du Lavoir"
    assert page.title == "Fiche sans titre"
    assert page.sections["goals"][0] == "Se parler."
    assert [one.period for one in page.steps.all()] == ["En mai", "En mai"]
    assert [one.alt for one in page.photos.all()] == ["Une table."]
    assert page.complements[1].value["title"] == "Le guide"


def test_what_was_stored_there_stays_until_the_value_is_mended(desk, typed):
    told = desk.post(desk.add_address, typed(**RIGHT), **AUTOSAVE).json()
    assert "not_saved" not in told
    before = what_is_stored()
    assert before["residents"] == 1200
    kept = told["field_updates"] | {"place": "Ici"}
    said = desk.post(edit_address(), typed(**WRONG | kept), **AUTOSAVE).json()
    assert len(said["not_saved"]["values"]) == len(WRONG)
    assert (written().place, what_is_stored()) == ("Ici", before)


def test_a_click_saves_the_rest_and_brings_the_wrong_value_back_as_typed(desk, typed):
    for address in (lambda: desk.add_address, edit_address):
        answer = desk.post(address(), typed(**WRONG))
        said = unescape(answer.content.decode())
        assert answer.status_code == 200
        assert "Tout est enregistré, sauf ce qui suit." in said
        assert all(value in said for value in WRONG.values())
        assert f'action="{edit_address()}"' in said
        assert written().place == "Rue du Lavoir"
    # Mended in the form that came back: the same rows, of the same page.
    form = answer.context["form"].data
    rows = {name: form[name] for name in form if name.endswith(("-id", "_FORMS"))}
    assert desk.post(edit_address(), typed(**rows | RIGHT)).status_code == 302
    assert (written().steps.count(), what_is_stored()["residents"]) == (2, 1200)


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009"])
def test_a_number_may_have_the_spaces_that_the_site_prints(space):
    from home.numbers import WholeNumberField

    field = WholeNumberField()
    assert field.clean(f"1{space}200") == 1200
    assert field.clean(f" 12{space}345{space}678 ") == 12_345_678


@pytest.mark.parametrize("text", ["1.000", "12,5", "12 34", "1e3", "une dizaine", "-3"])
def test_what_is_no_whole_number_is_never_another_number(text):
    from django.core.exceptions import ValidationError

    from home.numbers import WholeNumberField

    with pytest.raises(ValidationError, match="nombre entier"):
        WholeNumberField().clean(text)

"""A telephone dials the first number that was written, as it was written."""

import re

import pytest
from django.apps import apps
from django.template import Context, Template

from home.telephone import dialled
from tests.test_architecture import ROOT

WRITTEN = {
    "01 23 45 67 89": "0123456789",
    "01\u00a023\u202f45\u200967 89": "0123456789",
    "01.23.45.67.89": "0123456789",
    "01-23-45-67-89": "0123456789",
    "01/23/45/67/89": "0123456789",
    "+33 (0)1 23 45 67 89": "+33123456789",
    "+33(0) 1.23.45.67.89": "+33123456789",
    "+33 0 1 23 45 67 89": "+33123456789",
    "0033 1 23 45 67 89": "+33123456789",
    "(+33) 1 23 45 67 89 06 12 34 56 78": "+33123456789",
    "01 23 45 67 89 / 06 12 34 56 78": "0123456789",
    "01 23 45 67 89 - 06 12 34 56 78": "0123456789",
    "01 23 45 67 89 ou 06 12 34 56 78": "0123456789",
    "01 23 45 67 89 poste 12": "0123456789",
    "Tél. : 01 23 45 67 89": "0123456789",
    "24h/24 : 3919": "3919",
    "39 19": "3919",
    "3919 – 01 23 45 67 89": "3919",
    "116 117": "116117",
    "0596 12 34 56": "0596123456",
    "05 96 12 34 56": "0596123456",
    "+596 (0)596 12 34 56": "+596596123456",
    "+32 2 123 45 67": "+3221234567",
    "+32 (0)2 123 45 67": "+3221234567",
    "sur rendez-vous": "",
    "": "",
}


@pytest.mark.parametrize("written", WRITTEN)
def test_the_first_number_is_dialled_as_it_was_written(written):
    assert dialled(written) == WRITTEN[written]


def test_each_place_for_a_telephone_has_room_for_two():
    kept = [
        field.max_length
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if "phone" in field.name
    ]
    assert len(kept) >= 4
    assert min(kept) > len("+33 (0)1 23 45 67 89 / 06 12 34 56 78 (accueil)")


def shown(source, value):
    template = Template("{% load contact_tags %}" + source)
    return template.render(Context({"it": value}))


def test_what_is_printed_is_what_was_typed_with_spaces_that_do_not_break():
    two = "+33 (0)1 23 45 67 89 / 06 12 34 56 78"
    assert shown("{{ it|phone_link }}", two) == (
        '<a href="tel:+33123456789">+33\u00a0(0)1\u00a023\u00a045\u00a067\u00a089 / '
        "06\u00a012\u00a034\u00a056\u00a078</a>"
    )
    assert shown("{{ it|phone_link }}", "<b>") == "&lt;b&gt;"
    assert shown("{{ it|phone_link }}", "") == ""


def test_an_address_is_written_to_whatever_its_signs():
    assert shown("{{ it|mailto }}", "a?b&c@x.fr") == "mailto:a%3Fb%26c@x.fr"


def test_no_template_makes_such_a_link_by_itself():
    by_hand = re.compile(r"(tel|mailto):(?!\?)")
    for path in (ROOT / "templates").rglob("*.*"):
        assert not by_hand.search(path.read_text()), path

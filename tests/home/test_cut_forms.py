"""What is sent may be cut or forged: told (400). A fault of ours is an error in the log."""

import json
from random import Random

import pytest
from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from home.blocks import BodyBlock
from initiatives.models import InitiativePage
from tests.initiatives.form_data import post_data

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("what a form says is read in Python"),
]
TOLD = "arrivée incomplète"
CONTENT = {
    "blocks": [
        {
            "key": "a",
            "text": "Bonjour",
            "type": "unstyled",
            "depth": 0,
            "inlineStyleRanges": [{"offset": 0, "length": 3, "style": "BOLD"}],
            "entityRanges": [{"offset": 0, "length": 3, "key": 0}],
        }
    ],
    "entityMap": {"0": {"type": "LINK", "data": {"url": "https://exemple.test"}}},
}
JUNK = [None, [], {}, "x", -1, 10**9, True, [None], {"a": 1}, 1.5]


def new_fiche(world):
    return f"/admin/pages/add/initiatives/initiativepage/{world.centre.pk}/"


@pytest.mark.parametrize("fault", [KeyError("oubliée"), ValueError("fausse")])
@pytest.mark.parametrize("where", ["view", "block"])
def test_a_fault_of_ours_is_an_error_in_the_log(
    world, as_, monkeypatch, caplog, fault, where
):
    def fail(*args):
        raise fault

    name = {
        "view": "initiatives.form.keys.KeyedForm.why_key_is_refused",
        "block": "initiatives.blocks.StorySections.value_from_datadict",
    }[where]
    monkeypatch.setattr(name, fail, raising=False)
    answer = as_(world.author).post(new_fiche(world), post_data(title="Le lavoir"))
    assert answer.status_code == 500
    assert "de notre côté" in answer.content.decode()
    assert [r.name for r in caplog.records if r.levelname == "ERROR"] == [
        "django.request"
    ]


@pytest.mark.parametrize(
    "broken",
    [
        {"story-count": None},
        {"story-count": "beaucoup"},
        {"story-count": "9" * 30},
        {"story-0-order": "x"},
        {"story-0-value-goals-count": "x"},
        {"story-0-value-starting_point": "{"},
        {"story-0-value-starting_point": '{"blocks": 3}'},
    ],
)
def test_a_form_cut_or_forged_is_told_and_no_error_of_ours(world, as_, caplog, broken):
    typed = post_data(title="Le lavoir") | broken
    typed = {name: value for name, value in typed.items() if value is not None}
    answer = as_(world.author).post(new_fiche(world), typed)
    assert answer.status_code == 400
    assert TOLD in answer.content.decode()
    assert not [r for r in caplog.records if r.levelname == "ERROR"]
    assert not InitiativePage.objects.exists()


def spoiled(value, chance):
    """The same value with some of its parts gone, or of another kind."""
    if chance.random() < 0.25:
        return chance.choice(JUNK)
    if isinstance(value, dict):
        return {
            key: spoiled(part, chance) if chance.random() < 0.5 else part
            for key, part in value.items()
            if chance.random() > 0.05
        }
    if isinstance(value, list):
        return [spoiled(part, chance) for part in value]
    return value


def test_no_text_that_an_editor_did_not_write_is_an_error(caplog):
    caplog.set_level("CRITICAL", "root")  # the core's converter tells each oddity
    block, chance, refused = BodyBlock().child_blocks["text"], Random(1), 0
    texts = [json.dumps(spoiled(CONTENT, chance)) for _ in range(800)]
    for text in [*texts, "", "x", "[" * 10_000, "1" * 5000]:
        data = QueryDict(mutable=True)
        data["text"] = text
        try:
            block.value_from_datadict(data, {}, "text")
        except BadRequest:
            refused += 1
    assert 400 < refused < 800


def test_the_text_of_a_field_is_read_with_the_same_care(world, as_):
    address = f"/admin/settings/home/sitesettings/{Site.objects.get().pk}/"
    answer = as_(world.webmaster).post(address, {"footer": '{"blocks": 3}'})
    assert answer.status_code == 400


CHOICES = {
    "/admin/redirects/add/": {"old_path": "/ancien", "redirect_page": "null"},
    "/admin/settings/home/sitesettings/{site}/": {"charter_page": "null"},
    "/admin/pages/{centre}/edit/": {"photo": "null"},
}


@pytest.mark.parametrize("address", CHOICES)
def test_a_choice_that_is_no_number_is_told(world, as_, caplog, address):
    to = address.format(site=Site.objects.get().pk, centre=world.centre.pk)
    answer = as_(world.webmaster).post(to, CHOICES[address] | {"title": "Mon texte"})
    assert answer.status_code == 400
    assert TOLD in answer.content.decode()
    assert not [r for r in caplog.records if r.levelname == "ERROR"]


def test_after_a_form_that_names_no_address_one_goes_where_one_goes_without(world, as_):
    address = f"/admin/pages/{world.fiche().pk}/delete/"
    answer = as_(world.author).post(f"{address}?next=null", {"next": "null"})
    assert answer.url == f"/admin/pages/{world.centre.pk}/"
    again = f"/admin/pages/{world.fiche().pk}/delete/"
    answer = as_(world.author).post(again, {"next": "/admin/account/"})
    assert answer.url == "/admin/account/"


def import_form(client, content):
    file = SimpleUploadedFile("liens.csv", content)
    form = client.post("/admin/redirects/import/", {"import_file": file}).context[
        "form"
    ]
    return {name: form.initial[name] for name in ("import_file_name", "input_format")}


def test_a_blank_line_of_redirects_is_told_and_nothing_is_taken_up(world, as_):
    client = as_(world.webmaster)
    to = "https://exemple.test"
    signed = import_form(client, f"de,vers\n/ancien/,{to}\n\n/vieux/,{to}\n".encode())
    sent = signed | {"from_index": "0", "to_index": "1"}
    answer = client.post("/admin/redirects/import/process/", sent, follow=True)
    assert answer.status_code == 200
    assert "est vide ou incomplète" in answer.content.decode()
    assert not Redirect.objects.exists()


def test_a_file_of_redirects_is_taken_up_once(world, as_):
    client, address = as_(world.webmaster), "/admin/redirects/import/process/"
    signed = import_form(client, b"de,vers\n/ancien/,https://exemple.test/\n")
    sent = signed | {"from_index": "0", "to_index": "1"}
    assert client.post(address, sent).url == "/admin/redirects/"
    again = client.post(address, sent, follow=True)
    assert again.status_code == 200
    assert "déjà été repris" in again.content.decode()
    assert Redirect.objects.count() == 1
    for name in signed:
        assert client.post(address, sent | {name: " "}).status_code == 400

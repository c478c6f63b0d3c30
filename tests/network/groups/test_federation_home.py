"""« Ma fédération »: what waits, what is kept, and who may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import Attachment
from network.groups.models import Event, Resource
from network.models import FederationMembership
from network.setup import CONTRIBUTORS
from tests.conftest import COUNTED_ONCE
from tests.factories import (
    EventFactory,
    FederationMembershipFactory,
    FederationPageFactory,
    ResourceFactory,
    ThemeFactory,
    UserFactory,
    WorkingGroupPageFactory,
)
from tests.network.written import project

pytestmark = pytest.mark.django_db
WORDS, REFUSED = ("rendez-vous", "ressources"), (302, 403)
PDF = b"%PDF-1.7 un bilan"


@pytest.fixture
def cher(tree):
    return FederationPageFactory(
        title="Fédé du Cher", slug="cher", group_word="collectif"
    )


@pytest.fixture
def editor(cher, tree):
    user = UserFactory()
    user.groups.add(tree[CONTRIBUTORS])
    FederationMembershipFactory(user=user, federation=cher)
    return user


@pytest.fixture
def hers(editor, as_):
    return as_(editor)


def address(federation, word, end=""):
    return f"/admin/federation/{federation.pk}/{word}/{end}"


def typed(**changes):
    said = {"title": "Se rencontrer", "kind": "rencontre", "day": "2090-03-14"}
    return said | changes


def refused(client, path, data):
    """The text of the form that comes back, with what was typed."""
    answer = client.post(path, data)
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "Rien n’est encore enregistré" in text
    return text


def test_her_home_says_where_each_document_stands_and_what_to_do(cher, editor, hers):
    under = {"parent": cher, "owner": editor}
    project(cher, title="Le projet", owner=editor, published=True)
    group = WorkingGroupPageFactory(title="Le groupe", **under)
    sent = WorkingGroupPageFactory(title="L’envoyé", **under)
    sent.get_workflow().start(sent, editor)
    EventFactory(federation=cher, title="Bientôt")
    text = hers.get("/admin/").content.decode()
    for said in (
        *("Fédé du Cher", "Le projet", "En ligne", "L’envoyé", "Envoyé en relecture"),
        *("Brouillon", "Continuer, puis envoyer en relecture", "Collectif", "Bientôt"),
        *(f"/admin/pages/{group.pk}/edit/", address(cher, "rendez-vous", "nouveau/")),
        f"/admin/pages/add/projects/federalprojectpage/{cher.pk}/",
    ):
        assert said in text, said
    assert text.index("Le groupe") < text.index("L’envoyé") < text.index("Le projet")


@COUNTED_ONCE
def test_her_home_asks_as_much_for_many_documents(cher, editor, hers):
    counts = []
    for number in (1, 4):
        for _ in range(number):
            project(cher)
            EventFactory(federation=cher)
        hers.get("/admin/")
        with CaptureQueriesContext(connection) as captured:
            hers.get("/admin/")
        counts.append(len(captured))
    assert counts[0] == counts[1], counts


def test_she_announces_an_event_changes_it_and_takes_it_away(cher, hers, client):
    theme = ThemeFactory()
    group = WorkingGroupPageFactory(parent=cher, published=True)
    entry = project(cher, published=True).published_entries.first()
    hour = {"start_time": "9 h 30", "end_time": "12:00"}
    links = {"theme": theme.pk, "group": group.pk, "entry": str(entry.pk)}
    answer = hers.post(address(cher, "rendez-vous", "nouveau/"), typed(**hour, **links))
    assert answer.status_code == 302
    event = Event.objects.get()
    assert (event.federation, event.theme, event.entry) == (cher, theme, entry)
    assert (event.group_id, event.times) == (group.pk, "de 9 h 30 à 12 h")
    one = f"/admin/federation/rendez-vous/{event.pk}/"
    assert 'value="2090-03-14"' in hers.get(one).content.decode()
    told = typed(day="2020-03-14", report="On a ri.", took_part="1\u202f200")
    assert hers.post(one, told).status_code == 302
    event.refresh_from_db()
    assert (event.took_part, event.report, event.group_id) == (1200, "On a ri.", None)
    assert "Se rencontrer" in client.get("/agenda/?quand=passes").content.decode()
    assert hers.get(f"{one}supprimer/").status_code == 200
    assert Event.objects.exists()
    assert hers.post(f"{one}supprimer/").status_code == 302
    assert not Event.objects.exists()
    told = hers.get(f"/admin/pages/{cher.pk}/history/").content.decode()
    for act in ("annoncé", "modifié", "supprimé"):
        assert f"Rendez-vous {act}" in told, act


@pytest.mark.one_database("a form refuses it before any query")
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day": ""}, "Dites quel jour"),
        ({"day": "20260-03-14"}, "Écrivez le jour, le mois et l’année"),
        ({"day": "0026-03-14"}, "Vérifiez l’année de cette date"),
        ({"end_day": "2090-03-13"}, "Le dernier jour vient avant le premier"),
        ({"start_time": "14:00", "end_time": "13:00"}, "Il finit avant de commencer"),
        ({"end_time": "13:00"}, "Dites aussi à quelle heure il commence"),
        ({"start_time": "midi"}, "Écrivez une heure ainsi"),
        ({"theme": "douze"}, "Choisissez dans la liste"),
        ({"theme": str(10**40)}, "Choisissez dans la liste"),
        ({"entry": "x"}, "Choisissez dans la liste"),
        ({"kind": "fête"}, "Choisissez dans la liste"),
        ({"took_part": "environ 20"}, "Écrivez un nombre entier"),
        ({"took_part": "9" * 12}, "vérifiez ce nombre"),
        ({"title": ""}, "Donnez un titre"),
        ({"title": "é" * 161}, "160"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(cher, hers, wrong, said):
    data = typed(place="La Rotonde", report="On a ri.") | wrong
    text = refused(hers, address(cher, "rendez-vous", "nouveau/"), data)
    assert said in text
    assert 'value="La Rotonde"' in text and "On a ri." in text
    assert not Event.objects.exists()


def test_the_group_and_the_action_of_another_federation_are_refused(cher, hers):
    other = FederationPageFactory()
    under = {"parent": other, "published": True}
    group = WorkingGroupPageFactory(title="Le collectif d’ailleurs", **under)
    entry = project(other, published=True).published_entries.first()
    event = EventFactory(federation=other)
    path = address(cher, "rendez-vous", "nouveau/")
    for wrong in ({"group": group.pk}, {"group": cher.pk}, {"entry": str(entry.pk)}):
        text = refused(hers, path, typed(**wrong))
        assert "Choisissez dans la liste" in text and "d’ailleurs" not in text
    data = {"title": "Le bilan", "kind": "outil", "link": "https://a.test/"}
    path = address(cher, "ressources", "nouveau/")
    assert "Choisissez" in refused(hers, path, data | {"event": event.pk})
    # The federation is that of the address, whatever a form says.
    assert hers.post(path, data | {"federation": other.pk}).status_code == 302
    assert Resource.objects.get().federation == cher


def test_a_file_is_uploaded_replaced_and_leaves_with_its_resource(cher, hers):
    path, data = (
        address(cher, "ressources", "nouveau/"),
        {"title": "Bilan", "kind": "etude"},
    )
    data |= {"year": "2024", "is_public": "on"}

    def file(name="bilan.pdf", content=PDF):
        return {"file": SimpleUploadedFile(name, content)}

    assert hers.post(path, data | file("bilan.exe")).status_code == 302
    one = Resource.objects.get()
    assert one.file.file_extension == "pdf" and one.file.file_size == len(PDF)
    here = f"/admin/federation/ressources/{one.pk}/"
    text = refused(hers, here, data | {"link": "https://a.test/"})
    assert "Cette ressource a déjà un fichier" in text
    assert hers.post(here, data | file(content=PDF + b" 2")).status_code == 302
    assert Attachment.objects.count() == 1
    said = data | {"link": "https://a.test/", "drops_file": "on"}
    assert hers.post(here, said).status_code == 302
    one.refresh_from_db()
    assert (one.file, one.url) == (None, "https://a.test/")
    assert not Attachment.objects.exists()
    assert hers.post(here, data | file() | {"link": ""}).status_code == 302
    assert hers.post(f"{here}supprimer/").status_code == 302
    assert not (Resource.objects.exists() or Attachment.objects.exists())


@pytest.mark.one_database("a form refuses it before any query")
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({}, "Donnez un fichier, ou une adresse"),
        ({"link": "https://a.test/", "file": PDF}, "pas les deux"),
        ({"file": b"MZ\x90"}, "Le site prend les documents PDF"),
        ({"link": "mon dossier"}, "Cette adresse n’est pas complète"),
        ({"link": "https://a.test/", "year": "20260"}, "Écrivez une seule année"),
        ({"link": "https://a.test/", "year": "202"}, "Vérifiez cette année"),
        ({"link": "https://a.test/", "kind": "film"}, "Choisissez dans la liste"),
    ],
)
def test_a_resource_says_what_is_wrong_and_keeps_what_was_typed(
    cher, hers, wrong, said
):
    if content := wrong.get("file"):
        wrong = wrong | {"file": SimpleUploadedFile("bilan.pdf", content)}
    data = {"title": "Le bilan", "kind": "etude"} | wrong
    text = refused(hers, address(cher, "ressources", "nouveau/"), data)
    assert said in text and 'value="Le bilan"' in text
    assert not (Resource.objects.exists() or Attachment.objects.exists())


@pytest.mark.one_database("whose a federation is, is one plain condition")
def test_nobody_of_another_federation_and_no_number_opens_anything(cher, world, as_):
    event, resource = EventFactory(federation=cher), ResourceFactory(federation=cher)
    elsewhere = FederationMembershipFactory(federation=FederationPageFactory())
    elsewhere.user.groups.add(world.groups[CONTRIBUTORS])
    gone = FederationMembershipFactory(federation=cher)
    gone.user.groups.add(world.groups[CONTRIBUTORS])
    ended = FederationMembership.objects.filter(pk=gone.pk)
    ended.update(ended_at=gone.started_at)
    paths = [
        *(address(cher, word, end) for word in WORDS for end in ("", "nouveau/")),
        f"/admin/federation/rendez-vous/{event.pk}/",
        f"/admin/federation/rendez-vous/{event.pk}/supprimer/",
        f"/admin/federation/ressources/{resource.pk}/",
        f"/admin/federation/ressources/{resource.pk}/supprimer/",
    ]
    for user in (elsewhere.user, gone.user, world.author):
        client = as_(user)
        for path in paths:
            assert client.get(path).status_code in REFUSED, path
            if path.endswith(("supprimer/", "nouveau/")):
                assert client.post(path).status_code in REFUSED, path
    assert Event.objects.exists() and Resource.objects.exists()
    webmaster = as_(world.webmaster)
    assert {webmaster.get(path).status_code for path in paths} == {200}
    for path in (
        f"/admin/federation/rendez-vous/{10**30}/",
        "/admin/federation/0/ressources/",
    ):
        assert webmaster.get(path).status_code == 404

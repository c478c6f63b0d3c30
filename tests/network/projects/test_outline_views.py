"""What the editor of a plan asks the server: details of a row, entries, notices."""

from uuid import uuid4

import pytest
from django.urls import reverse

from network.groups.models import WorkingGroupPage
from network.models import Partner
from network.projects.models import FederalProjectChapterPage, PublishedEntry
from network.projects.outline.rows import Row
from tests.conftest import COUNTED_ONCE
from tests.factories import publish

from .stage import posted

VIEWS = ("outline_details", "outline_entries", "outline_check")


def address(name, page):
    return reverse(f"projects:{name}", args=[page.pk])


def asked(client, name, page):
    """The status of the answer to the script of the editor."""
    ask = client.post if name == "outline_check" else client.get
    return ask(
        address(name, page), headers={"X-Requested-With": "XMLHttpRequest"}
    ).status_code


@pytest.mark.one_database("who may write a page is asked of the permission tests")
def test_only_who_writes_the_document_is_answered(stage, as_):
    """Before the document exists: who may add one below the federation."""
    world = stage.world
    stranger, author = as_(stage.stranger), as_(world.author)
    animator, webmaster = as_(stage.animator), as_(world.webmaster)
    for name in VIEWS:
        for page in (stage.project, stage.federation):
            for client, status in (
                (animator, 200),
                (webmaster, 200),
                (stranger, 403),
                (author, 403),
            ):
                assert asked(client, name, page) == status, (name, page)
        assert asked(animator, name, world.centre) == 404
    assert animator.get(address("outline_check", stage.project)).status_code == 405


def test_the_details_offer_what_stands_under_the_federation(stage, as_):
    """And name nothing that one may not read: whether it is there is said, and stays."""
    under = stage.fresh(stage.federation)
    group = WorkingGroupPage(title="Impact social", live=False)
    under.add_child(instance=group)
    chapter = FederalProjectChapterPage(title="Le territoire", number="31", live=False)
    stage.fresh(stage.project).add_child(instance=chapter)
    secret = WorkingGroupPage(title="Le secret du Nord", live=False)
    stage.fresh(stage.other).add_child(instance=secret)
    kept, merged = (Partner.objects.create(name=name) for name in ("Caf", "C.A.F."))
    Partner.objects.filter(pk=merged.pk).update(merged_into=kept)
    tokens = [
        f"page:{secret.pk}",
        f"partner:{merged.pk}",
        f"entry:{uuid4()}",
        "x:y",
        "",
    ]
    given = {"token": [*tokens, "page:²", "entry:x"]}
    answer = as_(stage.animator).get(address("outline_details", stage.project), given)
    assert answer.status_code == 200
    offered = [
        (heading, [choice.title for choice in choices])
        for heading, choices in answer.context["choices"]
    ]
    assert sorted(offered) == [
        ("Chapitres", ["31. Le territoire"]),
        ("Groupes de travail", ["Impact social"]),
        ("Partenaires", ["Caf"]),
    ]
    said = [name.title for name in answer.context["names"]]
    gone = "cette page n’existe plus"
    draft = "cette page n’est pas encore en ligne"
    assert said == [draft, "Caf", *[gone] * 5]
    assert "secret" not in answer.content.decode()


def test_an_entry_is_found_by_its_words_in_what_one_may_read(stage, as_):
    """First those of the document that this one is a part of."""
    mine, online, hidden = (
        stage.document(federation, [], title=title)
        for federation, title in (
            (stage.federation, "Projet 2020"),
            (stage.other, "Projet du Nord"),
            (stage.other, "Brouillon du Nord"),
        )
    )
    publish(online)
    for page, title in (
        (mine, "Former les équipes"),
        (online, "Équipe mobile"),
        (hidden, "Équipe secrète"),
        (stage.project, "Équipe d’ici"),
    ):
        PublishedEntry.objects.create(uuid=uuid4(), project=page, level=0, title=title)
    project = stage.fresh(stage.project)
    project.part_of = mine
    project.save()
    client = as_(stage.animator)

    def found(words):
        answer = client.get(address("outline_entries", project), {"q": words})
        return {entry.title for entry in answer.context["found"]}

    assert found("") == {"Former les équipes"}
    assert found("equipe") == {"Former les équipes", "Équipe mobile"}
    assert found("personne") == set()


@COUNTED_ONCE
def test_what_a_save_would_refuse_is_told_while_one_writes(stage, as_):
    client, rows = as_(stage.animator), [Row.new(2, "Aller vers", number="7")]
    where = address("outline_check", stage.project)
    page = client.post(where, {"outline": posted(rows)}).content.decode()
    assert "saute un niveau" in page and rows[0].id in page
    for wrong in ("prose", "[1]", posted(rows).replace("2,", "99,")):
        page = client.post(where, {"outline": wrong}).content.decode()
        assert "À corriger avant d’enregistrer" in page

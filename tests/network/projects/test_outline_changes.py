"""What changed in a plan, told row by row: on the vote page and between two versions."""

from copy import deepcopy
from uuid import uuid4

import pytest

from network.groups.models import WorkingGroupPage
from network.models import Partner
from network.projects.outline.changes import changes_of_rows, rows_of_version
from network.projects.outline.rows import Row
from network.review.changes import changes_between
from tests.conftest import COUNTED_ONCE
from tests.factories import WorkingGroupPageFactory

from .stage import OUTLINE, rows_like

MARKS = {"same": "%s", "added": "+%s+", "removed": "-%s-"}


def told(before, after):
    """Each paragraph as one text: +added+, -removed-."""
    return [
        " ".join(MARKS[mark] % text for mark, text in paragraph)
        for paragraph in changes_of_rows(before, after)
    ]


@pytest.fixture
def rows():
    return rows_like(OUTLINE)


@pytest.fixture
def after(rows):
    return deepcopy(rows)


def test_a_row_that_comes_or_goes_is_told_whole(rows, after):
    gone = after.pop(3)
    after.append(Row.new(1, "Écrire", kind="action", text="À chacun.", start_year=2026))
    assert told(rows, after) == [
        "+Action 2.2 Écrire (Texte : À chacun. ; Début : 2026)+",
        f"-Action 1.1.2 {gone.title}-",
    ]
    assert told(rows, rows) == []


def test_a_row_that_changes_is_told_by_its_title_word_by_word(rows, after):
    after[2].title = "Frapper à toutes les portes"
    after[2].responsible, after[0].kind = "le groupe", "defi"
    assert told(rows, after) == [
        "« 1 Aller vers », Nature : -Orientation- +Défi+",
        f"« 1.1.1 {after[2].title} », Intitulé : Frapper -aux- +à toutes les+ portes",
        f"« 1.1.1 {after[2].title} », Porté par : +le groupe+",
    ]


def test_a_branch_that_moves_is_told_once(rows, after):
    assert told(rows, [*after[4:], *after[:4]]) == [
        "« 1 Se former » +est maintenant la première de son niveau+"
    ]
    below = deepcopy(after)
    for row in below[4:]:
        row.level += 1
    assert told(rows, below) == [
        "« 1.2 Se former » +est maintenant sous « 1 Aller vers »+"
    ]
    swapped = [*after[:2], after[3], after[2], *after[4:]]
    assert told(rows, swapped) == [
        "« 1.1.1 Tenir un café » +est maintenant la première de son niveau+"
    ]


@pytest.mark.django_db
@COUNTED_ONCE
def test_links_are_told_as_any_visitor_may_read_them(world, rows, after):
    partner = Partner.objects.create(name="Caf du Rhône")
    draft = WorkingGroupPageFactory(title="Groupe secret", live=False)
    after[0].links = [f"partner:{partner.pk}", f"page:{draft.pk}", "page:999999"]
    after[0].continues = str(uuid4())
    draft_words, gone = (
        "cette page n’est pas encore en ligne",
        "cette page n’existe plus",
    )
    assert told(rows, after) == [
        f"« 1 Aller vers », Liens : +Caf du Rhône, {draft_words}, {gone}+",
        f"« 1 Aller vers », Poursuit : +{gone}+",
    ]


@pytest.mark.one_database("versions are read as JSON, compared in Python")
def test_another_end_in_the_same_words_is_told_too(world, rows, after):
    """Else a vote would cover a change that nobody was shown."""
    rows[0].links, after[0].links = ["page:99998"], ["page:99999"]
    rows[1].source, after[1].source = str(uuid4()), str(uuid4())
    other = "une autre page, qui a le même nom ou n’est pas en ligne"
    assert told(rows, after) == [
        f"« 1 Aller vers », Liens : +{other}+",
        f"« 1.1 Ouvrir les portes », Vient de : +{other}+",
    ]


def test_the_comparison_of_versions_tells_the_plan_row_by_row(stage, as_):
    old = stage.fresh(stage.project).latest_revision
    rows = rows_of_version(old.content["entries"])
    rows[2].title = "Frapper à chaque porte"
    secret = WorkingGroupPage(title="Le secret du Rhône", live=False)
    stage.fresh(stage.federation).add_child(instance=secret)
    rows[0].links = [f"page:{secret.pk}"]
    client = as_(stage.animator)
    stage.post(client, [*rows[4:], *rows[:4]])
    new = stage.fresh(stage.project).latest_revision
    (change,) = changes_between(old, new)
    assert change.label == "Le plan"
    words = " ".join(
        text for paragraph in change.paragraphs for _mark, text in paragraph
    )
    assert "secret" not in words
    address = f"/admin/pages/{stage.project.pk}/revisions/compare/{old.pk}...{new.pk}/"
    page = client.get(address).content.decode()
    for said in (
        "<del>aux portes</del> <ins>à chaque porte</ins>",
        "la première de son",
    ):
        assert said in page
    assert rows[0].id not in words + page

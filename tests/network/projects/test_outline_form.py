"""The outline is one field of the form: what it writes, and what it refuses."""

import json
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from network.groups.models import WorkingGroupPage
from network.models import Partner
from network.projects.models import FederalProjectPage, ProjectEntry, PublishedEntry
from network.projects.outline.entries import rows_from
from network.projects.outline.field import OutlineField
from network.projects.outline.rows import LONGEST, Row
from tests.conftest import COUNTED_ONCE
from tests.factories import publish

from .stage import posted, rows_like


def said(answer):
    """The sentences beside the field."""
    return " ".join(answer.context["form"].errors.get("outline", []))


def test_a_save_keeps_the_rows_their_identity_and_their_keys(stage, as_):
    first, *others = rows_from(stage.draft())
    keys = {str(entry.uuid): entry.pk for entry in ProjectEntry.objects.all()}
    first.title, first.text = "Aller vers ceux qui ne viennent pas", "Un par un."
    first.start_year, first.continues = 2026, str(uuid4())
    added = Row.new(1, "Écrire à chacun", kind="action", period="au printemps")
    rows = [first, added, *others[1:]]
    answer = stage.post(as_(stage.animator), rows, labels_orientation="Défi")
    assert answer.status_code == 302
    draft = stage.draft()
    assert rows_from(draft) == rows
    assert draft.labels == {"orientation": "Défi"}
    kept = ProjectEntry.objects.exclude(uuid=added.id)
    assert {str(entry.uuid): entry.pk for entry in kept} == {
        key: pk for key, pk in keys.items() if key != others[0].id
    }


@COUNTED_ONCE
def test_what_was_not_touched_is_as_it_was(stage, as_):
    """Nor is a field that did not come an outline without rows."""
    before = stage.draft().serializable_data()["entries"]
    client = as_(stage.animator)
    for raw in ("", posted(stage.rows)):
        assert stage.post(client, raw=raw, title="Autre titre").status_code == 302
        assert stage.draft().title == "Autre titre"
        assert stage.draft().serializable_data()["entries"] == before
    assert stage.post(client, raw="[]").status_code == 302
    assert rows_from(stage.draft()) == []


REFUSED = [
    ("prose", "n’est pas arrivé entier"),
    ('{"rows": []}', "n’a pas été reçu en entier"),
    ("[" * 100_000, "n’est pas arrivé entier"),
    (
        [{"kind": "mission"}],
        "Ligne 1, « Aller vers » : « mission » n’est pas une nature",
    ),
    ([{"level": -1}], "« -1 » n’est pas un niveau"),
    ([{"level": 99}], "« 99 » n’est pas un niveau"),
    ([{"text": "a" * 20_001}], "20\u202f001 signes, c’est trop"),
    ([{"number": "1" * 41}], "41 signes, c’est trop"),
    ([{"start_year": "bientôt"}], "n’est pas une année"),
    ([{"links": ["page 12"]}], "n’est pas un lien"),
    ([{}] * 3_000, "3\u202f000 lignes, c’est trop"),
    ([{"id": "7"}], "n’est pas l’identifiant d’une ligne"),
    ([{"id": str(uuid4())}] * 2, "ont le même identifiant"),
    (["Aller vers"], "Ligne 1 : Une ligne du plan n’a ni identifiant"),
]


@pytest.mark.parametrize(("given", "sentence"), REFUSED)
def test_what_is_no_outline_is_told_in_a_sentence(given, sentence):
    with pytest.raises(ValidationError) as refusal:
        OutlineField().clean(_raw(given))
    assert sentence in " ".join(refusal.value.messages)


@pytest.mark.one_database("the form refuses it before anything is written")
def test_what_was_refused_comes_back_as_it_was_typed(stage, as_):
    client, before = as_(stage.animator), rows_from(stage.draft())
    for raw in ("prose", _raw([{"kind": "mission"}])):
        answer = stage.post(client, raw=raw)
        assert answer.status_code == 200
        assert said(answer)
        assert answer.context["form"]["outline"].value() == raw
        assert rows_from(stage.draft()) == before


def _raw(given):
    return given if isinstance(given, str) else json.dumps([_row(one) for one in given])


def _row(changes):
    if isinstance(changes, str):
        return changes
    return Row.new(0, "Aller vers").as_data() | changes


@pytest.mark.one_database("what a draft may hold is said by the form")
def test_what_reads_oddly_is_saved_and_noticed(stage, as_):
    rows = [
        Row.new(0, "", kind="orientation"),
        Row.new(3, "Saute", kind="objectif", number="7"),
        Row.new(0, "Seule", kind="action", start_year=2027, end_year=2026),
        Row.new(0, "Encore sept", kind="objectif", number="7"),
    ]
    client = as_(stage.animator)
    assert stage.post(client, rows).status_code == 302
    assert rows_from(stage.draft()) == rows
    page = client.get(f"/admin/pages/{stage.project.pk}/edit/").content.decode()
    for words in ("saute un niveau", "sous aucune orientation", "avant son début"):
        assert words in page


def test_no_row_takes_the_identity_of_another_document(stage, as_):
    online, draft = rows_like([(0, "action", "Au nord"), (0, "action", "En cours")])
    other = stage.document(stage.other, [draft], title="Projet du Nord")
    PublishedEntry.objects.create(uuid=online.id, project=other, level=0, title="Nord")
    mine = Row.new(0, "La mienne", kind="action")
    client = as_(stage.animator)
    for _again in range(2):
        assert stage.post(client, [online, draft, mine]).status_code == 302
        found = [row.id for row in rows_from(stage.draft())]
        assert found[2] == mine.id
        assert len({*found, online.id, draft.id}) == 5
    assert rows_from(stage.draft())[0].title == "Au nord"
    assert rows_from(FederalProjectPage.objects.get(pk=other.pk)) == [draft]
    assert found == [row.id for row in rows_from(stage.draft())], "the same each time"


def test_a_row_is_linked_to_what_one_may_read(stage, as_):
    """A link that a row has stays, also when its end is gone."""
    group = WorkingGroupPage(title="Impact social", live=False)
    stage.fresh(stage.federation).add_child(instance=group)
    secret = stage.document(stage.other, [], title="Le secret du Nord")
    partner = Partner.objects.create(name="Caf du Rhône")
    client = as_(stage.animator)
    row = Row.new(0, "Aller vers", links=[f"page:{group.pk}", f"partner:{partner.pk}"])
    assert stage.post(client, [row]).status_code == 302
    ends = [f"page:{secret.pk}", "page:999999", "partner:999999", "fiche:1"]
    forged = [Row.new(0, end, links=[end]) for end in ends]
    answer = stage.post(client, [row, *forged])
    for place, end in enumerate(ends, start=2):
        assert f"Ligne {place}, « {end} » : elle est reliée à une page" in said(answer)
    assert "secret" not in answer.content.decode()
    stage.fresh(group).delete()
    row.title = "Aller plus loin"
    assert stage.post(client, [row]).status_code == 302
    assert rows_from(stage.draft()) == [row]


def test_the_form_takes_what_the_columns_hold():
    columns = {name: ProjectEntry._meta.get_field(name).max_length for name in LONGEST}
    assert columns == LONGEST


@COUNTED_ONCE
def test_a_save_and_a_publication_take_no_query_a_row(
    stage, as_, django_assert_max_num_queries
):
    client, rows = as_(stage.animator), rows_like([(0, "action", "Aller vers")] * 80)
    with CaptureQueriesContext(connection) as few:
        stage.post(client, rows[:2])
    with django_assert_max_num_queries(len(few) + 5):
        stage.post(client, rows)
    rows[0].title, rows[1].text = "Aller plus loin", "Avec qui veut."
    with django_assert_max_num_queries(len(few) + 5):
        stage.post(client, [rows[79], *rows[:79]])
    few_rows = stage.document(
        stage.federation, rows_like([(0, "action", "Une")]), title="Un plan court"
    )
    with CaptureQueriesContext(connection) as few:
        publish(few_rows)
    with django_assert_max_num_queries(len(few) + 5):
        online = publish(stage.project)
    assert rows_from(online) == [rows[79], *rows[:79]]

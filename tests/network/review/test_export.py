"""The committee's memory: who voted what, and the decisions of a year."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.utils import timezone

from network.review import export
from network.review.forms import CHANGES
from network.review.publication import publication_without_review
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def address(kind, **days):
    today = timezone.localdate()
    return f"/admin/comite/decisions/?du={today}&au={today}&format={kind}"


def as_table(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_the_year_in_csv(world, submitted, as_):
    world.publish(submitted)
    other = world.submit(world.fiche(title="Une autre fiche"))
    world.vote(world.members[0], other, CHANGES)
    world.submit(world.fiche(title="Encore en lecture"))
    response = as_(world.members[3]).get(address("csv"))
    head, *rows = as_table(response)
    today = timezone.localdate().isoformat()
    assert len(rows) == 2
    first, second = (dict(zip(head, row, strict=True)) for row in rows)
    assert first["Fiche"] == submitted.title
    assert first["Décision"] == "approuvée"
    assert first["Décidée le"] == first["Envoyée le"] == today
    assert (first["Avis favorables"], first["Avis favorables requis"]) == ("2", "2")
    assert second["Décision"] == "reprise demandée"
    assert second["Motif"] == "L’écriture ou la clarté"
    assert second["Centre"] == "Centre des Tilleuls"
    text = response.content.decode()
    assert all(member.last_name not in text for member in world.members)
    assert world.author.last_name not in text


def test_the_same_in_a_workbook(world, submitted, as_):
    world.publish(submitted)
    response = as_(world.webmaster).get(address("xlsx"))
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][2] == submitted.title
    assert rows[1][7] == 2


@pytest.mark.parametrize(
    "title",
    ["=1+1", "+33 6", "-2", "@SUM(A1)", "\t=1", "\r=1", " =cmd|' /C calc'!A0"],
)
def test_no_cell_starts_a_formula(title):
    cells = [[title, 3, -2, None]]
    (row,) = csv.reader(
        io.StringIO(export.as_csv(cells).decode("utf-8-sig"), newline=""),
        delimiter=";",
    )
    assert row == [f"'{title}", "3", "-2", ""]
    sheet = openpyxl.load_workbook(io.BytesIO(export.as_xlsx(cells))).active
    cell = sheet["A1"]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")


def test_a_title_with_a_formula_reaches_the_file_harmless(world, as_):
    fiche = world.submit(world.fiche(title="=HYPERLINK(A1)"))
    world.publish(fiche)
    (_head, row) = as_table(as_(world.webmaster).get(address("csv")))
    assert row[2] == "'=HYPERLINK(A1)"


def test_an_emergency_is_in_the_report_with_its_reason(world, as_):
    fiche = world.fiche()
    with publication_without_review(
        fiche, user=world.webmaster, kind="emergency", reason="Erreur grave"
    ):
        fiche.latest_revision.publish(skip_permission_checks=True)
    (_head, row) = as_table(as_(world.webmaster).get(address("csv")))
    assert (row[2], row[-1]) == (fiche.title, "Erreur grave")


def test_the_period_is_kept(world, submitted, as_):
    state = world.state_of(submitted)
    world.publish(submitted)
    before = timezone.now() - timedelta(days=2)
    type(state).objects.filter(pk=state.pk).update(finished_at=before)
    assert len(as_table(as_(world.webmaster).get(address("csv")))) == 1


@pytest.mark.parametrize(
    "period", ["du=&au=", "du=hier&au=demain", "du=2026-02-01&au=2026-01-01"]
)
def test_a_wrong_period_is_refused_beside_its_field(world, as_, period):
    found = as_(world.webmaster).get(f"/admin/comite/decisions/?{period}&format=csv")
    assert found.status_code == 400
    assert "ballot__error" in found.content.decode()


@pytest.mark.parametrize("who", ["author", "referent", "stranger"])
def test_the_export_and_the_history_are_the_committees(world, submitted, as_, who):
    client = as_(getattr(world, who))
    assert client.get(address("csv")).status_code == 403
    assert client.get(f"/admin/comite/fiche/{submitted.pk}/").status_code == 403


def test_the_committee_reads_who_voted_what(world, submitted, as_):
    world.vote(world.members[0], submitted, CHANGES)
    found = as_(world.members[1]).get(f"/admin/comite/fiche/{submitted.pk}/")
    text = found.content.decode()
    assert found.status_code == 200
    assert world.members[0].last_name in text
    assert "Racontez mieux la deuxième étape." in text
    assert world.author.last_name not in text


def test_a_member_of_the_writing_centre_does_not_read_who_voted(world, submitted, as_):
    MembershipFactory(user=world.members[3], centre=world.centre)
    world.vote(world.members[0], submitted)
    found = as_(world.members[3]).get(f"/admin/comite/fiche/{submitted.pk}/")
    assert found.status_code == 302
    assert world.members[0].last_name not in found.content.decode()


def test_the_committee_reads_no_fiche_that_was_never_sent(world, as_):
    draft = world.fiche()
    found = as_(world.members[0]).get(f"/admin/comite/fiche/{draft.pk}/")
    assert found.status_code == 302
    assert draft.title not in found.content.decode()


@pytest.mark.parametrize("view", ["history", "workflow_history"])
def test_the_centre_reads_the_committee_and_no_name(world, submitted, as_, view):
    world.vote(world.members[0], submitted)
    world.vote(world.members[1], submitted, CHANGES)
    found = as_(world.author).get(f"/admin/pages/{submitted.pk}/{view}/")
    text = found.content.decode()
    assert found.status_code == 200
    for member in world.members:
        assert member.last_name not in text
        assert member.email not in text
    if view == "history":
        assert "Avis favorable du comité" in text
        assert "Reprise demandée par le comité" in text


def test_the_committee_finds_its_history_its_messages_and_its_decisions(
    world, submitted, as_
):
    MembershipFactory(user=world.members[3], centre=world.centre)
    state = world.state_of(submitted)
    client = as_(world.members[0])
    queue = client.get("/admin/comite/").content.decode()
    assert 'href="/admin/comite/mes-messages/"' in queue
    assert 'href="/admin/comite/decisions/"' in queue
    history = f'href="/admin/comite/fiche/{submitted.pk}/"'
    address = f"/admin/comite/{state.pk}/"
    assert history in client.get(address).content.decode()
    assert history not in as_(world.members[3]).get(address).content.decode()

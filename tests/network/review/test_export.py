"""The committee's memory: who voted what, and the decisions of a year."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction

from initiatives.life import actions as life
from initiatives.models import InitiativePage
from network.review.models import CHANGES
from network.review.publication import publication_without_review
from network.setup import COMMITTEE, WEBMASTERS
from tests.conftest import COUNTED_ONCE
from tests.factories import MembershipFactory, StandardPageFactory

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


def test_a_title_with_a_formula_reaches_the_file_harmless(world, as_):
    fiche = world.submit(world.fiche(title="=HYPERLINK(A1)"))
    world.publish(fiche)
    (_head, row) = as_table(as_(world.webmaster).get(address("csv")))
    assert row[2] == "'=HYPERLINK(A1)"


def test_what_goes_round_the_committee_is_in_the_report_with_its_reason(world, as_):
    fiche = world.fiche()
    with publication_without_review(
        fiche, user=world.webmaster, kind="emergency", reason="Erreur grave"
    ):
        fiche.latest_revision.publish(skip_permission_checks=True)
    life.withdraw(fiche, user=world.referent, reason="Une famille le demande")
    other = world.fiche(published=True)
    UnpublishPageAction(other, user=world.webmaster).execute(
        skip_permission_checks=True
    )
    rows = as_table(as_(world.webmaster).get(address("csv")))[1:]
    assert [(row[1], row[2], row[-1]) for row in rows] == [
        ("publiée en urgence, sans relecture", fiche.title, "Erreur grave"),
        ("retirée", fiche.title, "Une famille le demande"),
        ("publiée par import, sans relecture", other.title, "Essai"),
        ("retirée", other.title, ""),
    ]
    assert {tuple(row[3:5]) for row in rows} == {
        ("Centre des Tilleuls", "Indre-et-Loire")
    }
    assert world.webmaster.last_name not in str(rows)


def test_what_is_no_matter_of_the_committee_is_not_in_its_report(world, as_):
    page = StandardPageFactory(parent=world.fresh(world.centre).get_parent())
    UnpublishPageAction(page, user=world.webmaster).execute()
    assert len(as_table(as_(world.webmaster).get(address("csv")))) == 1


def test_the_period_is_kept(world, submitted, as_):
    state = world.state_of(submitted)
    world.publish(submitted)
    before = timezone.now() - timedelta(days=2)
    type(state).objects.filter(pk=state.pk).update(finished_at=before)
    assert len(as_table(as_(world.webmaster).get(address("csv")))) == 1


@pytest.mark.parametrize(
    "period",
    [
        "du=&au=",
        "du=hier&au=demain",
        "du=2026-02-01&au=2026-01-01",
        "du=2026-01-01&au=9999-12-31",
        "du=0001-01-01&au=2026-01-01",
        "du=0001-01-01",
    ],
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
    world.vote(world.members[1], submitted, CHANGES)
    found = as_(world.members[3]).get(f"/admin/comite/fiche/{submitted.pk}/")
    text = found.content.decode()
    assert found.status_code == 200
    assert "Reprise demandée" in text
    assert "Racontez mieux" not in text
    for member in world.members[:2]:
        assert member.last_name not in text


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


@pytest.mark.parametrize("role", ["webmaster", "superuser"])
def test_who_keeps_the_site_finds_the_decisions_and_each_history(
    world, submitted, as_, role
):
    page = world.publish(submitted)
    life.withdraw(page, user=world.referent, reason="Une famille le demande")
    client = as_(getattr(world, role))
    assert '"/admin/comite/decisions/"' in client.get("/admin/").content.decode()
    decisions = client.get("/admin/comite/decisions/").content.decode()
    vote = f"/admin/comite/{world.state_of(submitted).pk}/"
    history = f"/admin/comite/fiche/{page.pk}/"
    assert f'href="{vote}"' in decisions
    assert f'href="{history}"' in decisions
    assert decisions.index("Une famille le demande") < decisions.index("Approuvée")
    assert "Une famille le demande" in client.get(history).content.decode()
    # A webmaster has a queue: the pages of centres that no federation answers for.
    read = client.get(vote).content.decode()
    assert ('href="/admin/comite/"' in read) == (role == "webmaster")


def test_who_votes_has_one_entry_in_the_menu(world, as_):
    """A webmaster who is of the committee too reaches the decisions from its page."""
    both = world.account(COMMITTEE)
    both.groups.add(world.groups[WEBMASTERS])
    for user in (world.members[0], both):
        menu = as_(user).get("/admin/").content.decode()
        assert '"/admin/comite/"' in menu
        assert '"/admin/comite/decisions/"' not in menu
    assert "/admin/comite/" not in as_(world.author).get("/admin/").content.decode()


def test_the_history_of_an_emergency_says_why_without_any_vote(world, as_):
    fiche = world.fiche()
    address = f"/admin/comite/fiche/{fiche.pk}/"
    life.publish_in_emergency(fiche, user=world.webmaster, reason="Erreur grave")
    for reader in (world.webmaster, world.members[0]):
        text = as_(reader).get(address).content.decode()
        assert "jamais passée devant le comité" in text
        assert "Erreur grave" in text
    assert as_(world.author).get(address).status_code == 403


@pytest.mark.parametrize("end", ["taken back", "emergency", "withdrawn"])
def test_a_second_version_that_is_stopped_hides_no_history(world, submitted, as_, end):
    """Its mail leads here; what was taken back stays the centre's."""
    fiche = world.publish(submitted)
    fiche.title = "La version reprise"
    fiche.save_revision(user=world.author)
    fiche = world.submit(InitiativePage.objects.get(pk=fiche.pk))
    if end == "taken back":
        fiche.current_workflow_state.cancel(user=world.author)
    elif end == "emergency":
        life.publish_in_emergency(fiche, user=world.webmaster, reason="Erreur grave")
    else:
        life.withdraw(fiche, user=world.webmaster, reason="Erreur grave")
    found = as_(world.members[2]).get(f"/admin/comite/fiche/{fiche.pk}/")
    text = found.content.decode()
    assert found.status_code == 200
    assert world.members[0].last_name in text
    assert ("Erreur grave" in text) is (end != "taken back")
    assert ("La version reprise" in text) is (end == "emergency")


def test_only_what_is_read_has_a_history_and_for_who_reads_it(world, as_):
    client = as_(world.members[0])
    for page, refused in ((world.centre, 302), (world.centre.get_parent(), 404)):
        found = client.get(f"/admin/comite/fiche/{page.pk}/")
        assert found.status_code == refused


def test_an_import_does_not_push_the_decisions_off_the_screen(world, submitted, as_):
    world.publish(submitted)
    world.fiche(title="Venue d’ailleurs", published=True)
    decisions = as_(world.webmaster).get("/admin/comite/decisions/").content.decode()
    assert submitted.title in decisions
    assert "Venue d’ailleurs" not in decisions


@COUNTED_ONCE
def test_the_last_decisions_cost_the_same_however_many(
    world, as_, django_assert_max_num_queries
):
    for number in range(12):
        page = world.publish(world.submit(world.fiche(title=f"Fiche {number}")))
        life.withdraw(page, user=world.referent, reason="Essai")
    client = as_(world.webmaster)
    client.get("/admin/comite/decisions/")
    with django_assert_max_num_queries(20):
        client.get("/admin/comite/decisions/")

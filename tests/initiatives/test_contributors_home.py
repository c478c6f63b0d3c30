"""« Les fiches de mon centre »: what needs a hand first, in a few queries."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import Theme
from initiatives.desk_panels import SHOWN, lines_by_centre
from initiatives.form.progress import progress_of
from initiatives.models import InitiativePage
from initiatives.models.rows import InitiativeTheme
from initiatives.models.voted import as_written
from network.permissions import centres_of
from network.review.models import CHANGES
from tests.conftest import COUNTED_ONCE
from tests.factories import CentrePageFactory, MembershipFactory, ThemeFactory, publish

pytestmark = pytest.mark.django_db


def lines(world, centre=None):
    found = lines_by_centre(centres_of(world.author))
    return found.get((centre or world.centre).path, [])


def queries(client):
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/admin/").status_code == 200
    return sum("SAVEPOINT" not in entry["sql"] for entry in captured)


def test_what_the_committee_sent_back_comes_first_and_what_is_online_last(world):
    publish(world.fiche(title="En ligne"))
    world.submit(world.fiche(title="Envoyée"))
    world.fiche(title="Brouillon")
    world.vote(
        world.members[0], world.submit(world.fiche(title="À reprendre")), CHANGES
    )
    assert [(line["title"], line["status"]) for line in lines(world)] == [
        ("À reprendre", "À reprendre"),
        ("Brouillon", "Brouillon"),
        ("Envoyée", "Envoyée au comité"),
        ("En ligne", "Publiée"),
    ]


def test_what_is_approved_for_a_later_day_says_which(world):
    draft = world.fiche().get_latest_revision_as_object()
    draft.go_live_at = datetime(2099, 5, 3, 12, tzinfo=UTC)
    draft.save_revision(user=world.author)
    world.publish(world.submit(draft))
    assert lines(world)[0]["status"] == "Approuvée, en ligne le 3 mai 2099"


def test_the_last_written_comes_first_among_equals(world):
    for title in ("Premier", "Deuxième", "Troisième"):
        world.fiche(title=title)
    assert [line["title"] for line in lines(world)] == [
        "Troisième",
        "Deuxième",
        "Premier",
    ]


def test_each_centre_has_its_own_lines_and_no_other_ones(world):
    MembershipFactory(user=world.author, centre=world.other_centre)
    world.fiche(title="Aux Tilleuls")
    world.fiche(title="Au Port", parent=world.fresh(world.other_centre))
    world.fiche(title="Ailleurs", parent=CentrePageFactory())
    assert [line["title"] for line in lines(world)] == ["Aux Tilleuls"]
    assert [line["title"] for line in lines(world, world.other_centre)] == ["Au Port"]


def test_a_centre_shows_its_last_thirty_and_leaves_the_others_theirs(world):
    MembershipFactory(user=world.author, centre=world.other_centre)
    world.fiche(title="Au Port", parent=world.fresh(world.other_centre))
    first = world.fiche(title="La plus ancienne")
    for _ in range(SHOWN):
        world.fiche()
    titles = [line["title"] for line in lines(world)]
    assert len(titles) == SHOWN
    assert first.title not in titles
    assert len(lines(world, world.other_centre)) == 1


def test_the_points_counted_are_those_of_the_latest_revision(world):
    fiche = world.fiche()
    fiche.tagline = ""
    fiche.audiences = []
    fiche.save_revision(clean=False)
    fresh = InitiativePage.objects.get(pk=fiche.pk)
    done = progress_of(fresh.get_latest_revision_as_object())["done_count"]
    assert 0 < done < 10
    said = f"Continuer : {done} points de l’essentiel sur 10"
    assert lines(world)[0]["action"] == said


def test_a_complete_draft_waits_to_be_sent(world):
    world.fiche()
    assert lines(world)[0]["action"] == "Relire, puis envoyer au comité"


def test_one_that_has_all_but_something_to_mend_says_so(world):
    fiche = world.fiche()
    fiche.status = fiche.Status.ENDED
    fiche.save_revision(clean=False)
    assert lines(world)[0]["action"] == "Corriger, puis envoyer au comité"


def test_a_theme_that_is_gone_is_not_counted_and_stops_nothing(world):
    fiche, theme = world.fiche(), ThemeFactory(number=11)
    fiche.theme_rows.set([InitiativeTheme(theme=theme)])
    revision = fiche.save_revision()
    theme.delete()
    Theme.objects.forget()
    assert not as_written(InitiativePage, revision).themes
    assert lines(world)


@COUNTED_ONCE
def test_thirty_drafts_cost_what_three_cost_and_five_centres_what_one(world, as_):
    client = as_(world.author)
    for _ in range(3):
        world.fiche()
    queries(client)  # what a process reads once
    few = queries(client)
    for number in range(4):
        centre = CentrePageFactory()
        MembershipFactory(user=world.author, centre=centre)
        for _ in range(7):
            world.fiche(parent=world.fresh(centre))
        world.rich_fiche(number, parent=world.fresh(centre))
    assert queries(client) <= few <= 25


@COUNTED_ONCE
def test_what_a_draft_holds_costs_no_query(world, as_):
    client = as_(world.author)
    world.fiche()
    queries(client)  # what a process reads once
    few = queries(client)
    world.rich_fiche(5)
    page = publish(world.rich_fiche(5))
    page.title = "Une nouvelle version"
    page.save_revision(user=world.author)
    assert queries(client) == few

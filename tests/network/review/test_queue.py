"""The committee's page: four tabs, three filters, one query for any number of lines."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from network.review import voting
from network.review.models import ABSTAIN, CHANGES, CommitteeTaskState
from tests.conftest import COUNTED_ONCE
from tests.factories import (
    CentrePageFactory,
    DepartementFactory,
    FederationMembershipFactory,
    FederationPageFactory,
    MembershipFactory,
    RegionFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db
QUEUE = "/admin/comite/"


def titles(client, **query):
    answer = client.get(QUEUE, query)
    assert answer.status_code == 200
    return [line.title for line in answer.context["lines"]]


def queries(client, **query):
    with CaptureQueriesContext(connection) as captured:
        assert titles(client, **query)
    return sum("SAVEPOINT" not in entry["sql"] for entry in captured)


def text(client, **query):
    return " ".join(client.get(QUEUE, query).content.decode().split())


def make_late(state, days=2):
    due = timezone.now() - timedelta(days=days)
    CommitteeTaskState.objects.filter(pk=state.pk).update(due_at=due)


@pytest.fixture
def member(world, as_):
    return as_(world.members[0])


def test_each_fiche_stands_under_the_tab_of_its_state(world, member):
    names = ("Attend", "Votée", "Tardive", "Publiée", "Refusée")
    fiches = {name: world.submit(world.fiche(title=name)) for name in names}
    world.vote(world.members[0], fiches["Votée"])
    make_late(world.state_of(fiches["Tardive"]))
    for voter in world.members[1:3]:
        world.vote(voter, fiches["Publiée"])
    world.vote(world.members[1], fiches["Refusée"], CHANGES)
    assert titles(member) == ["Tardive", "Attend"]
    assert titles(member, vue="les-miennes") == ["Votée"]
    assert titles(member, vue="en-retard") == ["Tardive"]
    assert titles(member, vue="decidees") == ["Refusée", "Publiée"]
    assert titles(member, vue="inventé", p="x") == ["Tardive", "Attend"]


def test_what_its_centre_took_back_is_under_no_tab(world, member):
    fiche = world.submit(world.fiche(title="Reprise"))
    fiche.current_workflow_state.cancel(user=world.author)
    for tab in ("a-lire", "les-miennes", "en-retard", "decidees"):
        assert titles(member, vue=tab) == []


def test_a_line_says_centre_place_theme_age_due_and_votes(world, member):
    fiche = world.submit(world.fiche(title="Le café"))
    world.vote(world.members[1], fiche)
    started = timezone.now() - timedelta(days=3)
    CommitteeTaskState.objects.update(started_at=started)
    found = text(member)
    assert "Centre des Tilleuls, Tours (Indre-et-Loire)" in found
    assert "Lien social" in found
    assert "envoyée il y a 3 jours" in found
    assert "à rendre dans 10 jours" in found
    assert "1 avis favorable sur 2" in found
    assert "À vous" in found


def test_a_late_line_says_so_in_words(world, member):
    make_late(world.state_of(world.submit(world.fiche())))
    assert "en retard de 2 jours" in text(member)
    assert "En retard (1)" in text(member)


def test_the_filters_narrow_each_tab(world, member):
    other = RegionFactory(code="27", name="Bourgogne-Franche-Comté")
    doubs = DepartementFactory(code="25", name="Doubs", parent=other)
    far = CentrePageFactory(title="Centre lointain", departement=doubs)
    gardens = ThemeFactory(number=3, name="Jardins", slug="jardins")
    first = ThemeFactory(number=7, name="Lien social", slug="lien-social")
    world.submit(world.fiche(title="Ici"))
    world.submit(world.fiche(title="Là-bas", parent=world.fresh(far)))
    world.submit(world.fiche(title="Au jardin", themes=[first, gardens]))
    assert titles(member, region=other.pk) == ["Là-bas"]
    assert titles(member, theme=gardens.pk) == ["Au jardin"]
    assert titles(member, theme=gardens.pk, region=other.pk) == []
    assert "Aucune fiche avec ces choix." in text(
        member, theme=gardens.pk, region=other.pk
    )
    assert len(titles(member, theme="x", region="0", voix="")) == 3


def test_where_my_voice_is_missing_leaves_out_what_is_not_mine(world, member):
    MembershipFactory(user=world.members[0], centre=world.other_centre)
    port = world.fresh(world.other_centre)
    world.submit(world.fiche(title="De mon centre", parent=port))
    mine = world.submit(world.fiche(title="Pour moi"))
    assert titles(member) == ["Pour moi", "De mon centre"]
    assert "Vous ne votez pas" in text(member)
    assert titles(member, voix="on") == ["Pour moi"]
    make_late(world.state_of(mine))
    world.vote(world.members[0], mine)
    assert titles(member, vue="en-retard") == ["Pour moi"]
    assert titles(member, vue="en-retard", voix="on") == []


def test_who_reads_is_shown_to_the_others_and_not_to_the_centre_s_people(world, as_):
    fiche = world.submit(world.fiche())
    voting.claim(world.state_of(fiche), world.members[0])
    name = world.members[0].get_full_name()
    assert f"{name} la lit" in text(as_(world.members[1]))
    assert "vous la lisez" in text(as_(world.members[0]))
    MembershipFactory(user=world.members[2], centre=world.centre)
    assert name not in text(as_(world.members[2]))


def test_an_abstention_leaves_the_queue(world, member):
    fiche = world.submit(world.fiche(title="Le café"))
    world.vote(world.members[0], fiche, ABSTAIN)
    assert titles(member) == []
    assert titles(member, vue="les-miennes") == ["Le café"]
    assert "Vous vous abstenez" in text(member, vue="les-miennes")


def test_a_member_of_two_groups_sees_each_fiche_once(world, member):
    from django.contrib.auth.models import Group

    from network.review.models import CommitteeTask

    second = Group.objects.create(name="Comité bis")
    CommitteeTask.objects.get().groups.add(second)
    world.members[0].groups.add(second)
    world.submit(world.fiche(title="Le café"))
    assert titles(member) == ["Le café"]


def test_twenty_a_page_and_the_filters_follow(world, member):
    for number in range(21):
        world.submit(world.fiche(title=f"Fiche {number}"))
    assert len(titles(member)) == 20
    assert len(titles(member, p="2")) == 1
    assert "voix=on&amp;p=2" in text(member, voix="on")


@COUNTED_ONCE
@pytest.mark.parametrize("tab", ["a-lire", "les-miennes", "en-retard", "decidees"])
def test_thirty_fiches_cost_what_three_cost(world, member, tab):
    def more(count):
        for number in range(count):
            fiche = world.submit(world.fiche())
            state = world.state_of(fiche)
            voting.claim(state, world.members[1])
            if tab == "en-retard":
                make_late(state)
            elif tab == "les-miennes":
                world.vote(world.members[0], fiche)
            elif tab == "decidees":
                world.vote(world.members[number % 4], fiche, CHANGES)

    more(3)
    queries(member, vue=tab)  # what a process reads once
    few = queries(member, vue=tab)
    more(27)
    assert queries(member, vue=tab) == few <= 12


def test_who_has_a_centre_and_a_federation_too_keeps_the_budget(world, member):
    world.submit(world.fiche())
    MembershipFactory(user=world.members[0], centre=world.other_centre)
    FederationMembershipFactory(
        user=world.members[0], federation=FederationPageFactory()
    )
    queries(member)  # what a process reads once of a contributor's rights
    assert queries(member) <= 12


@pytest.mark.parametrize("who", ["author", "referent", "stranger"])
def test_the_queue_is_closed_to_who_is_not_of_the_committee(world, as_, who):
    assert as_(getattr(world, who)).get(QUEUE).status_code == 403


def test_the_queue_takes_no_post(world, member):
    assert member.post(QUEUE).status_code == 405

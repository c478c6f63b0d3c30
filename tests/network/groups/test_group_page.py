"""What visitors read of a working group or a commission."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from network.groups.models import (
    Event,
    GroupParticipant,
    GroupSubtheme,
    Meeting,
    ServedByGroup,
)
from network.projects.models import ProjectEntry
from tests.conftest import COUNTED_ONCE
from tests.factories import (
    CentrePageFactory,
    ChapterPageFactory,
    CommissionPageFactory,
    FederalProjectPageFactory,
    FederationPageFactory,
    PartnerFactory,
    WorkingGroupPageFactory,
    publish,
)

pytestmark = pytest.mark.django_db
READ = pytest.mark.one_database("what a page shows is read by the ORM alone")


def fresh(page):
    return type(page).objects.get(pk=page.pk)


class Surroundings:
    """A federation with a project, a group that serves it, and all that is around."""

    def __init__(self, many=1):
        self.federation = FederationPageFactory(group_word="collectif")
        self.centre, self.partner = CentrePageFactory(), PartnerFactory()
        self.group = WorkingGroupPageFactory(parent=self.federation)
        self.action = uuid4()
        self.project = FederalProjectPageFactory(
            parent=fresh(self.federation),
            published=True,
            rows={"entries": self.entries()},
        )
        self.write(many)
        for number in range(many):
            self.chapter = ChapterPageFactory(
                title=f"Chapitre {number}",
                parent=fresh(self.project),
                published=True,
                body=[("call", {"page": self.group.page_ptr, "text": "À vous."})],
            )
            Event.objects.create(
                federation=self.federation,
                group=self.group,
                title=f"Rencontre {number}",
                day=timezone.localdate(),
            )

    def entries(self):
        named = f" page:{self.group.pk} "
        return [
            ProjectEntry(title="Vivre ensemble", kind="orientation", level=0),
            ProjectEntry(
                uuid=self.action, title="Tenir parole", kind="action", level=1
            ),
            ProjectEntry(title="Dire", kind="action", level=1, links=named),
        ]

    def write(self, many):
        group = fresh(self.group)
        group.served = [ServedByGroup(entry=self.action)]
        group.participants = [
            GroupParticipant(name=f"neuf centres {n}", centre=self.centre)
            for n in range(many)
        ] + [GroupParticipant(name="la Caf", partner=self.partner)]
        group.subthemes = [
            GroupSubtheme(
                title=f"La convention {n}", questions_text="Qui parle ?\nOù ?"
            )
            for n in range(many)
        ]
        group.save_revision()
        self.group = publish(group)

    def page(self, client=None):
        answer = (client or Client()).get(self.group.url)
        assert answer.status_code == 200
        return answer.content.decode()


def test_a_group_says_its_word_its_questions_and_its_place_in_the_project(tree):
    world = Surroundings()
    page = world.page()
    assert "Collectif" in page
    assert page.count("<small>Sous-thème") == 2
    for end in (world.centre, world.partner, world.project, world.chapter):
        assert f'href="{end.url}' in page
    for words in ("Tenir parole", "Dire", "Orientation", "Rencontre 0"):
        assert words in page
    assert "Réunions et comptes rendus" not in page  # none yet: no block


@READ
def test_the_word_of_a_group_wins_over_that_of_its_federation(tree):
    federation = FederationPageFactory(commission_word="équipe")
    own = CommissionPageFactory(parent=federation, word="cercle", published=True)
    other = CommissionPageFactory(parent=fresh(federation), published=True)
    plain = CommissionPageFactory(
        published=True, state="closed", closed_why="Tout est dit"
    )
    words = [Client().get(page.url).context["word"] for page in (own, other, plain)]
    assert words == ["cercle", "équipe", "commission"]
    assert "Tout est dit" in Client().get(plain.url).content.decode()


@COUNTED_ONCE
def test_a_group_is_read_in_twelve_queries_whatever_it_holds(tree):
    counts = []
    for many in (1, 6):
        world = Surroundings(many)
        for number in range(many):
            Meeting.objects.create(
                group=world.group,
                title=f"Réunion {number}",
                day=timezone.localdate() - timedelta(days=300 * number),
                minutes="Tout le monde est d’accord.",
            )
        world.page()  # what is read once for all, first
        with CaptureQueriesContext(connection) as captured:
            world.page()
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 12, captured.captured_queries


def delete(page):
    page.delete()


def unpublish(page):
    page.unpublish()


def make_private(page):
    PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")


@READ
@pytest.mark.parametrize("take_away", [delete, unpublish, make_private])
def test_an_end_that_is_gone_or_hidden_breaks_no_group_and_is_not_named(
    tree, take_away
):
    world = Surroundings()
    for end in (world.chapter, world.project, world.centre):
        page = fresh(end)
        take_away(page)
        shown = world.page()
        assert page.title not in shown
        assert f'href="{page.url}"' not in shown
        assert f'href="{page.url}#' not in shown


@READ
@pytest.mark.parametrize("above", ["project", "federation"])
def test_what_outlives_the_page_above_it_does_not_name_it(tree, above):
    world = Surroundings()
    page = fresh(getattr(world, above))
    page.unpublish()
    for address in (world.chapter.url, world.group.url):
        shown = Client().get(address).content.decode()
        assert page.title not in shown
        assert f'href="{page.url}"' not in shown and f'"{page.url}?' not in shown
        assert ("Rencontre 0" in shown) == (
            above == "project" and address == world.group.url
        )


@READ
@pytest.mark.parametrize("take_away", [delete, unpublish, make_private])
def test_a_group_that_is_gone_or_hidden_is_named_by_no_other_page(tree, take_away):
    world = Surroundings()
    around = (world.project, world.chapter, world.centre)
    addresses = [page.url for page in around] + [f"{world.project.url}?vue=entier"]
    for address in addresses:
        assert f'href="{world.group.url}"' in Client().get(address).content.decode()
    take_away(fresh(world.group))
    for address in addresses:
        answer = Client().get(address)
        assert answer.status_code == 200
        assert world.group.title not in answer.content.decode()

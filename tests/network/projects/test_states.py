"""« Où en sommes-nous ? »: who says it, what is refused, and what visitors read of it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.models import InitiativeEntry
from network.groups.models import ServedByCommission
from network.models import FederationPage
from network.projects.models import EntryState, ProjectEntry, PublishedEntry
from network.setup import CONTRIBUTORS
from tests.factories import (
    CommissionPageFactory,
    FederalProjectPageFactory,
    FederationMembershipFactory,
    FederationPageFactory,
    WorkingGroupPageFactory,
)
from tests.network.people import REFUSED

pytestmark = pytest.mark.django_db
READ = pytest.mark.one_database("what a page shows is read by the ORM alone")
TODAY = timezone.localdate
DONE, DROPPED = EntryState.State.DONE, EntryState.State.DROPPED


def entry(level, kind, title, **values):
    return ProjectEntry(uuid=uuid4(), level=level, kind=kind, title=title, **values)


class Stage:
    """A federation that has a project online, with three actions, and a stranger."""

    def __init__(self, world):
        self.federation, self.animator = self.house(world, "Fédération du Rhône")
        self.other, self.stranger = self.house(world, "Fédération du Nord")
        self.group = WorkingGroupPageFactory(
            parent=self.federation, title="Impact social", published=True
        )
        self.rows = [
            entry(0, "orientation", "Aller vers"),
            entry(
                1,
                "action",
                "Tenir un café",
                links=f" page:{self.group.pk} ",
                responsible="Équipe",
                start_year=2026,
                end_year=2027,
            ),
            entry(1, "action", "Écrire à chacun", start_year=2025),
            entry(0, "orientation", "Se former"),
            entry(1, "action", "Partager nos savoirs"),
        ]
        self.coffee, self.letters, self.learning = (
            row.uuid for row in self.rows if row.kind == "action"
        )
        self.project = self.online(self.federation, self.rows)

    def house(self, world, title):
        federation, user = (
            FederationPageFactory(title=title),
            world.account(CONTRIBUTORS),
        )
        FederationMembershipFactory(user=user, federation=federation)
        return federation, user

    def online(self, federation, rows, **values):
        return FederalProjectPageFactory(
            parent=FederationPage.objects.get(pk=federation.pk),
            rows={"entries": rows},
            published=True,
            **values,
        )

    def address(self, page=None):
        return reverse("projects:states", args=[(page or self.project).pk])

    def said(self, **states):
        """The post of a review: the state and the word of actions, by their name here."""
        data = {"said_by": "équipe permanente", "said_on": TODAY().isoformat()}
        for name, (state, word) in states.items():
            key = getattr(self, name).hex
            data |= {f"state-{key}": state, f"word-{key}": word}
        return data

    def read(self, view=""):
        address = self.project.url + (f"?vue={view}" if view else "")
        return Client().get(address).content.decode()

    def shown_by(self, fiche):
        InitiativeEntry.objects.create(fiche=fiche, entry_id=self.coffee)

    @property
    def names(self):
        entries = self.project.published_entries.filter(kind="action")
        return list(entries.order_by("position").values_list("label", flat=True))

    @property
    def titles(self):
        return [row.title for row in self.rows if row.kind == "action"]

    def rows_of(self, **choices):
        """The actions that the table keeps: a list of titles."""
        choices["vue"] = "tableau"
        text = Client().get(self.project.url, choices).content.decode()
        return re.findall(r'<th scope="row"><a [^>]*>([^<]+)<', text)


def lines_of(text):
    """The lines of the table of a page, but for its head."""
    return re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", text, re.DOTALL)


@pytest.fixture
def stage(world):
    return Stage(world)


@READ
def test_the_people_of_the_federation_say_it_and_webmasters(world, stage, as_):
    for user in (stage.animator, world.webmaster):
        assert as_(user).get(stage.address()).status_code == 200
        editor = reverse("wagtailadmin_pages:edit", args=[stage.project.pk])
        assert stage.address() in as_(user).get(editor).content.decode()
    assert stage.address() in as_(stage.animator).get("/admin/").content.decode()
    for user in (stage.stranger, world.author, world.members[0]):
        client, data = as_(user), stage.said(coffee=(DONE, ""))
        assert client.get(stage.address()).status_code in REFUSED
        assert client.post(stage.address(), data).status_code in REFUSED
    assert not EntryState.objects.exists()


@READ
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(stage, as_):
    client = as_(stage.animator)
    tomorrow = (TODAY() + timedelta(days=1)).isoformat()
    good = stage.said(coffee=(DONE, "Chaque mardi."), letters=(DROPPED, "Trop cher."))
    for wrong, sentence in (
        ({f"word-{stage.letters.hex}": " "}, "Abandonnée : dites pourquoi"),
        ({"said_on": tomorrow}, "Ce jour n’est pas encore venu"),
        ({"said_on": "0026-01-01"}, "Cette année est trop ancienne"),
        ({"said_on": "hier"}, "Cette date n’existe pas"),
        ({"said_by": ""}, "Dites qui fait ce point"),
        ({f"state-{stage.letters.hex}": "finie"}, "Choisissez dans la liste"),
    ):
        answer = client.post(stage.address(), good | wrong)
        text = answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")
        assert answer.status_code == 400 and sentence in text, wrong
        assert "Chaque mardi." in text and f'value="{DONE}" selected' in text
    assert not EntryState.objects.exists()


def test_the_same_day_said_twice_is_one_row_and_another_day_its_history(stage, as_):
    client = as_(stage.animator)
    before = (TODAY() - timedelta(days=400)).isoformat()
    # Two clicks at once may have left two rows of one day.
    for _twice in range(2):
        EntryState.objects.create(entry_id=stage.coffee, state="ongoing", said_by="CA")
    for data in (
        stage.said(coffee=("planned", "")) | {"said_on": before},
        stage.said(coffee=(DONE, "Chaque mardi."), letters=("", "")),
    ):
        assert client.post(stage.address(), data).status_code == 302
    said = EntryState.objects.filter(entry=stage.coffee).order_by("said_on")
    assert [(one.state, one.word) for one in said] == [
        ("planned", ""),
        (DONE, "Chaque mardi."),
    ]
    assert EntryState.objects.count() == 2
    text = client.get(stage.address()).content.decode()
    assert text.count("Pas d’état") == 2  # what was said is said anew, not taken back


@READ
def test_no_one_speaks_for_another_federation_nor_of_what_is_not_online(stage, as_):
    theirs = entry(0, "action", "Faire réseau")
    stage.online(stage.other, [theirs], title="Leur projet")
    own = entry(0, "action", "Tenir un café", source=stage.coffee)
    taken = entry(0, "action", "Faire réseau", source=theirs.uuid)
    plan = stage.online(stage.federation, [own, taken], title="Plan 2027")
    draft = FederalProjectPageFactory(parent=stage.federation)
    client = as_(stage.animator)
    text = client.get(stage.address(plan)).content.decode()
    assert f"state-{stage.coffee.hex}" in text
    assert f"state-{theirs.uuid.hex}" not in text
    stage.theirs = theirs.uuid
    data = stage.said(theirs=(DONE, ""), coffee=(DONE, ""))
    assert client.post(stage.address(plan), data).status_code == 302
    assert EntryState.objects.get().entry_id == stage.coffee
    assert "pas encore d’action en ligne" in (
        client.get(stage.address(draft)).content.decode()
    )
    # What the next version adds has no state before it is online.
    added = entry(0, "action", "Pas encore votée")
    project = type(stage.project).objects.get(pk=stage.project.pk)
    project.entries.add(added)
    project.save_revision(user=stage.animator)
    assert added.uuid.hex not in client.get(stage.address()).content.decode()
    assert not PublishedEntry.objects.filter(pk=added.uuid).exists()


@READ
def test_visitors_read_it_for_each_orientation_and_in_all(world, stage, as_):
    data = stage.said(coffee=(DONE, "Mardi."), letters=(DROPPED, "Trop cher."))
    as_(stage.animator).post(stage.address(), data)
    stage.shown_by(world.fiche(published=True))
    text = stage.read()
    # À venir, en cours, faite, abandonnée, sans état, actions, fiches.
    assert [re.findall(r">(\d+)</td>", line) for line in lines_of(text)] == [
        ["0", "0", "1", "1", "0", "2", "1"],
        ["0", "0", "0", "0", "1", "1", "0"],
        ["0", "0", "1", "1", "1", "3", "1"],
    ]
    assert "1 action faite sur 3" in text and "équipe permanente" in text


@READ
def test_the_table_keeps_what_is_chosen_and_what_is_unknown_counts_for_nothing(
    world, stage, as_
):
    as_(stage.animator).post(stage.address(), stage.said(coffee=(DONE, "")))
    stage.shown_by(world.fiche(published=True))
    coffee, letters, learning = stage.titles
    group = str(stage.group.pk)
    serving, draft = (
        CommissionPageFactory(
            parent=FederationPage.objects.get(pk=stage.federation.pk),
            rows={"served": [ServedByCommission(entry=stage.learning)]},
            published=is_online,
        )
        for is_online in (True, False)
    )
    for choices, kept in (
        ({}, stage.titles),
        ({"etat": DONE}, [coffee]),
        ({"etat": "aucun"}, [letters, learning]),
        ({"porte": "Équipe"}, [coffee]),
        ({"groupe": group}, [coffee]),
        ({"groupe": str(serving.pk)}, [learning]),
        ({"groupe": str(draft.pk)}, stage.titles),
        ({"annee": "2027"}, [coffee]),
        ({"annee": "2025"}, [letters]),
        ({"fiches": "sans"}, [letters, learning]),
        ({"groupe": group, "annee": "2025"}, []),
        ({"groupe": "9" * 40, "annee": "x", "etat": "x"}, stage.titles),
    ):
        assert stage.rows_of(**choices) == kept, choices
    # Each goes by the name that it has in the tree.
    names = re.findall(r"<tr><td>([^<]+)</td>", stage.read("tableau"))
    assert [name.replace("\u00a0", " ") for name in names] == stage.names


@READ
def test_the_calendar_shows_the_years_of_each_and_what_has_none(stage):
    _coffee, _letters, learning = stage.titles
    text = stage.read("calendrier")
    assert re.findall(r'class="n">(\d{4})<', text) == ["2025", "2026", "2027"]
    runs = [re.findall(r"<td( class=\"on\")?>", line) for line in lines_of(text)]
    assert [[bool(on) for on in line] for line in runs] == [
        [True, False, False],
        [False, True, True],
    ]
    assert learning in text.partition("Sans période")[2]


@READ
@pytest.mark.parametrize("period", [{"start_year": 2026, "end_year": 2030}, {}])
def test_a_year_that_was_mistyped_hides_no_other(stage, period):
    """The years of the document first; what runs beyond them is told below."""
    rows = [
        entry(0, "action", "Trop tôt", start_year=1998),
        entry(0, "action", "Trop tard", start_year=2026, end_year=2091),
        *(entry(0, "action", f"En {year}", start_year=year) for year in (2022, 2030)),
    ]
    project = stage.online(stage.federation, rows, **period)
    text = Client().get(f"{project.url}?vue=calendrier").content.decode()
    years = re.findall(r'class="n">(\d{4})<', text)
    assert len(years) == 15
    assert {"2022", "2026", "2030"} <= set(years)
    beyond = text.partition("Aussi d’autres années")[2].partition("</ul>")[0]
    assert "Trop tôt" in beyond and "2026–2091" in beyond
    assert "En 20" not in beyond

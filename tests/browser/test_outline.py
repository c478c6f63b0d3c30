"""The plan of a document, written by an animator: by keys, by buttons, on a phone."""

import json

import pytest

from network.projects.outline.entries import rows_from
from network.projects.outline.numbering import numbered
from network.projects.outline.rows import Row
from tests.network.projects.stage import Stage

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 900}
# How many controls of the plan are too small for a thumb (visual.md, section 7).
SMALL = """[...document.querySelector("[data-outline]").querySelectorAll(
    "button, select, textarea, input, summary"
)].filter((one) => one.offsetParent)
.filter((one) => one.offsetHeight < 44 || one.offsetWidth < 44).length"""


@pytest.fixture
def stage(town):
    return Stage(town)


class Plan:
    """What one sees and does in the editor of a plan."""

    def __init__(self, page, document):
        self.page = page
        page.goto(f"/admin/pages/{document.pk}/edit/")
        self.titles = page.get_by_role("textbox", name="Intitulé", exact=True)

    def rows(self):
        """[(number, level, title)] on the screen."""
        numbers = self.page.locator("[data-number]").all_inner_texts()
        return [
            (number, row["level"], row["title"])
            for number, row in zip(numbers, self.posted(), strict=True)
        ]

    def button(self, title, name):
        place = [row[2] for row in self.rows()].index(title)
        row = self.page.locator(".outline__row").nth(place)
        return row.get_by_role("button", name=name, exact=True)

    def focused(self):
        return self.page.evaluate(
            "document.activeElement.closest('.outline__row')"
            "?.querySelector('textarea').value"
        )

    def told(self, words):
        from playwright.sync_api import expect

        expect(self.page.locator("[data-outline-told]")).to_contain_text(words)

    def posted(self):
        return json.loads(self.page.locator("[data-outline-input]").input_value())

    def saves_by_itself(self, stage):
        for _second in range(15):
            rows = [row.as_data() for row in rows_from(stage.draft())]
            if rows == self.posted():
                return
            self.page.wait_for_timeout(1000)
        assert rows == self.posted()

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)


def saved(stage):
    return [(row.level, row.title) for row in rows_from(stage.draft())]


def test_a_plan_is_written_moved_and_undone_by_keys(stage, visit, fits):
    from playwright.sync_api import expect

    plan = Plan(visit(stage.animator, DESK), stage.project)
    plan.titles.nth(2).click()
    plan.press("End", "Enter")
    plan.page.keyboard.type("Écrire à chacun")
    assert plan.rows()[3] == ("1.1.2", 2, "Écrire à chacun")
    plan.press("Alt+ArrowUp")
    plan.told("« Écrire à chacun » : placée avant « Frapper aux portes ».")
    plan.press("Alt+ArrowLeft")
    plan.told("« Écrire à chacun » : remontée au niveau 2.")
    assert plan.focused() == "Écrire à chacun"
    plan.titles.nth(0).click()
    plan.press("Alt+ArrowDown")
    plan.told("« Aller vers » et ses 4 lignes : placée à la fin.")
    assert [row[:2] for row in plan.rows()] == [
        ("1", 0),
        ("1.1", 1),
        ("2", 0),
        ("2.1", 1),
        ("2.1.1", 2),
        ("2.1.2", 2),
        ("2.2", 1),
    ]
    moved = plan.rows()
    plan.press("Control+z", "Control+z", "Control+z")
    assert plan.rows()[3][2] == "Écrire à chacun"
    plan.press("Control+Shift+z", "Control+Shift+z", "Control+Shift+z")
    assert plan.rows() == moved
    # By itself, without a word of the editor being lost.
    plan.saves_by_itself(stage)
    plan.press("Enter")
    plan.told("Une ligne est ajoutée, niveau 1.")
    plan.press("Backspace")
    plan.told("supprimée")
    plan.page.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(plan.page.get_by_text("Votre brouillon est enregistré")).to_be_visible()
    assert saved(stage) == [row[1:] for row in moved]
    plan.page.reload()
    plan.titles.nth(6).wait_for()
    assert plan.rows() == moved
    fits(plan.page)
    numbers_as_the_document_does(plan, known=stage.rows[0].id)


def test_on_a_phone_rows_move_by_buttons_and_say_more_in_their_details(
    stage, visit, fits
):
    from playwright.sync_api import expect

    from network.groups.models import WorkingGroupPage
    from network.projects.models import PublishedEntry

    group = WorkingGroupPage(title="Impact social", live=False)
    stage.fresh(stage.federation).add_child(instance=group)
    other = stage.document(stage.federation, [], title="Projet 2020")
    PublishedEntry.objects.create(
        uuid=Row.new(0, "").id, project=other, number="A4", title="Former les équipes"
    )
    plan = Plan(visit(stage.animator), stage.project)
    plan.titles.nth(5).click()
    plan.button("Partager nos savoirs", "Remonter d’un niveau").click()
    plan.told("remontée au niveau 1")
    plan.button("Partager nos savoirs", "Mettre sous la ligne du dessus").click()
    plan.titles.nth(4).click()  # the row at which one is shows where it can go
    plan.button("Se former", "Monter").click()
    plan.told("« Se former » et la ligne dessous : placée avant « Aller vers ».")
    plan.button("Partager nos savoirs", "Détails").click()
    plan.told("Les détails de « Partager nos savoirs » sont ouverts.")
    details = plan.page.locator("[data-outline-details]")
    details.get_by_label("Texte").fill("Une fois par mois.")
    details.get_by_label("De l’année").fill("2026")
    details.get_by_label("Groupe, commission").select_option("Impact social")
    details.get_by_role("button", name="Relier").click()
    expect(details.get_by_text("Groupe de travail : Impact social")).to_be_visible()
    details.get_by_label("Chercher une ligne").fill("équipe")
    details.get_by_role("button", name="Chercher").click()
    details.get_by_role("button", name="Elle la poursuit").click()
    expect(details.get_by_text("Projet 2020 : A4 Former les équipes")).to_be_visible()
    assert plan.page.evaluate(SMALL) == 0
    fits(plan.page)
    details.get_by_role("button", name="Supprimer la ligne").click()
    plan.told("« Partager nos savoirs » : supprimée.")
    plan.page.get_by_role("button", name="Annuler").click()
    plan.saves_by_itself(stage)
    rows = rows_from(stage.draft())
    assert [row.title for row in rows[:2]] == ["Se former", "Partager nos savoirs"]
    assert (rows[1].text, rows[1].start_year) == ("Une fois par mois.", 2026)
    assert rows[1].links == [f"page:{group.pk}"]
    assert rows[1].continues == str(PublishedEntry.objects.get().pk)


def numbers_as_the_document_does(plan, known):
    """Of all kinds of rows; what others append comes last, with an identity of its own."""
    rows = [
        Row.new(0, "Un", kind="action", number="A1").as_data(),
        Row.new(0, "Deux", kind="action").as_data(),
        Row.new(1, "Pourquoi ?", kind="question").as_data(),
        Row.new(2, "Dessous", kind="action").as_data(),
        Row.new(0, "Encore", kind="axe", number="42").as_data(),
        Row.new(0, "Après", kind="axe").as_data() | {"id": known},
        Row.new(3, "Un saut", number="(iv)").as_data(),
    ]
    plan.page.evaluate(
        """(rows) => document.querySelector("[data-outline]").dispatchEvent(
            new CustomEvent("outline:append", { detail: { rows } }))""",
        rows,
    )
    plan.told("7 lignes sont ajoutées à la fin du plan.")
    shown = [number for number, _level, _title in plan.rows()]
    given = list(map(Row.from_data, plan.posted()))
    assert shown == [one.number for one in numbered(given)]
    assert len({row.id for row in given}) == len(given)
    plan.page.get_by_role("button", name="Renuméroter").click()
    plan.told("Les numéros sont à nouveau automatiques")
    assert "A1" not in [number for number, _level, _title in plan.rows()]

"""What an import may do: create, change what nobody changed since, and say all of it."""

import pytest
from wagtail.models import Collection, Page, PageLogEntry

from home.models import Work
from home.work.pieces import ask_again, do_next
from network.centres.changes import save_contact
from network.importing import applying
from network.importing.asking import NotNow, begin, prepare
from network.importing.history import ImportFormatter
from network.models import CentreContact, CentrePage
from network.review.audit import is_vouched_for
from tests.factories import CentrePageFactory, InitiativePageFactory

from .files import ECLUSES, SIRET, centre_named, file_of, imported, planned, run

pytestmark = pytest.mark.django_db


def whats(lines):
    return [line.what for line in lines]


def test_a_new_centre_is_what_a_webmaster_would_have_made(settled, as_, committed):
    """Live, vouched for, at an address of its own, found, filed, and in a sound tree."""
    world = settled
    other = ["Les Trois Écluses", "", "01000", "Bourg en Bresse"]
    committed(imported, ECLUSES, other, user=world.webmaster)
    first, second = CentrePage.objects.filter(title="Les Trois Écluses").order_by("pk")
    assert (first.slug, second.slug) == ("les-trois-ecluses", "les-trois-ecluses-2")
    assert (first.code_insee, first.departement.code) == ("25056", "25")
    assert first.latitude and first.contact.phone == "03 81 00 00 00"
    assert is_vouched_for(first)
    client = as_(world.webmaster)
    assert first.title in client.get(first.url).content.decode()
    assert f'href="{first.url}"' in client.get("/recherche/?q=ecluses").content.decode()
    listing = f"/admin/pages/{first.get_parent().pk}/?q=ecluses"
    assert first.title in client.get(listing).content.decode()
    told = client.get(f"/admin/pages/{first.pk}/history/").content.decode()
    assert "liste.csv, ligne 2" in told
    assert first.collection.get_parent().name == "25 Doubs"
    InitiativePageFactory(parent=first, published=True)
    CentrePageFactory()
    for tree in (Page, Collection):
        assert not any(tree.find_problems())


def test_a_second_import_of_the_same_file_changes_nothing(settled):
    rows = [ECLUSES, ["Maison du Lac", SIRET, "", "LYON 3EME", "", "", "1 rue du Lac"]]
    imported(*rows)
    before = list(Page.objects.order_by("pk").values())
    again = planned(*rows)
    assert whats(again) == ["same", "same"]
    assert not any(line.is_due for line in again)
    with pytest.raises(NotNow):
        begin(again[0].made_by)
    assert list(Page.objects.order_by("pk").values()) == before


def test_what_somebody_changed_since_is_shown_and_kept_unless_ticked(settled):
    imported(ECLUSES)
    centre = centre_named(ECLUSES[0])
    save_contact(centre, {"phone": "03 81 99 99 99"}, user=settled.referent)
    newer = [*ECLUSES[:4], "0381111111", "accueil@ecluses.fr"]
    kept = prepare(file_of(newer), "suite.csv")
    (line,) = run(kept).lines.all()
    phone = ["phone", "03 81 99 99 99", "03 81 11 11 11", True]
    assert line.differences == [phone, ["email", "", "accueil@ecluses.fr", False]]
    contact = CentreContact.objects.get(centre=centre)
    assert (contact.phone, contact.email) == ("03 81 99 99 99", "accueil@ecluses.fr")
    kept = prepare(file_of(newer), "suite.csv")
    assert whats(kept.lines.all()) == ["keep"]
    kept.lines.update(ticked=["phone"], is_due=True)
    run(kept)
    contact.refresh_from_db()
    assert contact.phone == "03 81 11 11 11"
    assert whats(planned(newer)) == ["same"]


def test_a_centre_that_no_import_made_keeps_what_it_wrote_itself(settled):
    centre = CentrePageFactory(title="Le Lac", commune="Besançon", code_insee="25056")
    save_contact(centre, {"phone": "03 81 99 99 99"}, user=settled.referent)
    row = ["LE LAC", "", "25000", "BESANCON", "0381111111", "contact@lelac.fr"]
    (line,) = imported(row)
    assert [(name, kept) for name, _old, _new, kept in line.differences] == [
        ("phone", True),
        ("email", False),
    ]
    centre = centre_named("Le Lac")
    assert (centre.contact.phone, centre.contact.email) == (
        "03 81 99 99 99",
        "contact@lelac.fr",
    )


def test_a_name_is_changed_as_an_import_and_the_rest_of_the_page_is_not(settled):
    imported(["Les Écluses", SIRET, "25000", "Besançon"])
    centre = centre_named("Les Écluses")
    fiche = InitiativePageFactory(parent=centre, published=True)
    draft = centre.get_latest_revision_as_object()
    draft.introduction = "Au bord du canal."
    draft.save_revision(user=settled.referent, changed=True)
    renamed = ["Les Trois Écluses", SIRET, "25000", "Besançon"]
    (line,) = imported(renamed)
    assert line.differences == [["title", "Les Écluses", "Les Trois Écluses", False]]
    centre = CentrePage.objects.get(pk=centre.pk)
    assert (centre.title, centre.slug) == ("Les Trois Écluses", "les-ecluses")
    assert is_vouched_for(centre)
    assert centre.get_latest_revision().content["introduction"] == draft.introduction
    assert centre.introduction == ""
    fiche.refresh_from_db()
    assert fiche.live


REFUSED = {
    "two of one name": (
        [["Le Lac", "", "25000", "Besançon"], ["LE LAC", "", "25000", "BESANCON"]],
        "la même que la ligne 2",
    ),
    "a shared postcode": ([["Le Lac", "", "62760", ""]], "dites laquelle"),
    "no place": ([["Le Lac"]], "commune"),
    "no name": ([["", "", "25000", "Besançon"]], "nom"),
    "Saint-Martin": ([["Le Lac", "", "97150", "Marigot"]], "n’est pas un département"),
    "no such postcode": ([["Le Lac", "", "99999", "Nulleville"]], "n’existe pas"),
    "the SIRET of another": (
        [["Maison du Port", SIRET, "69003", "Lyon"]],
        "n’a ni ce nom ni cette commune",
    ),
}


@pytest.mark.parametrize("rows, why", REFUSED.values(), ids=REFUSED)
def test_a_doubt_refuses_the_line_with_what_to_do(settled, rows, why):
    CentrePageFactory(title="Le Canal", code_insee="25056", siret=SIRET)
    line = planned(*rows)[-1]
    assert (line.what, line.is_due) == ("refuse", False)
    assert why in " ".join(line.reasons)


def test_what_may_be_the_same_is_shown_and_never_merged(settled):
    CentrePageFactory(title="Les Tilleuls", commune="Tours", code_insee="37261")
    rows = [
        ["Centre social des Tilleuls", "", "37000", "Tours"],
        ["EVS Les Tilleuls", "", "37000", "Tours"],
        ["Les Tilleuls", "", "37000", "Tours"],
        ["Le Port", "", "25000", "Besançon"],
    ]
    lines = planned(*rows)
    assert whats(lines) == ["create", "create", "same", "create"]
    named = [[name for _key, name in line.duplicates] for line in lines]
    assert named[0] == ["Les Tilleuls (Tours)"]
    assert named[1] == ["Les Tilleuls (Tours)", "ligne 2, Centre social des Tilleuls"]
    assert named[3] == []


def test_two_centres_of_one_town_may_have_its_siret(settled):
    rows = [[name, SIRET, "37000", "Tours"] for name in ("Le Nord", "Le Sud")]
    assert whats(imported(*rows)) == ["create", "create"]
    assert whats(planned(*rows)) == ["same", "same"]


def test_two_of_one_name_are_two_where_each_has_its_siret(settled, monkeypatch):
    """In one piece of the job or in two."""
    monkeypatch.setattr(applying, "PIECE", 1)
    siret = (SIRET, "35600000000048")
    rows = [["Le Nord", one, "37000", "Tours"] for one in siret]
    assert whats(imported(*rows)) == ["create", "create"]
    assert CentrePage.objects.filter(title="Le Nord").count() == 2
    assert whats(planned(*rows)) == ["same", "same"]


def test_a_commune_of_before_a_merger_is_kept_and_told(settled):
    (line,) = imported(["Le Marais", "", "", "Bâgé-la-Ville"])
    assert any("fait partie" in note for note in line.notes)
    centre = centre_named("Le Marais")
    assert centre.commune == "Bâgé-la-Ville"
    assert centre.departement.code == "01"
    assert whats(planned(["Le Marais", "", "", "Bâgé-la-Ville"])) == ["same"]


def test_a_centre_that_the_file_does_not_name_is_listed_and_stays(settled):
    CentrePageFactory(title="Ailleurs", commune="Lyon", code_insee="69123")
    CentrePageFactory(title="Oublié", commune="Besançon", code_insee="25056")
    (line,) = imported(ECLUSES)
    assert [centre.title for centre in line.made_by.absent()] == ["Oublié"]
    assert CentrePage.objects.get(title="Oublié").live


def test_an_interrupted_import_goes_on_and_does_nothing_twice(settled, monkeypatch):
    monkeypatch.setattr(applying, "PIECE", 2)
    rows = [[f"Centre {n}", "", "25000", "Besançon"] for n in range(5)]
    job = begin(prepare(file_of(*rows), "liste.csv"))
    assert do_next(job.pk)
    create, fails = applying.create, [True]

    def create_and_die(*args, **kwargs):
        create(*args, **kwargs)
        if fails:
            raise OSError("the disk is full")

    monkeypatch.setattr(applying, "create", create_and_die)
    assert not do_next(job.pk)
    made = CentrePage.objects.filter(title__startswith="Centre ", code_insee="25056")
    assert made.count() == 2
    fails.clear()
    assert ask_again(job.pk)
    while do_next(job.pk):
        pass
    job.refresh_from_db()
    assert (job.state, job.done) == (Work.State.DONE, 5)
    assert made.count() == 5
    assert not any(Page.find_problems())


def test_what_changed_between_the_preview_and_the_job_is_left_alone(settled):
    imported(ECLUSES)
    centre = centre_named(ECLUSES[0])
    rows = [[*ECLUSES[:4], "0381111111"], ["Le Port", "", "25000", "Besançon"]]
    kept = prepare(file_of(*rows), "suite.csv")
    save_contact(centre, {"phone": "03 81 99 99 99"}, user=settled.referent)
    CentrePageFactory(title="Le Port", commune="Besançon", code_insee="25056")
    known, new = run(kept).lines.all()
    assert CentreContact.objects.get(centre=centre).phone == "03 81 99 99 99"
    assert "gardé" in known.notes[-1]
    assert (new.what, new.centre) == ("refuse", None)
    assert CentrePage.objects.filter(title="Le Port").count() == 1


def test_one_import_at_a_time(settled):
    first = prepare(file_of(ECLUSES), "liste.csv")
    second = prepare(file_of(["Le Port", "", "25000", "Besançon"]), "suite.csv")
    job = begin(first)
    with pytest.raises(NotNow):
        begin(second)
    assert begin(first) == job


def test_a_person_s_address_is_kept_nowhere(settled):
    (line,) = imported([*ECLUSES, "marie.dupont@gmail.com"])
    assert any("n’est pas publiée" in note for note in line.notes)
    assert centre_named(ECLUSES[0]).contact.email == ""
    assert "marie" not in str(line.values)


def test_the_history_tells_what_was_and_what_is(settled):
    imported(ECLUSES)
    imported([*ECLUSES[:4], "0381111111"])
    told = PageLogEntry.objects.filter(page=centre_named(ECLUSES[0]))
    entry = told.get(action=applying.CHANGED)
    formatter = type("Formatter", (ImportFormatter,), {"label": "Modifié"})()
    told = formatter.format_message(entry)
    assert told.startswith("Modifié : liste.csv, ligne 2.")
    assert "03 81 00 00 00 → 03 81 11 11 11" in told

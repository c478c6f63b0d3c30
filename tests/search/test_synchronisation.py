"""The index shows what a visitor may see: at once, and nothing else."""

import pytest
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from initiatives.models import InitiativePage
from network.centres.changes import save_contact, save_facts
from network.models import CentreIndexPage
from search import analysis, synchronisation
from search.models import SearchOutbox, SearchRow
from tests.factories import (
    AudienceFactory,
    CentrePageFactory,
    FederationPageFactory,
    InitiativePageFactory,
    ThemeFactory,
    publish,
)
from tests.publishing import rewrite

from .conftest import make_document


@pytest.fixture
def fiche(tree, committed):
    with committed():
        return InitiativePageFactory(title="Un four à pain", published=True)


def restrict(page):
    return PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )


def test_a_published_fiche_is_found(fiche, find):
    assert find("four") == {fiche.pk}
    assert not SearchOutbox.objects.exists()


def test_drafts_are_never_found(tree, committed, find, rebuild):
    with committed():
        InitiativePageFactory(title="Un brouillon secret")
    rebuild()
    assert find("brouillon") == set()


def test_a_draft_of_a_published_fiche_changes_nothing(fiche, committed, find):
    with committed():
        fiche.title = "Un titre de travail"
        fiche.save_revision()
    assert find("travail") == set()
    assert find("four") == {fiche.pk}


def test_changed_themes_are_indexed_by_the_publication_that_changes_them(
    fiche, committed, find
):
    page = InitiativePage.objects.get(pk=fiche.pk)
    theme = ThemeFactory(number=3, name="Accès aux droits", slug="droits")
    row = page.theme_rows.first()
    row.theme = theme
    page.theme_rows = [row]
    page.save_revision()
    with committed():
        publish(page)
    assert find(filters=(("theme", ("droits",)),)) == {fiche.pk}
    assert find(filters=(("theme", ("lien-social",)),)) == set()
    assert find("droits") == {fiche.pk}


def test_unpublishing_removes_at_once(fiche, find):
    fiche.unpublish()
    assert find() & {fiche.pk} == set()
    assert not SearchRow.objects.filter(page_id=fiche.pk).exists()


def test_deleting_removes_at_once_what_is_below_too(fiche, find):
    fiche.centre.delete()
    assert find() == set()


def test_a_private_page_is_removed_at_once_and_comes_back(fiche, committed, find):
    restriction = restrict(fiche)
    assert find("four") == set()
    with committed():
        restriction.delete()
    assert find("four") == {fiche.pk}


def test_a_private_ancestor_hides_the_page(fiche, committed, find, rebuild):
    with committed():
        restrict(CentreIndexPage.objects.get())
    assert find() == set()
    rebuild()
    assert find() == set()


def test_a_fiche_published_below_a_private_centre_is_not_found(tree, committed, find):
    centre = CentrePageFactory()
    restrict(centre)
    with committed():
        InitiativePageFactory(parent=centre, title="Un four", published=True)
    assert find("four") == set()


def test_moving_below_a_private_page_removes_and_moving_back_restores(
    fiche, committed, find
):
    public, private = fiche.get_parent(), CentrePageFactory()
    restrict(private)
    with committed():
        fiche.move(private, pos="last-child")
    assert find("four") == set()
    with committed():
        public.refresh_from_db()
        InitiativePage.objects.get(pk=fiche.pk).move(public, pos="last-child")
    assert find("four") == {fiche.pk}


def test_a_moved_fiche_gets_the_labels_of_its_new_centre(fiche, committed, find):
    other = CentrePageFactory(title="La Ruche", commune="Vouvray")
    with committed():
        fiche.move(other, pos="last-child")
    assert fiche.pk in find("vouvray")
    assert find(filters=(("centre", (str(other.pk),)),)) >= {fiche.pk}


@pytest.mark.parametrize("slug", ["lien-social"])
def test_a_renamed_theme_is_found_by_its_new_name(fiche, committed, find, slug):
    theme = fiche.main_theme
    theme.name = "Fraternité"
    with committed():
        theme.save()
    assert find("fraternité") == {fiche.pk}
    assert find(filters=(("theme", (slug,)),)) == {fiche.pk}


def test_a_renamed_public_keyword_or_territory_is_followed(tree, committed, find):
    audience = AudienceFactory(name="Familles", slug="familles")
    with committed():
        fiche = InitiativePageFactory(
            audiences=[audience], keywords=["levain"], published=True
        )
    audience.name = "Foyers"
    keyword = fiche.keywords.get()
    keyword.name = "fermentation"
    territory = fiche.territory
    territory.name = "Touraine"
    with committed():
        for changed in (audience, keyword, territory):
            changed.save()
    for text in ("foyers", "fermentation", "touraine"):
        assert fiche.pk in find(text), text
    assert find("levain") == set()
    with committed():
        audience.delete()
    assert find("foyers") == set()


def test_a_published_centre_carries_its_name_to_its_fiches(fiche, committed, find):
    centre = fiche.centre
    with committed():
        rewrite(centre, title="La Ruche bleue")
    assert find("ruche") == {fiche.pk, centre.pk}


def test_a_fact_of_a_centre_and_its_address_are_found_without_a_publication(
    fiche, committed, find
):
    centre = fiche.centre
    with committed():
        save_facts(centre, {"commune": "Sarlat"}, user=None)
        save_contact(centre, {"address": "4 allée des Platanes"}, user=None)
    assert find("sarlat") == {fiche.pk, centre.pk}
    assert find("platanes") == {centre.pk}


def test_a_published_federation_carries_its_name_to_its_centres(fiche, committed, find):
    federation = FederationPageFactory(title="Union")
    centre = fiche.centre
    centre.federation = federation
    centre.save()
    federation.title = "Archipel"
    with committed():
        federation.save_revision().publish()
    assert find("archipel") == {fiche.pk, centre.pk, federation.pk}


def test_nothing_is_indexed_before_the_commit(tree, find):
    InitiativePageFactory(title="Un four à pain", published=True)
    assert find("four") == set()
    assert SearchOutbox.objects.exists()
    synchronisation.drain.call()
    assert len(find("four")) == 1
    assert not SearchOutbox.objects.exists()


def test_draining_twice_is_draining_once(fiche, find):
    synchronisation.changed([fiche.pk, fiche.pk, 999_999])
    assert synchronisation.drain.call() == 2
    assert synchronisation.drain.call() == 0
    assert find("four") == {fiche.pk}


def test_a_page_that_fails_waits_for_its_next_try_and_stops_no_other(
    fiche, committed, find, monkeypatch
):
    other = InitiativePageFactory(title="Une lessive", published=True)
    describe = synchronisation.documents.read

    def failing(page_ids):
        if other.pk in page_ids:
            raise RuntimeError("une page abîmée")
        return describe(page_ids)

    SearchOutbox.objects.all().delete()
    synchronisation.changed([fiche.pk, other.pk])
    monkeypatch.setattr(synchronisation.documents, "read", failing)
    assert synchronisation.drain.call() == 1
    (waiting,) = SearchOutbox.objects.all()
    assert waiting.page_id == other.pk
    assert waiting.attempts == 1
    assert waiting.next_try_at is not None
    assert "abîmée" in waiting.last_error
    monkeypatch.undo()
    assert synchronisation.drain.call() == 0
    SearchOutbox.objects.update(next_try_at=None)
    assert synchronisation.drain.call() == 1
    assert find("lessive") == {other.pk}


def test_rebuilding_indexes_the_public_pages_and_forgets_the_others(
    tree, find, engine, document
):
    engine.index([document(999_999, "Une page disparue")])
    fiche = InitiativePageFactory(title="Un four à pain", published=True)
    call_command("rebuild_search", verbosity=0)
    assert find() == {fiche.pk, fiche.centre.pk}


def test_the_check_tells_differences_and_repairs_them(fiche, find, capsys, rebuild):
    rebuild()
    call_command("check_search")
    other = f"{analysis.of_terms()}autre"
    SearchRow.objects.filter(page_id=fiche.pk).update(digest=other)
    with pytest.raises(SystemExit, match="1"):
        call_command("check_search", "--fix")
    call_command("check_search")
    assert "à jour" in capsys.readouterr().out
    assert find("four") == {fiche.pk}


def test_an_entry_of_an_older_analysis_is_made_again(fiche, find, engine, capsys):
    """Every five minutes `run_due` asks, so a deployment needs no command."""
    engine.index([make_document(fiche.pk, "Un vieux titre")])
    call_command("check_search", "--outbox")
    assert "L’analyse des mots a changé" in capsys.readouterr().out
    assert find("four") == {fiche.pk}
    call_command("check_search", "--outbox")
    assert "analyse" not in capsys.readouterr().out


def test_the_check_drains_what_is_due(tree, find):
    fiche = InitiativePageFactory(title="Un four à pain", published=True)
    call_command("check_search", "--outbox")
    assert find("four") == {fiche.pk}

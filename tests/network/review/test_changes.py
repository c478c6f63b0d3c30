"""« Ce qui a changé »: in words, field by field, and only when there is a former one."""

import json

import pytest
from django.urls import reverse

from initiatives.models import (
    InitiativePage,
    InitiativePhoto,
    InitiativeStep,
    InitiativeTheme,
)
from network.review.changes import ADDED, REMOVED, SAME, comparisons_of
from network.review.models import CHANGES
from tests.factories import AudienceFactory, PictureFactory, ThemeFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("two versions are compared in Python"),
]


@pytest.fixture
def refused(world):
    """A fiche with a photo, that the committee sent back."""
    fiche = world.submit(world.fiche(picture=PictureFactory(title="Avant")))
    world.vote(world.members[0], fiche, CHANGES)
    return InitiativePage.objects.get(pk=fiche.pk)


def send_again(world, fiche, change):
    """Change the draft, send it again; {label: Change} since the refusal."""
    draft = fiche.get_latest_revision_as_object()
    change(draft)
    draft.save_revision(user=world.author)
    page = InitiativePage.objects.get(pk=fiche.pk)
    page.current_workflow_state.resume(user=world.author)
    (comparison,) = comparisons_of(world.state_of(page))
    return {change.label: change for change in comparison.changes}


def story_of(draft, **sections):
    (block,) = draft.story.get_prep_value()
    return json.dumps([block | {"value": block["value"] | sections}])


def test_a_first_submission_has_nothing_to_compare(world, submitted, as_):
    state = world.state_of(submitted)
    assert comparisons_of(state) == []
    page = as_(world.members[0]).get(reverse("review:vote", args=[state.pk]))
    assert "Ce qui a changé" not in page.content.decode().replace(
        "Ce qui a changé<", ""
    )


def test_a_text_is_compared_word_by_word(world, refused):
    def change(draft):
        draft.tagline = draft.tagline.replace("le quartier", "tout un quartier")

    found = send_again(world, refused, change)
    assert list(found) == ["Accroche"]
    assert found["Accroche"].paragraphs == [
        [
            (SAME, "Chaque vendredi,"),
            (REMOVED, "le"),
            (ADDED, "tout un"),
            (SAME, "quartier se retrouve autour d’un café."),
        ]
    ]
    assert found["Accroche"].kind == "changed"


def test_numbers_and_choices_are_said_in_words(world, refused):
    def change(draft):
        draft.status = "planned"
        draft.volunteers = 6
        draft.natures = ["citizenship"]

    found = send_again(world, refused, change)
    assert found["Où en est l’initiative ?"].paragraphs == [
        [(SAME, "En"), (REMOVED, "cours"), (ADDED, "projet")]
    ]
    assert found["Bénévoles"].paragraphs == [[(ADDED, "6")]]
    assert found["Bénévoles"].kind == ADDED
    assert found["Nature de l’initiative"].paragraphs == [[(ADDED, "Citoyenneté")]]


def test_a_row_is_compared_with_its_like(world, refused):
    def change(draft):
        first, second = draft.steps.all()
        third = InitiativeStep(title="Fêter", text="On danse.", sort_order=2)
        second.period = "Automne 2024"
        draft.steps = [first, second, third]

    change = send_again(world, refused, change)["Ce que nous avons fait"]
    edited, added = change.paragraphs
    assert any(mark == ADDED and "Automne 2024" in text for mark, text in edited)
    assert (SAME, "Titre de l’étape : Ouvrir le local") in edited
    ((mark, text),) = added
    assert mark == ADDED
    assert "Fêter" in text
    assert "On danse." in text


def test_the_story_is_compared_by_section(world, refused):
    def change(draft):
        draft.story = story_of(
            draft,
            residents_role="<p>Les habitants choisissent <b>tout</b> &amp; "
            "tiennent la caisse.</p><p>Et le bar.</p>",
            advice=[{"type": "item", "value": "Commencez petit.", "id": "a"}],
        )

    found = send_again(world, refused, change)
    assert set(found) == {"La place des habitants", "Vos conseils pour se lancer"}
    first, second = found["La place des habitants"].paragraphs
    assert (REMOVED, "les sujets et") in first
    assert (ADDED, "tout &") in first
    assert second == [(ADDED, "Et le bar.")]
    advice = found["Vos conseils pour se lancer"]
    assert advice.paragraphs == [[(ADDED, "Commencez petit.")]]


def test_themes_publics_and_keywords_are_named(world, refused):
    def change(draft):
        theme = ThemeFactory(number=3, name="Jardins", slug="jardins")
        rows = list(draft.theme_rows.all())
        draft.theme_rows = [*rows, InitiativeTheme(theme=theme, sort_order=1)]
        draft.audiences = [AudienceFactory(name="Jeunes", slug="jeunes")]
        draft.keywords.add("compost")

    found = send_again(world, refused, change)
    assert found["Thèmes"].paragraphs == [[(ADDED, "Jardins")]]
    assert found["Publics"].paragraphs == [[(REMOVED, "Familles"), (ADDED, "Jeunes")]]
    assert found["Mots-clés"].paragraphs == [[(ADDED, "compost")]]


def test_a_photo_put_in_place_of_another_shows_under_the_same_title(world, refused):
    other = PictureFactory(title="Avant")

    def change(draft):
        (photo,) = draft.photos.all()
        draft.photos = [
            InitiativePhoto(
                picture=other,
                alt=photo.alt,
                credit="Une autre main",
                consent_kind=photo.consent_kind,
            )
        ]

    (paragraph,) = send_again(world, refused, change)["Photos"].paragraphs
    assert any(mark == ADDED and f"{other.pk})" in text for mark, text in paragraph)
    assert any(mark == ADDED and "autre main" in text for mark, text in paragraph)


def test_the_address_and_the_bookkeeping_are_no_change(world, refused):
    found = send_again(world, refused, lambda draft: None)
    assert found == {}


def test_a_second_version_is_compared_with_what_is_online(world, submitted):
    page = world.publish(submitted)
    draft = page.get_latest_revision_as_object()
    draft.title = "Un café pour tout le monde"
    draft.save_revision(user=world.author)
    page = world.submit(InitiativePage.objects.get(pk=page.pk))
    (comparison,) = comparisons_of(world.state_of(page))
    assert str(comparison.title) == "Depuis la version en ligne"
    assert [change.label for change in comparison.changes] == ["Titre de l’initiative"]
    world.vote(world.members[0], page, CHANGES)
    page = InitiativePage.objects.get(pk=page.pk)
    page.current_workflow_state.resume(user=world.author)
    both = [str(found.title) for found in comparisons_of(world.state_of(page))]
    assert both == [
        "Depuis la dernière reprise demandée",
        "Depuis la version en ligne",
    ]


def test_the_vote_page_marks_the_words_and_escapes_them(world, refused, as_):
    def change(draft):
        draft.tagline = "<script>alert(1)</script> Chaque vendredi."

    send_again(world, refused, change)
    state = world.state_of(refused)
    page = as_(world.members[1]).get(reverse("review:vote", args=[state.pk]))
    text = page.content.decode()
    assert "Depuis la dernière reprise demandée" in text
    assert 'id="changes"' in text
    assert "<ins>" in text
    assert "<del>" in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert(1)" not in text

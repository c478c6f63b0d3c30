"""Bold, lists and links that change are told in sentences."""

import pytest
from django.urls import reverse

from home.models import Attachment, Picture
from network.review.changes import comparisons_of
from network.review.formatting import formatting_notes
from network.review.models import CHANGES
from tests.factories import PictureFactory

from .test_changes import refused, send_again, story_of  # noqa: F401

PLAIN = "<p>Les voisins tiennent la caisse.</p>"
BOLD = "<p>Les <b>voisins</b> tiennent la caisse.</p>"
HERE = '<p>Lisez <a href="https://un.example/">le guide</a>.</p>'
THERE = '<p>Lisez <a href="https://deux.example/">le guide</a>.</p>'
ONE = "https://un.example/."
PAGE = '<p>Lisez <a linktype="page" id="12">le guide</a>.</p>'

IN_PYTHON = pytest.mark.one_database("two versions are compared in Python")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (PLAIN, BOLD, ["Gras ajouté sur « voisins »."]),
        (
            PLAIN,
            BOLD.replace("voisins", "<b>voisins</b>"),
            ["Gras ajouté sur « voisins »."],
        ),
        (BOLD, PLAIN, ["Gras retiré de « voisins »."]),
        (PLAIN, BOLD.replace("b>", "strong>"), ["Gras ajouté sur « voisins »."]),
        (BOLD, BOLD.replace("b>", "strong>"), []),
        (PLAIN, BOLD.replace("b>", "i>"), ["Italique ajouté sur « voisins »."]),
        (
            BOLD,
            BOLD.replace("b>", "em>"),
            ["Italique ajouté sur « voisins ».", "Gras retiré de « voisins »."],
        ),
        (
            "<p>Un toit.</p>",
            "<ul><li>Un toit.</li></ul>",
            ["« Un toit. » est devenu un point de liste."],
        ),
        (
            "<ul><li>Un toit.</li></ul>",
            "<ol><li>Un toit.</li></ol>",
            [
                "« Un toit. » est devenu un point numéroté.",
                "« Un toit. » n’est plus un point de liste.",
            ],
        ),
        (
            "<p>Un toit</p>",
            "<h2>Un toit</h2>",
            ["« Un toit » est devenu un intertitre."],
        ),
        (
            HERE,
            THERE,
            ["Le lien « le guide » mène à https://deux.example/, et non plus à " + ONE],
        ),
        (
            HERE,
            PAGE,
            ["Le lien « le guide » mène à la page n° 12, et non plus à " + ONE],
        ),
        (
            HERE,
            "<p>Lisez le guide.</p>",
            ["Lien retiré de « le guide » : il menait vers https://un.example/."],
        ),
        (
            "<p>Lisez le guide.</p>",
            HERE,
            ["Lien ajouté sur « le guide », vers https://un.example/."],
        ),
        # What comes or goes with its words is in the words already.
        (PLAIN, PLAIN + "<p><b>Et le bar.</b></p>", []),
        (
            "<p>a &amp; <b>b</b></p>",
            "<p><b>a &amp; b</b></p>",
            ["Gras ajouté sur « a & b ».", "Gras retiré de « b »."],
        ),
        ("<p>un</b></p></ul>", "<p>un", []),
    ],
)
def test_each_kind_is_said(before, after, said):
    assert formatting_notes([before], [after]) == said


def test_a_long_text_is_cut():
    (note,) = formatting_notes(
        [f"<p>{'mot ' * 60}</p>"], [f"<p><b>{'mot ' * 60}</b></p>"]
    )
    assert len(note) < 120


@IN_PYTHON
@pytest.mark.django_db
def test_bold_alone_is_no_silence_on_the_vote_page(world, refused, as_):  # noqa: F811
    def change(draft):
        draft.story = story_of(
            draft,
            residents_role="<p>Les <b>habitants</b> choisissent les sujets et "
            "tiennent la caisse.</p>",
        )

    found = send_again(world, refused, change)
    assert list(found) == ["La place des habitants"]
    assert found["La place des habitants"].notes == ["Gras ajouté sur « habitants »."]
    state = world.state_of(refused)
    page = as_(world.members[1]).get(reverse("review:vote", args=[state.pk]))
    text = page.content.decode()
    assert "Gras ajouté sur «\u202fhabitants\u202f»." in text
    assert "pas un mot n’a changé" not in text


@IN_PYTHON
@pytest.mark.django_db
def test_bold_beside_changed_words_is_said_too(world, refused):  # noqa: F811
    def change(draft):
        draft.story = story_of(
            draft,
            residents_role="<p>Les <b>habitants</b> choisissent tout et "
            "tiennent la caisse.</p>",
        )

    change = send_again(world, refused, change)["La place des habitants"]
    assert change.paragraphs
    assert change.notes == ["Gras ajouté sur « habitants »."]


@IN_PYTHON
@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"file_hash": "autre"}, {"focal_point_x": 9}])
def test_a_file_that_changes_under_its_name_is_told(world, refused, change):  # noqa: F811
    Picture.objects.update(**change)
    found = send_again(world, refused, lambda draft: None)
    assert list(found) == ["Photos et documents"]
    assert "sous le même nom" in found["Photos et documents"].notes[0]


@IN_PYTHON
@pytest.mark.django_db
def test_a_file_that_changes_during_the_vote_is_told(world):
    picture = PictureFactory()
    fiche = world.submit(world.fiche(picture=picture))
    assert comparisons_of(world.state_of(fiche)) == []
    Picture.objects.update(focal_point_x=9)
    (comparison,) = comparisons_of(world.state_of(fiche))
    assert str(comparison.title) == "Depuis son envoi"
    assert [change.label for change in comparison.changes] == ["Photos et documents"]


@IN_PYTHON
@pytest.mark.django_db
def test_a_document_and_its_file_are_told(world):
    old, new = (
        Attachment.objects.create(title=title, file_hash=title, file="documents/a.pdf")
        for title in ("Le budget", "Le bilan")
    )

    def with_document(page, document):
        page.complements = [("document", {"document": document, "title": "À lire"})]
        page.save_revision(user=world.author)
        return type(page).objects.get(pk=page.pk)

    fiche = world.submit(with_document(world.fiche(), old))
    world.vote(world.members[0], fiche, CHANGES)
    page = with_document(type(fiche).objects.get(pk=fiche.pk), new)
    Attachment.objects.filter(pk=old.pk).update(file_hash="autre")
    page.current_workflow_state.resume(user=world.author)
    (comparison,) = comparisons_of(world.state_of(page))
    first, second = comparison.changes
    assert first.label == "Vidéos, documents, liens"
    assert "bilan" in str(first.paragraphs)
    assert second.label == "Photos et documents"

"""What the committee wrote reaches the centre, without the name of who wrote it."""

import pytest
from django.core import mail
from django.urls import reverse

from network.review.models import CHANGES, SUPPORT, CommitteeTaskState

pytestmark = pytest.mark.django_db
ASKED = "Racontez mieux la deuxième étape."


def remarks_on(fiche):
    return list(CommitteeTaskState.objects.remarks_for(fiche))


def edit_address(fiche):
    return reverse("wagtailadmin_pages:edit", args=[fiche.pk])


def test_the_remarks_of_all_rounds_come_the_oldest_first(world, submitted):
    world.vote(world.members[0], submitted, CHANGES)
    submitted.current_workflow_state.resume(user=world.author)
    state = world.state_of(submitted)
    kind = {"comment": "Bravo, on y est."}
    world.vote(world.members[1], submitted, SUPPORT, **world.answer(state), **kind)
    found = [(vote.choice, vote.comment) for vote in remarks_on(submitted)]
    assert found == [(CHANGES, ASKED), (SUPPORT, "Bravo, on y est.")]


def test_a_remark_says_its_reason_in_words_and_loads_no_author(world, submitted):
    world.vote(world.members[0], submitted, CHANGES)
    (remark,) = remarks_on(submitted)
    assert remark.reason_label == "L’écriture ou la clarté"
    assert "user_id" in remark.get_deferred_fields()


def test_another_fiche_has_none(world, submitted):
    other = world.submit(world.fiche())
    world.vote(world.members[0], submitted, CHANGES)
    assert remarks_on(other) == []


def test_a_vote_without_a_word_is_no_remark(world, submitted):
    world.vote(world.members[0], submitted)
    assert remarks_on(submitted) == []


def test_a_cancelled_vote_is_no_remark(world, submitted):
    state = world.state_of(submitted)
    words = {"comment": "Bravo, on y est."}
    world.vote(world.members[0], submitted, SUPPORT, **world.answer(state), **words)
    submitted.title = "Un autre titre"
    submitted.save_revision()
    assert remarks_on(submitted) == []


def test_the_centre_reads_the_reasons_in_the_editor_and_no_name(world, submitted, as_):
    world.vote(world.members[0], submitted, CHANGES)
    text = as_(world.colleague).get(edit_address(submitted)).content.decode()
    assert "Le comité vous demande une reprise" in text
    assert ASKED in text
    for member in world.members:
        assert member.last_name not in text
        assert member.email not in text


def test_the_editor_says_since_when_the_fiche_is_read(world, submitted, as_):
    text = as_(world.author).get(edit_address(submitted)).content.decode()
    assert "Votre fiche est en relecture" in text
    assert 'name="action-submit"' not in text
    assert 'name="action-cancel-workflow"' in text


def test_a_colleague_cannot_take_back_a_fiche_under_review(world, submitted, as_):
    client = as_(world.colleague)
    text = client.get(edit_address(submitted)).content.decode()
    assert 'name="action-cancel-workflow"' not in text
    client.post(edit_address(submitted), {"action-cancel-workflow": "1"})
    assert world.state_of(submitted).status == CommitteeTaskState.STATUS_IN_PROGRESS


def test_the_mail_gives_the_reasons_and_no_name(
    world, submitted, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        world.vote(world.members[0], submitted, CHANGES)
    assert mail.outbox
    for message in mail.outbox:
        assert ASKED in message.body
        assert "L’écriture ou la clarté" in message.body
        assert world.members[0].last_name not in message.body

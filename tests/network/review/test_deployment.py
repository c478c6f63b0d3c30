"""A site whose fiches nobody reads says so when it is deployed."""

import pytest
from django.core.checks import Tags, run_checks
from django.db import models
from wagtail.models import Page, Workflow, WorkflowPage

from network.models import CentreIndexPage, FederationIndexPage
from network.review.checks import (
    NO_COMMITTEE,
    every_field_of_a_page_is_voted_or_volatile,
)
from network.review.models import CommitteeTask
from network.review.setup import WORKFLOW
from network.setup import DOCUMENTS

pytestmark = pytest.mark.django_db


def warnings():
    found = run_checks(tags=[Tags.database], databases=["default"])
    return [message.id for message in found if message.id == NO_COMMITTEE]


def test_a_site_with_its_committee_says_nothing(tree):
    assert warnings() == []


def test_a_site_that_is_not_set_up_says_nothing():
    assert not CentreIndexPage.objects.exists()
    assert warnings() == []


def switch_the_task_off():
    CommitteeTask.objects.update(active=False)


def switch_the_workflow_off():
    Workflow.objects.filter(name=WORKFLOW).update(active=False)


def take_it_off_the_centres():
    WorkflowPage.objects.filter(page=CentreIndexPage.objects.get()).delete()


def give_the_centres_to_the_animators():
    animators = Workflow.objects.get(name=DOCUMENTS)
    WorkflowPage.objects.filter(page=CentreIndexPage.objects.get()).update(
        workflow=animators
    )


def leave_it_without_group():
    CommitteeTask.objects.get().groups.clear()


@pytest.mark.parametrize(
    "change",
    [
        switch_the_task_off,
        switch_the_workflow_off,
        take_it_off_the_centres,
        give_the_centres_to_the_animators,
        leave_it_without_group,
    ],
)
def test_without_a_committee_it_is_said_and_no_other_workflow_serves(world, change):
    fiche = world.fiche()
    change()
    assert warnings() == [NO_COMMITTEE]
    if change is not leave_it_without_group:
        assert type(fiche).objects.get(pk=fiche.pk).get_workflow() is None


def test_the_documents_of_federations_have_their_own_readers(tree):
    root = FederationIndexPage.objects.get()
    assert root.get_workflow() == Workflow.objects.get(name=DOCUMENTS)
    WorkflowPage.objects.filter(page=root).update(
        workflow=Workflow.objects.get(name=WORKFLOW)
    )
    assert warnings() == [NO_COMMITTEE]


def test_every_field_of_a_page_is_known_to_the_hash():
    assert every_field_of_a_page_is_voted_or_volatile(None) == []


def test_a_field_that_wagtail_adds_is_named_before_any_save_is_refused(monkeypatch):
    fields = Page._meta.get_fields()
    added = models.DateTimeField()
    added.name = added.attname = "seen_at"
    added.concrete = True
    monkeypatch.setattr(Page._meta, "get_fields", lambda *a, **k: (*fields, added))
    (error,) = every_field_of_a_page_is_voted_or_volatile(None)
    assert "Page.seen_at" in error.msg
    assert "VOLATILE" in error.hint


def test_a_field_that_wagtail_removes_is_named_too(monkeypatch):
    kept = [field for field in Page._meta.get_fields() if field.name != "draft_title"]
    monkeypatch.setattr(Page._meta, "get_fields", lambda *a, **k: kept)
    (error,) = every_field_of_a_page_is_voted_or_volatile(None)
    assert "Page.draft_title" in error.msg

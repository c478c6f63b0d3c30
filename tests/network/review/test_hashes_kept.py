"""Votes outlive a change of the hash: the migration renews what still holds."""

from importlib import import_module

import pytest
from django.apps import apps

from network.review.models import CommitteeTaskState
from network.review.publication import content_hash
from tests.factories import PictureFactory

pytestmark = pytest.mark.django_db
migration = import_module("network.migrations.0005_hash_streams_as_blocks")


def as_before(state):
    """The review as the former code would have left it."""
    former = migration.hash_of(apps, state.revision.content, is_new=False)
    state.votes.update(content_hash=former)
    CommitteeTaskState.objects.filter(pk=state.pk).update(content_hash=former)
    return former


def test_a_review_under_way_goes_on(world):
    picture = PictureFactory()
    fiche = world.submit(world.fiche(picture=picture, keywords=["jardin", "compost"]))
    world.vote(world.members[0], fiche)
    former = as_before(world.state_of(fiche))
    migration.hash_again(apps, None)
    state = world.state_of(fiche)
    assert state.content_hash == content_hash(state.revision) != former
    assert state.supporters().count() == 1
    world.vote(world.members[1], fiche)
    assert type(fiche).objects.get(pk=fiche.pk).live


def test_what_no_longer_says_what_was_voted_keeps_refusing(world):
    fiche = world.submit(world.fiche())
    state = world.state_of(fiche)
    CommitteeTaskState.objects.filter(pk=state.pk).update(content_hash="0" * 64)
    migration.hash_again(apps, None)
    assert world.state_of(fiche).content_hash == "0" * 64

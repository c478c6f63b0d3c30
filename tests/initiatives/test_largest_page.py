"""The page of a fiche costs the same with the largest texts, within twice.

Time, on a quiet machine: tests/benchmark/fiche.py.
"""

import sys

import pytest
from django.test import Client

from initiatives.blocks import TranscriptBlock

from .largest import fiche_of, largest, ordinary

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("calls of Python are counted, not the database"),
]


def calls_of(address):
    """How many functions run to make a page whose pictures and caches are ready."""
    client, counted = Client(), 0

    def count(frame, event, _arg):
        nonlocal counted
        counted += event in ("call", "c_call")

    client.get(address)
    sys.setprofile(count)
    try:
        answer = client.get(address)
    finally:
        sys.setprofile(None)
    assert answer.status_code == 200
    return counted


def test_the_largest_fiche_makes_at_most_twice_the_calls_of_an_ordinary_one(world):
    centre = world.fresh(world.centre)
    small, large = ordinary(centre), largest(centre)
    assert large.missing_items() == []
    assert calls_of(large.url) < 2 * calls_of(small.url)


def test_a_transcription_beyond_its_bound_is_not_sent(world):
    centre = world.fresh(world.centre)
    fiche = fiche_of(centre, share=0.3, rows=2, transcript=TranscriptBlock.longest + 1)
    said = [item.message for item in fiche.missing_items()]
    assert said and all("1 signe de trop" in message for message in said)

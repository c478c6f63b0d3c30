"""What the editor offers while the committee reads: nothing that writes."""

import pytest
from django.urls import reverse

from network.review.models import CHANGES

pytestmark = pytest.mark.django_db
AUTOSAVE = "data-w-autosave-interval-value"


def editor(client, fiche):
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[fiche.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("who", ["author", "referent", "webmaster", "superuser"])
def test_a_fiche_under_vote_saves_nothing_by_itself(world, submitted, as_, who):
    client = as_(getattr(world, who))
    locked = editor(client, submitted)
    assert AUTOSAVE not in locked
    assert "action-submit" not in locked
    world.vote(world.members[0], submitted, CHANGES)
    opened = editor(client, submitted)
    assert AUTOSAVE in opened
    assert "action-submit" in opened

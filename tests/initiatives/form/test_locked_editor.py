"""What the editor offers while the committee reads: nothing that writes."""

import pytest
from django.urls import reverse

from network.review.models import CHANGES

from ..form_data import complete_data

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


def filled(fiche, **words):
    data = complete_data(fiche.themes[0], fiche.audiences.first(), **words)
    return data | {"action-submit": "1"}


def send(client, fiche, data):
    return client.post(reverse("wagtailadmin_pages:edit", args=[fiche.pk]), data)


def test_a_second_click_hears_what_the_first_one_did(world, as_):
    client, fiche = as_(world.author), world.fiche()
    typed = filled(fiche)
    answers = [send(client, fiche, typed) for _ in range(2)]
    assert [answer.url for answer in answers] == ["/admin/", "/admin/"]
    assert "partie au comité" in client.get("/admin/").content.decode()


@pytest.mark.parametrize("who", ["author", "colleague"])
def test_what_is_typed_and_sent_after_it_comes_back_in_the_refusal(world, as_, who):
    fiche = world.fiche()
    send(as_(world.author), fiche, filled(fiche))
    more = filled(fiche, place="Rue du Lavoir")
    answer = send(as_(getattr(world, who)), fiche, more)
    assert answer.status_code == 403
    assert "Rue du Lavoir" in answer.content.decode()

"""Who approves the documents of a federation changes in sight of those who do."""

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import PageLogEntry

from home.typography import typeset
from network.federation_roster import CHANGED
from network.models import AnimatorTask, FederationMembership, FederationReview
from network.setup import WEBMASTERS

from .documents import Federations, deputy_of
from .people import REFUSED

pytestmark = pytest.mark.django_db
REGISTER = "/admin/network/federationreview/"
SUBJECT = "Qui approuve les documents a changé"


@pytest.fixture
def stage(world):
    world.federations = Federations(world)
    world.other_webmaster = world.account(WEBMASTERS)
    return world


def row(federations, **changes):
    return {
        "federation": federations.ours.pk,
        "quorum": 2,
        "deputies": [federations.foreigner.pk],
    } | changes


def told():
    return sorted(m.to[0] for m in mail.outbox if m.subject.startswith(SUBJECT))


def emails(*people):
    return sorted(user.email for user in people)


def test_a_webmaster_names_a_deputy_and_a_quorum_and_all_are_told(
    stage, as_, committed
):
    ours = stage.federations
    committed(as_(stage.webmaster).post, REGISTER + "create/", row(ours))
    review = FederationReview.objects.get()
    assert (review.quorum, list(review.deputies.all())) == (2, [ours.foreigner])
    (entry,) = PageLogEntry.objects.filter(action=CHANGED)
    assert (entry.page_id, entry.user) == (ours.ours.pk, stage.webmaster)
    assert ours.foreigner.last_name not in entry.message
    assert "Nombre d’accords demandés : 2 (avant : 1)" in entry.message
    concerned = (ours.animator, ours.second, ours.foreigner, stage.other_webmaster)
    assert told() == emails(*concerned)
    first = next(m.body for m in mail.outbox if m.subject.startswith(SUBJECT))
    assert typeset(f"Peut approuver maintenant : {ours.foreigner}") in first
    assert str(stage.webmaster) in first
    assert ours.ours.title in first


def lowers_the_quorum(ours):
    review = FederationReview.objects.get()
    data = row(ours, quorum=1)
    return f"{REGISTER}edit/{review.pk}/", data, "Nombre d’accords demandés : 1"


def takes_the_deputy_away(ours):
    review = FederationReview.objects.get()
    data = row(ours, deputies=[])
    return f"{REGISTER}edit/{review.pk}/", data, f"N’approuve plus : {ours.foreigner}"


def ends_an_animator(ours):
    membership = FederationMembership.objects.get(user=ours.second)
    data = {
        "user": ours.second.pk,
        "federation": ours.ours.pk,
        "role": "animator",
        "started_at": "01/11/2026 10:00",
        "ended_at": "02/11/2026 10:00",
    }
    address = f"/admin/network/federationmembership/edit/{membership.pk}/"
    return address, data, f"N’approuve plus : {ours.second}"


def gives_more_time(ours):
    task = AnimatorTask.objects.get()
    data = {"name": task.name, "days": 20}
    return f"/admin/workflows/tasks/edit/{task.pk}/", data, "en jours : 20 (avant : 10)"


CHANGES = [lowers_the_quorum, takes_the_deputy_away, ends_an_animator, gives_more_time]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.one_database("signals and forms are those of the other pass")
def test_each_change_is_told_to_those_of_before_too(stage, as_, committed, change):
    ours = stage.federations
    deputy_of(ours.ours, ours.foreigner, quorum=2)
    address, data, sentence = change(ours)
    committed(as_(stage.webmaster).post, address, data)
    (entry,) = PageLogEntry.objects.filter(action=CHANGED, page=ours.ours.pk)
    assert entry.user == stage.webmaster
    people = {ours.animator, ours.second, ours.foreigner, stage.other_webmaster}
    assert {user.email for user in people} <= set(told())
    assert typeset(sentence) in mail.outbox[0].body


@pytest.mark.one_database("a form refuses before it writes")
def test_who_animates_no_other_federation_is_refused_by_name(stage, as_):
    ours, client = stage.federations, as_(stage.webmaster)
    answer = client.post(
        REGISTER + "create/", row(ours, deputies=[ours.animator.pk])
    ).content.decode()
    assert "animent une autre fédération" in answer
    assert str(ours.animator) in answer
    answer = client.post(REGISTER + "create/", row(ours, deputies=[stage.author.pk]))
    assert "n’anime aucune fédération" in answer.content.decode()
    assert not FederationReview.objects.exists()
    # Named once, and animates nowhere any more: the form says whom to take away.
    review = deputy_of(ours.ours, ours.foreigner)
    FederationMembership.objects.filter(user=ours.foreigner).update(
        ended_at=timezone.now()
    )
    answer = client.post(f"{REGISTER}edit/{review.pk}/", row(ours)).content.decode()
    assert str(ours.foreigner) in answer
    assert FederationReview.objects.get().quorum == 1


@pytest.mark.one_database("a form refuses before it writes")
def test_a_row_is_one_stays_with_its_federation_and_is_never_deleted(stage, as_):
    ours = stage.federations
    review = deputy_of(ours.ours, ours.foreigner, quorum=2)
    for who in (stage.webmaster, stage.superuser):
        client = as_(who)
        address = f"{REGISTER}delete/{review.pk}/"
        assert client.post(address).status_code in REFUSED
        again = client.post(REGISTER + "create/", row(ours)).content.decode()
        assert "a déjà sa ligne : modifiez-la" in again
        client.post(f"{REGISTER}edit/{review.pk}/", row(ours, federation=ours.other.pk))
    assert FederationReview.objects.get().federation_id == ours.ours.pk
    for quorum, sentence in ((0, "au moins un accord"), (11, "Dix accords au plus")):
        data = row(ours, quorum=quorum)
        page = as_(stage.webmaster).post(f"{REGISTER}edit/{review.pk}/", data)
        assert sentence in page.content.decode()


@pytest.mark.one_database("the desk refuses before any view")
@pytest.mark.parametrize("who", ["animator", "editor"])
def test_the_register_is_for_webmasters(stage, as_, who):
    client = as_(getattr(stage.federations, who))
    assert client.get(REGISTER).status_code == 403
    data = row(stage.federations)
    assert client.post(REGISTER + "create/", data).status_code == 403
    assert not FederationReview.objects.exists()

"""The committee's task keeps a quorum and a delay that mean something."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from network.review.models import CommitteeTask

pytestmark = pytest.mark.django_db


def change(client, task, **values):
    data = {
        "name": task.name,
        "groups": list(task.groups.values_list("pk", flat=True)),
        "quorum": task.quorum,
        "days": task.days,
    }
    address = reverse("wagtailadmin_workflows:edit_task", args=[task.pk])
    return client.post(address, data | values).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("quorum", 0, "Il faut au moins un avis favorable."),
        ("quorum", 21, "vingt au plus"),
        ("days", 0, "Laissez au moins un jour au comité."),
        ("days", 91, "plus de 90 jours"),
    ],
)
def test_a_quorum_or_a_delay_without_sense_is_refused_in_french(
    world, as_, field, value, sentence
):
    task = CommitteeTask.objects.get()
    assert sentence in change(as_(world.superuser), task, **{field: value})
    assert getattr(CommitteeTask.objects.get(), field) == getattr(task, field)


@pytest.mark.parametrize("who", ["webmaster", "superuser"])
def test_who_keeps_the_site_changes_quorum_and_delay(world, as_, who):
    change(as_(getattr(world, who)), CommitteeTask.objects.get(), quorum=20, days=90)
    task = CommitteeTask.objects.get()
    assert (task.quorum, task.days) == (20, 90)


@pytest.mark.parametrize("field", ["quorum", "days"])
def test_no_code_writes_a_quorum_or_a_delay_of_zero(world, field):
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitteeTask.objects.update(**{field: 0})

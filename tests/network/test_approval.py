"""The page of a federation: what waits is said, and to whom."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from home.post.handing_over import MailServerDown
from home.post.outbox import PRIORITY
from home.post.unsent import note_refusal
from initiatives.models import RemovalRequest
from network.approval import pages_to_approve
from network.models import FederationMembership, FederationPage
from tests.factories import (
    FederationMembershipFactory,
    FederationPageFactory,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("plain conditions and words, the same on both"),
]
WAITING, ONLINE = "en ligne, changements en attente", "en ligne"


def data(page, **fields):
    """What the browser posts of the page of a federation."""
    form = page.get_edit_handler().get_form_class()
    names = [name for name in form.base_fields if hasattr(page, name)]
    kept = {name: getattr(page, name) for name in names if name != "territories"}
    kept = {name: getattr(value, "pk", value) for name, value in kept.items()}
    counts = ("TOTAL_FORMS", "INITIAL_FORMS")
    no_rows = {f"{name}-{count}": 0 for name in form.formsets for count in counts}
    return {name: "" if value is None else value for name, value in kept.items()} | {
        "territories": [],
        **no_rows,
        **fields,
    }


def edit(client, page, **fields):
    address = f"/admin/pages/{page.pk}/edit/"
    answer = client.post(address, data(page, **fields), follow=True)
    return answer.content.decode()


@pytest.fixture
def federation(world):
    return FederationPageFactory(title="Fédération du Cher")


@pytest.fixture
def editor(world, federation):
    role = FederationMembership.Role.EDITOR
    user = FederationMembershipFactory(federation=federation, role=role).user
    user.groups.set(world.referent.groups.all())
    return user


def again(federation):
    return FederationPage.objects.get(pk=federation.pk)


def test_a_save_says_what_it_did_and_whom_it_waits_for(world, as_, federation, editor):
    seen = edit(as_(editor), federation, phone="01 23 45 67 89")
    assert "Ils attendent un webmestre" in seen
    assert "un webmestre relit vos changements" in seen, "before a save, too"
    assert "a été mise à jour" not in seen
    row = again(federation)
    assert row.has_unpublished_changes
    assert row.phone == federation.phone, "visitors read what they read"
    seen = edit(as_(world.webmaster), row, phone="02 23 45 67 89")
    assert "tant que vous ne les publiez pas" in seen
    assert "un webmestre relit" not in seen


def test_nobody_reads_published_of_what_is_not_online(world, as_, federation, editor):
    assert federation.status_string == ONLINE
    edit(as_(editor), federation, phone="01 23 45 67 89")
    federation = again(federation)
    assert federation.status_string == WAITING
    above = federation.get_parent()
    listed = as_(world.webmaster).get(f"/admin/pages/{above.pk}/").content.decode()
    assert WAITING in listed
    for user in (editor, world.webmaster):
        for end in ("", "edit/"):
            address = f"/admin/pages/{federation.pk}/{end}"
            seen = as_(user).get(address).content.decode()
            tags = re.findall("page-status-tag.*?</a>", seen, re.DOTALL)
            assert tags, address
            assert all("Voir en ligne" in tag for tag in tags)


def test_the_home_of_a_webmaster_lists_what_waits(world, as_):
    client = as_(world.webmaster)

    def home():
        with CaptureQueriesContext(connection) as asked:
            seen = client.get("/admin/").content.decode()
        return len(asked), seen

    home()  # what a process reads once
    few, seen = home()
    assert "Rien pour le moment" in seen
    for number in range(12):
        waiting = again(FederationPageFactory())
        waiting.phone = f"01 23 45 67 {number:02}"
        waiting.save_revision()
    new = FederationPageFactory(title="Union du Berry", live=False)
    new.save_revision()
    closed = FederationPage.objects.get(pk=FederationPageFactory().pk)
    closed.save_revision().publish()
    FederationPage.objects.get(pk=closed.pk).unpublish()
    RemovalRequest.objects.create(page=world.fiche(), kind="photo", message="Moi.")
    for error in (MailServerDown, KeyError):
        DBTaskResult.objects.create(
            args_kwargs={"args": [], "kwargs": {}},
            priority=PRIORITY,
            task_path="x",
            backend_name="default",
            status=TaskResultStatus.FAILED,
            exception_class_path=f"{error.__module__}.{error.__qualname__}",
        )
    for _again in range(2):
        note_refusal("network/invitation", world.author)
    many, seen = home()
    assert many <= few + 1, "beyond ten pages they are counted"
    assert "13 pages de fédérations à relire" in seen
    assert closed not in pages_to_approve()
    first = pages_to_approve().first()
    assert f"/admin/pages/{first.pk}/revisions/compare/live...latest/" in seen
    assert "Une personne demande un retrait" in seen
    assert "1 message n’est pas encore parti" in seen
    assert "1 message n’a pas pu être écrit" in seen
    assert "1 message a été refusé cette semaine" in seen
    address = re.search(r'href="([^"]*action=home.mail.refused)"', seen)[1]
    told = as_(world.webmaster).get(address).content.decode()
    assert "Message refusé par sa messagerie" in told
    assert world.author.get_full_name() in told
    assert (
        "Ce qui vous attend" not in as_(world.referent).get("/admin/").content.decode()
    )

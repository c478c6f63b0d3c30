"""Whoever changes the committee does so under the eyes of all: one entry of the log, and
one mail to each member and webmaster."""

import smtplib

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from wagtail.models import ModelLogEntry

from home.models import User
from home.post.outbox import do_what_is_left
from home.typography import typeset
from network.review.models import CommitteeTask
from network.review.models.task import members_of
from network.review.roster import CHANGED
from network.setup import COMMITTEE, CONTRIBUTORS, WEBMASTERS
from tests.home.test_accounts import BULK, NEW, USERS, typed

pytestmark = pytest.mark.django_db
TASKS = "/admin/workflows/tasks/"


@pytest.fixture
def stage(world):
    """Two webmasters; the first member changes nothing by herself."""
    world.other_webmaster = world.account(WEBMASTERS)
    world.task = CommitteeTask.objects.get()
    return world


def groups_of(world, *names):
    return [world.groups[name].pk for name in names]


def rules(world, **changes):
    data = {"name": world.task.name, "quorum": 2, "days": 10}
    return data | {"groups": groups_of(world, COMMITTEE)} | changes


def she_enters(world):
    both = groups_of(world, WEBMASTERS, COMMITTEE)
    data = typed(world.webmaster, groups=both)
    return f"{USERS}edit/{world.webmaster.pk}/", data, "Entre au comité"


def a_new_account(world):
    data = NEW | {"groups": groups_of(world, COMMITTEE)}
    return f"{USERS}new/", data, "Entre au comité"


def many_enter(world):
    address = f"{BULK}assign_role/?id={world.author.pk}&id={world.colleague.pk}"
    return address, {"role": world.groups[COMMITTEE].pk}, "Entre au comité"


def one_leaves(world):
    member = world.members[0]
    data = typed(member, groups=groups_of(world, CONTRIBUTORS))
    return f"{USERS}edit/{member.pk}/", data, "Sort du comité"


def one_is_deactivated(world):
    data = typed(world.members[0])
    del data["is_active"]
    return f"{USERS}edit/{world.members[0].pk}/", data, "Sort du comité"


def many_are_deactivated(world):
    query = "&".join(f"id={member.pk}" for member in world.members)
    address = f"{BULK}set_active_state/?{query}"
    return address, {"mark_as_active": "False"}, "Sort du comité"


def one_is_deleted(world):
    world.groups[WEBMASTERS].permissions.add(
        Permission.objects.get(codename="delete_user")
    )
    return f"{USERS}delete/{world.members[0].pk}/", {}, "Sort du comité"


def an_address(world):
    member = world.members[0]
    data = typed(member, email="autre@exemple.test")
    return f"{USERS}edit/{member.pk}/", data, "Change d’adresse électronique"


def the_quorum(world):
    sentence = "Nombre d’avis favorables : 1 (avant : 2)"
    return f"{TASKS}edit/{world.task.pk}/", rules(world, quorum=1), sentence


def the_groups(world):
    data = rules(world, groups=groups_of(world, WEBMASTERS))
    return f"{TASKS}edit/{world.task.pk}/", data, "Groupes qui votent : Webmestres"


def the_task(world):
    return f"{TASKS}disable/{world.task.pk}/", {}, "Relecture en service : non"


def the_group_itself(world):
    group = world.groups[COMMITTEE]
    return f"/admin/groups/delete/{group.pk}/", {}, "Groupes qui votent : rien"


BY_A_WEBMASTER = [
    she_enters,
    a_new_account,
    many_enter,
    one_leaves,
    one_is_deactivated,
    many_are_deactivated,
    one_is_deleted,
    an_address,
    the_quorum,
    the_groups,
]
BY_A_SUPERUSER = [the_task, the_group_itself]


def told():
    """The addresses of those who got this mail, each as often as she got it."""
    subject = "Le comité éditorial a changé"
    return sorted(m.to[0] for m in mail.outbox if m.subject == subject)


def concerned():
    """The keys of the members and of the webmasters."""
    members = members_of(CommitteeTask.objects.filter(active=True))
    webmasters = User.objects.filter(groups__name=WEBMASTERS)
    return {user.pk for user in [*members, *webmasters]}


@pytest.mark.parametrize("change", [*BY_A_WEBMASTER, *BY_A_SUPERUSER])
def test_each_change_is_logged_and_told_once(stage, as_, committed, change):
    by = stage.webmaster if change in BY_A_WEBMASTER else stage.superuser
    before = concerned()
    address, data, sentence = change(stage)
    mail.outbox.clear()
    committed(as_(by).post, address, data)
    (entry,) = ModelLogEntry.objects.filter(action=CHANGED)
    assert entry.user == by
    people = User.objects.filter(pk__in=before | concerned()).exclude(pk=by.pk)
    assert told() == sorted(people.values_list("email", flat=True))
    body = next(m.body for m in mail.outbox if m.subject.startswith("Le comité"))
    assert typeset(sentence) in body
    assert str(by) in body
    assert "/admin/comite/membres/" in body
    page = as_(stage.superuser).get("/admin/comite/membres/").content.decode()
    assert typeset(sentence) in page
    assert str(by) in page


def test_what_changes_nothing_of_it_tells_nobody(stage, as_, committed):
    client = as_(stage.webmaster)
    member = stage.members[0]
    committed(client.post, f"{USERS}edit/{member.pk}/", typed(member))
    committed(client.post, f"{TASKS}edit/{stage.task.pk}/", rules(stage))
    committed(
        client.post,
        f"{USERS}edit/{stage.author.pk}/",
        typed(stage.author, groups=groups_of(stage, WEBMASTERS)),
    )
    # Her own choice, and code that acts for nobody.
    committed(as_(member).post, "/admin/account/", profile(member, "moi@exemple.test"))
    committed(stage.groups[COMMITTEE].user_set.add, stage.author)
    assert told() == []
    assert not ModelLogEntry.objects.filter(action=CHANGED).exists()
    assert type(member).objects.get(pk=member.pk).email == "moi@exemple.test"


def profile(user, email):
    return {
        "name_email-first_name": user.first_name,
        "name_email-last_name": user.last_name,
        "name_email-email": email,
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
        "locale-preferred_language": "",
        "locale-current_time_zone": "",
    }


def test_whose_server_asks_to_wait_is_told_later_and_the_others_once(
    stage, as_, committed, mail_server
):
    """Greylisting of the first: nobody after her waits, nor reads it twice."""
    late = stage.members[0].email
    mail_server.error, mail_server.refused = (
        smtplib.SMTPDataError(451, b"later"),
        [late],
    )
    address, data, _sentence = the_quorum(stage)
    committed(as_(stage.webmaster).post, address, data)
    others = [*stage.members[1:], stage.other_webmaster]
    assert told() == sorted(user.email for user in others)
    mail_server.refused = ()
    do_what_is_left()
    assert told() == sorted([late, *(user.email for user in others)])


def test_who_is_of_the_committee_is_for_itself_and_the_webmasters(stage, as_):
    address = "/admin/comite/membres/"
    for user in (stage.members[0], stage.webmaster, stage.superuser):
        page = as_(user).get(address)
        assert page.status_code == 200
        assert str(stage.members[1]) in page.content.decode()
    for user in (stage.author, stage.referent):
        assert as_(user).get(address).status_code in (302, 403)

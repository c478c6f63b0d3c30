"""Five fiches by their relation to the account x what one may try x nine profiles.

tests/golden/object_matrix.txt has one line an action, method and relation, one column
a profile: the status, `*` if something changed, `!` if what is online changed.
To write it again: `UPDATE_GOLDEN=1 pytest -n 0 tests/network/test_object_matrix.py`.
"""

import pytest
from django.conf import settings
from django.test import Client

from .matrix import Golden, ask, columns, mark, readable, routes
from .object_actions import actions, values_of
from .object_stage import PROFILES, Stage, snapshot

pytestmark = pytest.mark.django_db

GOLDEN = Golden("object_matrix.txt", ["action", "method", "relation"], PROFILES)

# What opens whatever the fiche: `desk` is a list that must only hide what is foreign.
AT_THE_DESK = {"contributor", "referent", "companion", "editor", "animator"}
ONLINE = {"published": {"see", "file"}}
MEMBER = {"read", "below", "edit", "list", "take", "lend", "file", "help", "confirm"}
AUTHOR = MEMBER | {"delete", "stop"}
RECUSED = {"review", "file"}
VOTER = RECUSED | {"vote"}
# {profile: {relation: rights}}; the webmaster reads everything, see `may_open`.
RIGHTS = {
    "contributor": {"own": AUTHOR, "same": MEMBER},
    "companion": {"own": AUTHOR, "same": MEMBER},
    "referent": {"own": AUTHOR | {"answer"}, "same": AUTHOR | {"answer"}},
    "committee": {
        "own": RECUSED,
        "same": RECUSED,
        "other": VOTER,
        "published": VOTER,
        "private": VOTER,
    },
}
# A form that is refused comes back to who may fill it: {right: right to see it}.
SHOWN_AGAIN = {"stop": "read", "lend": "desk"}
# It keeps what is one's own in it: test_foreign_files.py sees that it is no more.
KEPT_WHEN_SHOWN_AGAIN = {"lend"}
# What may change by a right, and what may change online.
CHANGING = {"edit", "stop", "delete", "lend", "vote", "answer", "confirm", "help"}
OF_WEBMASTERS = {"edit", "stop", "delete", "keep", "lend", "answer", "urge"}
CHANGING_ONLINE = {"vote", "answer", "urge"}


def rights(profile, relation):
    own = RIGHTS.get(profile, {}).get(relation, set())
    anyhow = {"public"}
    if profile in AT_THE_DESK:
        anyhow.add("desk")
        # The chooser opens below what visitors see.
        anyhow |= {"below"} if relation == "published" else set()
    if profile in ("committee", "animator"):
        anyhow.add("queue")
    return anyhow | ONLINE.get(relation, set()) | own


def may_open(profile, relation, right):
    wanted = {right, SHOWN_AGAIN.get(right)}
    return profile == "webmaster" or bool(wanted & rights(profile, relation))


def may_change(profile, relation, right):
    if profile == "webmaster":
        return right in OF_WEBMASTERS
    return right in CHANGING and right in rights(profile, relation)


def try_all(stage, client):
    """(action, relation, status, mark, words read that are secret) of each cell."""
    before, secrets = snapshot(), stage.secrets()
    for relation, thing in stage.things.items():
        if stage.user is None and relation == "own":
            continue  # a visitor owns nothing
        values = values_of(stage, thing)
        for action in actions():
            if relation not in action.relations:
                continue
            address = action.address.format(**values)
            data = action.sends(stage, thing) if action.method == "post" else {}
            status, said, after = ask(
                client, action.method, address, data, then=snapshot, **action.headers
            )
            read = [word for word in secrets if word in said and word not in address]
            yield action, relation, status, mark(before, after), read


def faults_of(profile, action, relation, status, changed, read):
    """What this cell breaks, in words."""
    if status >= 500:
        yield f"{status}"
    if read:
        yield f"shows {read}"
    if 200 <= status < 300 and not may_open(profile, relation, action.right):
        yield f"{status} unexplained"
    allowed = action.method == "post" and may_change(profile, relation, action.right)
    kept = status == 200 and action.right in KEPT_WHEN_SHOWN_AGAIN
    if changed and not (allowed or kept):
        yield "changes something"
    goes = action.right in CHANGING_ONLINE or "delete" in action.name
    if changed == "!" and not goes:
        yield "changes what is online"


@pytest.mark.parametrize("profile", columns(PROFILES))
def test_each_profile_does_to_each_fiche_what_the_kept_matrix_says(world, as_, profile):
    stage = Stage(world, profile)
    client = as_(stage.user) if stage.user else Client(raise_request_exception=False)
    found, faults = {}, []
    for action, relation, *seen in try_all(stage, client):
        status, changed, _ = seen
        place = (action.name, action.method.upper(), relation)
        found[place] = f"{status}{changed}"
        faults += [
            (*place, fault) for fault in faults_of(profile, action, relation, *seen)
        ]
    assert not faults, "\n".join(" ".join(fault) for fault in faults)
    assert GOLDEN.differences(profile, found) == {}, "UPDATE_GOLDEN=1 if it is meant"


# Each right is worth something: {(action, relation): the profiles who do change it}.
DONE = {
    ("edit:save", "own"): ["contributor", "referent", "companion", "webmaster"],
    ("edit:save", "same"): ["contributor", "referent", "companion", "webmaster"],
    ("edit:save", "other"): ["webmaster"],
    ("edit:submit", "own"): ["contributor", "referent", "companion", "webmaster"],
    ("delete", "own"): ["contributor", "referent", "companion", "webmaster"],
    ("delete", "same"): ["referent", "webmaster"],
    ("edit:under-vote:cancel", "same"): ["referent", "webmaster"],
    ("edit:under-vote:cancel", "other"): ["webmaster"],
    ("edit:borrow", "own"): ["contributor", "referent", "companion", "webmaster"],
    ("edit:borrow", "other"): ["webmaster"],
    ("workflow:vote", "own"): [],
    ("workflow:vote", "other"): ["committee"],
    ("workflow:vote", "private"): ["committee"],
    ("life:withdraw", "published"): ["webmaster"],
    ("life:emergency", "other"): ["webmaster"],
    ("move:confirm", "other"): ["webmaster"],
    ("move:under-vote", "other"): [],
}


@pytest.mark.parametrize("place", DONE)
def test_what_an_account_may_do_is_done_and_by_nobody_else(place):
    action, relation = place
    row = GOLDEN.rows()[action, "POST", relation]
    done = [name for name in PROFILES if row[name] in ("302*", "302!")]
    assert done == DONE[place]


def test_nothing_translates_a_page_but_an_action_of_the_api():
    """The registry of addresses has no other: simple_translation is not installed."""
    assert not [route for route in map(readable, routes()) if "transl" in route]
    assert not getattr(settings, "WAGTAIL_I18N_ENABLED", False)
    names = [action.name for action in actions() if "transl" in action.name]
    assert names == ["api:page:copy_for_translation"]

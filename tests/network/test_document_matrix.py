"""Three documents of a federation x what one may try x nine profiles.

tests/golden/document_matrix.txt reads as object_matrix.txt does: the status, `*` if
something changed, `!` if what is online changed. To write it again:
`UPDATE_GOLDEN=1 pytest -n 0 tests/network/test_document_matrix.py`.
"""

import pytest
from django.test import Client

from .document_stage import OF_THE_FEDERATION, PROFILES, TITLES, Stage
from .matrix import Golden, ask, columns, mark
from .object_stage import snapshot

pytestmark = pytest.mark.django_db

GOLDEN = Golden("document_matrix.txt", ["action", "method", "state"], PROFILES)
PAGE, API = "/admin/pages/{page}/", "/admin/api/main/pages/"
COMMITTEE = "/admin/comite/{state}/"
FORM = {
    "title": "Un titre posé",
    "slug": "un-titre-pose",
    "kind": "project",
    "state": "active",
    **{
        f"{rows}-{name}": 0
        for rows in (
            *("steps", "bodies", "signatories", "notices", "entries", "comments"),
            *("participants", "subthemes", "served"),
        )
        for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    },
}
NEW = "/admin/pages/add/groups/commissionpage/{parent}/"
# (name, methods, right, address, data)
ACTIONS = [
    ("view:draft", "get", "read", PAGE + "view_draft/", {}),
    ("edit", "get", "read", PAGE + "edit/", {}),
    ("edit:save", "post", "write", PAGE + "edit/", FORM),
    ("edit:submit", "post", "write", PAGE + "edit/", FORM | {"action-submit": "1"}),
    ("edit:publish", "post", "write", PAGE + "edit/", FORM | {"action-publish": "1"}),
    (
        "edit:cancel",
        "post",
        "stop",
        PAGE + "edit/",
        FORM | {"action-cancel-workflow": "1"},
    ),
    ("edit:unpublish", "post", "keep", PAGE + "unpublish/", {}),
    ("edit:privacy", "post", "keep", PAGE + "privacy/", {"restriction_type": "login"}),
    ("copy", "post", "never", PAGE + "copy/", {"new_title": "x", "new_slug": "x"}),
    ("move", "post", "never", PAGE + "move/{elsewhere}/confirm/", {}),
    ("delete", "post", "delete", PAGE + "delete/", {}),
    ("history", "get", "read", PAGE + "history/", {}),
    ("history:workflow", "get", "read", PAGE + "workflow_history/", {}),
    ("history:round", "get", "keep", "/admin/comite/fiche/{page}/", {}),
    ("compare", "get", "read", PAGE + "revisions/compare/{first}...{latest}/", {}),
    ("preview", "get", "read", PAGE + "edit/preview/", {}),
    ("preview:revision", "get", "read", PAGE + "revisions/{latest}/view/", {}),
    ("preview:revert", "get", "read", PAGE + "revisions/{first}/revert/", {}),
    ("api:page", "get", "read", API + "{page}/", {}),
    ("api:publish", "post", "never", API + "{page}/action/publish/", {}),
    ("api:unpublish", "post", "keep", API + "{page}/action/unpublish/", {}),
    ("api:delete", "post", "delete", API + "{page}/action/delete/", {}),
    ("choose:below", "get", "below", "/admin/choose-page/{page}/", {}),
]
# Once, whatever the document.
LISTS = [
    ("new", "get post", "new", NEW, FORM),
    ("list:explorer", "get", "list", "/admin/pages/{parent}/", {}),
    ("list:search", "get", "desk", "/admin/pages/search/?q=Projet", {}),
    ("list:api", "get", "desk", API + "?search=Projet", {}),
    ("list:api:children", "get", "list", API + "?child_of={parent}", {}),
    ("choose:search", "get", "desk", "/admin/choose-page/search/?q=Projet", {}),
    ("choose:federation", "get", "desk", "/admin/choose-page/{parent}/", {}),
    ("review:queue", "get", "queue", "/admin/comite/", {}),
    ("review:vote", "get", "review", COMMITTEE, {}),
    ("review:vote", "post", "vote", COMMITTEE, "ballot"),
    ("review:preview", "get", "review", COMMITTEE + "apercu/", {}),
    ("review:claim", "post", "review", COMMITTEE + "je-la-lis/", {}),
    ("review:abstain", "post", "vote", COMMITTEE + "abstention/", {}),
    ("review:core", "post", "never",
     "/admin/pages/workflow/action/{voted}/support/{state}/", "ballot"),
    ("review:members", "get", "committee", "/admin/comite/membres/", {}),
    ("review:decisions", "get", "committee", "/admin/comite/decisions/", {}),
]  # fmt: skip
READ = {"read", "below"}
OURS = READ | {"write", "stop", "list", "new", "desk"}
RIGHTS = {
    "visitor": set(),
    "nobody": set(),
    "referent": {"desk"},
    "committee": {"queue", "committee"},
    "editor": OURS,
    "animator": OURS | {"queue", "review", "vote", "keep"},
    "foreigner": {"desk", "queue"},
    "deputy": {"desk", "queue", "review", "vote", "keep"},
}


def may(profile, right, name, state):
    if profile == "webmaster":
        return right != "vote"
    if name == "history:round":
        # The rounds that one judges, and no other.
        return state == "voted" and "review" in RIGHTS[profile]
    if right == "below" and state == "version" and "desk" in RIGHTS[profile]:
        return True  # what visitors see
    return right in RIGHTS[profile] - {"keep"}


def cells(stage):
    """(name, method, right, state, address, data) of each cell."""
    for state, thing in stage.things.items():
        values = stage.values(thing)
        for name, methods, right, address, data in ACTIONS:
            for method in methods.split():
                yield name, method, right, state, address.format(**values), data
    values = stage.values(stage.things["voted"])
    for name, methods, right, address, data in LISTS:
        for method in methods.split():
            yield name, method, right, "-", address.format(**values), data


@pytest.mark.parametrize("profile", columns(PROFILES))
def test_each_profile_does_to_each_document_what_the_kept_matrix_says(
    world, as_, profile
):
    stage = Stage(world, profile)
    client = as_(stage.user) if stage.user else Client(raise_request_exception=False)
    before, secrets, found, faults = snapshot(), stage.secrets(), {}, []
    for name, method, right, state, address, data in cells(stage):
        data = stage.ballot() if data == "ballot" else data
        status, said, after = ask(client, method, address, data, then=snapshot)
        changed, place = mark(before, after), (name, method.upper(), state)
        found[place] = f"{status}{changed}"
        read = [word for word in secrets if word in said and word not in address]
        is_open = may(profile, right, name, state)
        if status >= 500 or read or (status < 300 or changed) and not is_open:
            faults.append((*place, status, changed, read))
        if changed == "!" and right not in {"vote", "keep", "delete"}:
            faults.append((*place, "changes what is online"))
    assert not faults, faults
    assert GOLDEN.differences(profile, found) == {}, "UPDATE_GOLDEN=1 if it is meant"


# Each right is worth something: {(action, state): the profiles who do change it}.
DONE = {
    ("edit:save", "draft"): ["editor", "animator", "webmaster"],
    ("edit:save", "voted"): [],
    ("edit:save", "version"): ["editor", "animator", "webmaster"],
    ("edit:submit", "draft"): ["editor", "animator", "webmaster"],
    ("edit:cancel", "voted"): ["animator", "webmaster"],
    ("edit:unpublish", "version"): ["webmaster"],
    ("copy", "draft"): [],
    ("move", "draft"): [],
    ("delete", "draft"): ["webmaster"],
    ("delete", "voted"): [],
    ("review:vote", "-"): ["animator", "deputy"],
    ("review:abstain", "-"): ["animator", "deputy"],
    ("review:core", "-"): [],
    ("new", "-"): ["editor", "animator", "webmaster"],
}


@pytest.mark.parametrize("place", DONE)
def test_what_an_account_may_do_is_done_and_by_nobody_else(place):
    action, state = place
    row = GOLDEN.rows()[action, "POST", state]
    done = [name for name in PROFILES if row[name][3:]]
    assert done == DONE[place]


def test_the_committee_and_other_federations_read_no_draft():
    """Said by the kept matrix itself, address by address."""
    reads = [(name, m.upper(), s) for name, m, right, *_ in ACTIONS for s in TITLES]
    for profile in set(PROFILES) - OF_THE_FEDERATION - {"webmaster"}:
        for place in reads:
            if place[0] in ("choose:below", "history:round"):
                continue
            assert not GOLDEN.rows()[place][profile].startswith("2"), (profile, place)

"""The page of a centre in three states x what one may try x eight profiles.

tests/golden/centre_matrix.txt reads as object_matrix.txt does: the status, `*` if
something changed, `!` if what is online changed. To write it again:
`UPDATE_GOLDEN=1 pytest -n 0 tests/network/test_centre_matrix.py`.
"""

import pytest
from django.test import Client

from network.centres import actions
from network.models import CentrePage, Membership
from network.review.models import SUPPORT
from network.setup import CONTRIBUTORS
from tests.factories import CentrePageFactory, MembershipFactory

from .documents import Federations
from .matrix import Golden, ask, columns, mark
from .object_stage import snapshot

pytestmark = pytest.mark.django_db

PROFILES = [
    *("visitor", "contributor", "referent", "elsewhere"),
    *("committee", "animator", "foreigner", "webmaster"),
]
GOLDEN = Golden("centre_matrix.txt", ["action", "method", "state"], PROFILES)
TITLES = {
    "draft": "Centre jamais en ligne",
    "voted": "Centre récrit",
    "online": "Centre en ligne",
}
HIDDEN = [TITLES["draft"], TITLES["voted"]]
PAGE, OURS = "/admin/pages/{page}/", "/admin/centre/page/{page}/"
API = "/admin/api/main/pages/{page}/"
COMMITTEE = "/admin/comite/{state}/"
FORM = {
    "title": "Un titre posé",
    "slug": "un-titre-pose",
    "kind": "evs",
    "adhesion": "none",
    "code_insee": "Tours (37)",
    "comments-TOTAL_FORMS": 0,
    "comments-INITIAL_FORMS": 0,
}
SAVED = {
    "title": "Un titre posé",
    "code_insee": "Tours (37)",
    "phone": "01 23 45 67 89",
}
# (name, method, right, address, data)
ACTIONS = [
    ("form", "get", "write", OURS, {}),
    ("form:save", "post", "write", OURS, SAVED),
    ("form:send", "post", "write", OURS + "envoyer/", {}),
    ("form:take-back", "post", "write", OURS + "reprendre/", {}),
    ("emergency", "post", "keep", OURS + "sans-relecture/", {"reason": "Une urgence."}),
    ("view:draft", "get", "read", PAGE + "view_draft/", {}),
    ("edit", "get", "keep", PAGE + "edit/", {}),
    ("edit:save", "post", "keep", PAGE + "edit/", FORM),
    ("edit:publish", "post", "keep", PAGE + "edit/", FORM | {"action-publish": "1"}),
    ("unpublish", "post", "keep", PAGE + "unpublish/", {}),
    ("copy", "post", "never", PAGE + "copy/", {"new_title": "x", "new_slug": "x"}),
    ("delete", "post", "keep", PAGE + "delete/", {}),
    ("history", "get", "read", PAGE + "history/", {}),
    ("preview:revision", "get", "read", PAGE + "revisions/{latest}/view/", {}),
    ("api:page", "get", "read", API, {}),
    ("api:publish", "post", "never", API + "action/publish/", {}),
    ("api:unpublish", "post", "keep", API + "action/unpublish/", {}),
]
LISTS = [
    ("review:vote", "get", "review", COMMITTEE, {}),
    ("review:vote", "post", "vote", COMMITTEE, "ballot"),
    ("review:preview", "get", "review", COMMITTEE + "apercu/", {}),
    ("review:abstain", "post", "vote", COMMITTEE + "abstention/", {}),
]
RIGHTS = {
    "contributor": {"read"},
    "referent": {"read", "write"},
    "animator": {"review", "vote"},
    "webmaster": {"read", "write", "keep", "review"},
}


class Stage:
    """A centre with three pages: who acts wrote none of them."""

    def __init__(self, world, profile):
        self.world, self.federations = world, Federations(world)
        self.pages = {name: self.page(name, title) for name, title in TITLES.items()}
        self.state = world.state_of(self.pages["voted"])
        self.user = self.account(profile)

    def page(self, name, title):
        made = CentrePageFactory(
            title="Centre d’avant" if name == "voted" else title,
            live=name != "draft",
            federation=self.federations.ours,
        )
        if name == "voted":
            assert actions.save_text(made, {"title": title}, user=self.world.colleague)
        elif name == "draft":
            made.save_revision(user=self.world.colleague)
        return CentrePage.objects.get(pk=made.pk)

    def account(self, profile):
        world = self.world
        if profile in ("contributor", "referent"):
            user = world.account(CONTRIBUTORS)
            for page in self.pages.values():
                MembershipFactory(user=user, centre=page, role=Membership.Role(profile))
            return user
        return {
            "visitor": None,
            "elsewhere": world.referent,
            "committee": world.members[0],
            "animator": self.federations.animator,
            "foreigner": self.federations.foreigner,
            "webmaster": world.webmaster,
        }[profile]

    def cells(self):
        for name, page in self.pages.items():
            values = {"page": page.pk, "latest": page.latest_revision_id}
            for action, method, right, address, data in ACTIONS:
                yield action, method, right, name, address.format(**values), data
        for action, method, right, address, data in LISTS:
            data = self.ballot() if data == "ballot" else data
            yield action, method, right, "-", address.format(state=self.state.pk), data

    def ballot(self):
        boxes = {f"criterion_{n}": "on" for n in range(len(self.state.criteria))}
        return boxes | {"action": SUPPORT, "content_hash": self.state.content_hash}


@pytest.mark.parametrize("profile", columns(PROFILES))
def test_each_profile_does_to_each_centre_what_the_kept_matrix_says(
    world, as_, profile
):
    stage = Stage(world, profile)
    client = as_(stage.user) if stage.user else Client(raise_request_exception=False)
    before, found, faults = snapshot(), {}, []
    rights = RIGHTS.get(profile, set())
    for action, method, right, state, address, data in stage.cells():
        status, said, after = ask(client, method, address, data, then=snapshot)
        changed, place = mark(before, after), (action, method.upper(), state)
        found[place] = f"{status}{changed}"
        is_seen = state == "online" and right == "read" and method == "get"
        is_open = right in rights or is_seen
        read = [word for word in HIDDEN if word in said] if not rights else []
        if status >= 500 or read or ((status < 300 or changed) and not is_open):
            faults.append((*place, status, changed, read))
        if changed == "!" and right not in {"vote", "keep"}:
            faults.append((*place, "changes what is online"))
    assert not faults, faults
    assert GOLDEN.differences(profile, found) == {}, "UPDATE_GOLDEN=1 if it is meant"


# {(action, state): the profiles who do change it}.
DONE = {
    ("form:save", "draft"): ["referent", "webmaster"],
    ("form:save", "online"): ["referent", "webmaster"],
    ("form:send", "draft"): ["referent", "webmaster"],
    ("form:take-back", "voted"): ["referent", "webmaster"],
    ("emergency", "draft"): ["webmaster"],
    ("edit:save", "online"): ["webmaster"],
    ("edit:save", "voted"): [],
    ("unpublish", "online"): ["webmaster"],
    ("copy", "online"): [],
    ("delete", "voted"): [],
    ("api:publish", "draft"): [],
    ("review:vote", "-"): ["animator"],
}


@pytest.mark.parametrize("place", DONE)
def test_what_an_account_may_do_to_a_centre_is_done_and_by_nobody_else(place):
    action, state = place
    row = GOLDEN.rows()[action, "POST", state]
    done = [name for name in PROFILES if row[name][3:]]
    assert done == DONE[place]

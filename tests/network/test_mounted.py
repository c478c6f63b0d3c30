"""A site mounted below the root of a host (SCRIPT_NAME) is closed as any other."""

import pytest
from django.urls import clear_script_prefix, set_script_prefix

from network.setup import COMMITTEE
from tests.factories import FederationMembershipFactory, UserFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("the door is read from the address, before any row"),
]
PREFIX = "/sites/possible"
MOUNTED = {"SCRIPT_NAME": PREFIX}
CLOSED = [
    "reports/site-history/",
    "reports/locked/",
    "reports/workflow_tasks/results/",
    "pages/usage/initiatives/initiativepage/",
    "documents/",
    "api/main/images/",
    "api/main/documents/",
    "snippets/home/theme/",
    "users/",
    "settings/home/sitesettings/",
]


@pytest.fixture(autouse=True)
def mounted():
    """As the WSGI handler does, which the test client is not."""
    set_script_prefix(f"{PREFIX}/")
    yield
    clear_script_prefix()


@pytest.fixture
def profiles(world):
    animator = world.account(COMMITTEE)
    FederationMembershipFactory(user=animator)
    return [
        UserFactory(),
        world.author,
        world.referent,
        world.stranger,
        world.members[0],
        animator,
    ]


def test_the_desk_is_as_closed_below_a_prefix_as_at_the_root(world, as_, profiles):
    for user in profiles:
        client = as_(user)
        found = {
            place: client.get(f"/admin/{place}", **MOUNTED).status_code
            for place in CLOSED
        }
        assert found == dict.fromkeys(CLOSED, 403), user
    assert as_(world.webmaster).get("/admin/documents/", **MOUNTED).status_code == 200
    answer = as_(world.author).get("/admin/", **MOUNTED)
    assert f"{PREFIX}/admin/" in answer.content.decode()
    assert "'unsafe-inline'" in answer["Content-Security-Policy"]
    assert (
        "'unsafe-inline'"
        not in as_(world.author).get("/", **MOUNTED)["Content-Security-Policy"]
    )


def test_what_else_reads_the_address_is_not_blind_below_a_prefix(world, as_, client):
    long = as_(world.webmaster).get(
        "/admin/pages/search/", {"q": "mot " * 300}, **MOUNTED
    )
    assert "mot " * 13 not in long.content.decode()
    assert client.get("/-/live", **MOUNTED).content == b"ok"
    robots = client.get("/robots.txt", **MOUNTED).content.decode()
    assert f"Disallow: {PREFIX}/admin/" in robots
    broken = as_(world.webmaster).get("/admin/failwhale/", **MOUNTED)
    assert broken.url == f"{PREFIX}/admin/"

"""No address names what stands around a foreign number: parent, ancestor, usage, owner.

The two matrices did not see that the page chooser printed the title of any parent. They
ask of the thing whose number an address holds whether one may open it, and explain a
200 by a right. To the chooser every member has one, its number was always that of a
page which everybody sees, and what it prints above its list was nobody's business. So
here the rule is about what is said: each address of the URLconf, those of the next
plugin too, is asked with the numbers of what is foreign, and no answer holds its words.
"""

import re

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from config.urls import urlpatterns
from network.desk import may_open

from .foreign_stage import (
    EVERY_ROLE,
    FOREIGN,
    OWN,
    PAGES,
    PROFILES,
    SECRET,
    UNDER_VOTE,
    ForeignStage,
)
from .matrix import ask, readable, routes

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("what an answer says is said in Python"),
]

NUMBERS = range(FOREIGN, FOREIGN + PAGES)
DRAFT = FOREIGN + 1
# What a part of an address means where a number means nothing.
WORDS = {
    **dict.fromkeys(("app_label", "app_name", "content_type_app_name"), "initiatives"),
    **dict.fromkeys(("model_name", "content_type_model_name"), "initiativepage"),
    "action_name": "support",
    "action": "delete",
    "filter_spec": "width-100",
    "filename": "notice.pdf",
}
# Names that a query or a form may give a number by, here or in the core.
NAMES = [
    "id",
    "collection_id",
    "collection",
    "parent_page_id",
    "fiche",
    "centre",
    "target_pages[]",
    "new_parent_page",
    "destination_page_id",
    "revision_id",
    "picture",
    "document",
    "successor",
    "loaded_revision_id",
    "overwrite_revision_id",
]
API = "admin/api/main/pages/"
# Asked one by one: the API refuses what it does not know.
OF_THE_API = [
    "child_of={0}",
    "child_of={0}&for_explorer=1",
    "descendant_of={0}",
    "ancestor_of={0}",
    "translation_of={0}",
    "fields=parent,ancestors,alias_of",
    "search=ouverte",
]
LISTS = re.compile("search|results|choose")
# Other tables have one foreign row, with the first of the numbers.
OF_A_PAGE = re.compile("<(pk|page|parent|destination|object)")
SEARCHED = ["q=ouverte", "search=ouverte", "page_type=initiatives.initiativepage"]
ASKED = {
    "visitor": 15,
    "contributor": 80,
    "committee": 25,
}  # at least, else the sweep saw nothing


def places():
    """Every readable route: `admin/pages/<page_id>/edit/`."""
    for route in routes(urlpatterns):
        yield readable(route.replace(r"(\d+)", "<pk>").replace("(.*)", "<filename>"))


def filled(route, numbers=NUMBERS):
    """The addresses of a route: all foreign, then one part foreign among her own."""
    parts = re.findall(r"<(\w+)>", route)
    keys = [place for place, name in enumerate(parts) if name not in WORDS]
    fillings = [dict.fromkeys(keys, number) for number in numbers]
    if len(keys) > 1:
        own = dict.fromkeys(keys, OWN)
        fillings += [own | {key: number} for key in keys for number in numbers[:2]]
    for filling in fillings if keys else [{}]:
        found = iter(enumerate(parts))
        yield re.sub(
            r"<\w+>",
            lambda _match, found=found, filling=filling: _part(next(found), filling),
            f"/{route}",
        )


def _part(place, filling):
    number, name = place
    return str(filling.get(number) or WORDS[name])


def requests(route, numbers):
    """(method, address, data) of a route."""
    data = dict.fromkeys(NAMES, DRAFT)
    if not OF_A_PAGE.search(route):
        numbers = numbers[:2]
    addresses = list(filled(route, numbers))
    for address in addresses:
        yield "get", address, {}
    yield "post", next(filled(route, [DRAFT])), data
    if route.startswith(API):
        for query in OF_THE_API:
            yield "get", f"{addresses[0]}?{query.format(DRAFT)}", {}
    elif "<" not in route:
        yield "get", addresses[0], data
        for query in SEARCHED if LISTS.search(route) else []:
            yield "get", f"{addresses[0]}?{query}", {}


def is_open_to(user, address):
    """False for what the desk closes: the matrix keeps its 403."""
    try:
        name = resolve(address).view_name
    except Resolver404:
        return False
    if not address.startswith("/admin/"):
        return True
    return user is not None and may_open(user, name)


@pytest.mark.parametrize("profile", PROFILES)
def test_no_address_names_what_stands_around_a_foreign_number(world, as_, profile):
    stage = ForeignStage(world, profile)
    assert stage.numbers() == list(NUMBERS)
    client = as_(stage.user) if stage.user else Client(raise_request_exception=False)
    words = [SECRET] if profile == "committee" else [SECRET, UNDER_VOTE]
    numbers = list(NUMBERS) if profile == EVERY_ROLE else [DRAFT]
    told, asked = [], 0
    for route in places():
        if "(" in route or not is_open_to(stage.user, next(filled(route))):
            continue
        if profile != EVERY_ROLE and "<" not in route:
            continue  # whoever has every role asks it
        closed = set()
        for method, address, data in requests(route, numbers):
            if method in closed:
                continue
            status, said, _found = ask(client, method, address, data)
            closed |= {method} if status == 405 else set()
            asked += 1
            if status >= 500 or any(word.lower() in said.lower() for word in words):
                told.append((method, address, status, _around(said, words)))
    assert asked > ASKED.get(profile, 300)
    assert not told, "\n".join(map(str, told))


def _around(said, words):
    found = re.search("|".join(words), said, re.IGNORECASE)
    return said[max(found.start() - 60, 0) : found.end() + 20] if found else ""

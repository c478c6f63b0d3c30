"""Each address of the URLconf, with foreign numbers, by seven profiles, committed."""

import random
import re
from collections import Counter

from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from config.urls import urlpatterns
from tests.initiatives.form_data import complete_data
from tests.network.matrix import read, readable, routes

from . import foreign
from .foreign import OWN, READ_BY_COMMITTEE, SECRET
from .ground import PROCESSES, client_of, execute

PART = "sweep"
CLOSED = 5  # refusals of a route by one method: it asks no more of it
PROFILES = [
    "visitor",
    "nobody",
    "contributor",
    "referent",
    "companion",
    "committee",
    "animator",
]
WORDS = {
    **dict.fromkeys(("app_label", "app_name", "content_type_app_name"), "initiatives"),
    **dict.fromkeys(("model_name", "content_type_model_name"), "initiativepage"),
    "action_name": "support",
    "filter_spec": "width-100",
    "filename": "notice.pdf",
}
NAMES = [
    *("id", "collection", "collection_id", "parent_page_id", "new_parent_page"),
    *("destination_page_id", "revision_id", "fiche", "centre", "page", "user"),
    *("picture", "document", "successor", "chooser", "next_page", "task"),
    *("loaded_revision_id", "overwrite_revision_id", "adapted_from"),
    *("child_of", "descendant_of", "ancestor_of", "translation_of"),
]
API_QUERIES = [
    *("child_of={0}", "child_of={0}&for_explorer=1", "descendant_of={0}"),
    *("ancestor_of={0}", "translation_of={0}", "search=ouverte"),
    "fields=parent,ancestors,descendants,alias_of,translations",
]
LOSES_THE_SESSION = re.compile("logout|deconnexion|password|account")


def plan(world, arguments):
    numbers = foreign.plant(world)
    return lambda tally: attack(world, tally, numbers)


def places():
    """Every readable route, the bulk actions one by one."""
    for route in routes(urlpatterns):
        name = readable(route.replace(r"(\d+)", "<pk>").replace("(.*)", "<filename>"))
        if "<action>" in name:
            yield from bulk_actions(name)
        elif "(" not in name and name != ".*/":
            yield name


def bulk_actions(route):
    list(bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page"))
    for app, models in bulk_action_registry.actions.items():
        for model, actions in models.items():
            for action in actions:
                yield route.split("<")[0] + f"{app}/{model}/{action}/?id=<pk>"


def addresses(route, numbers):
    """All its parts foreign, then each foreign among what is one's own."""
    keys = [name for name in re.findall(r"<(\w+)>", route) if name not in WORDS]
    fillings = [dict.fromkeys(keys, number) for number in numbers]
    if len(keys) > 1:
        own = dict.fromkeys(keys, OWN)
        fillings += [own | {key: number} for key in keys for number in numbers[:3]]
    for filling in fillings if keys else [{}]:
        said = WORDS | filling
        yield "/" + re.sub(
            r"<(\w+)>", lambda part, said=said: str(said[part[1]]), route
        )


def requests(route, numbers, form):
    """(method, address, data) of a route."""
    names = dict.fromkeys(NAMES, numbers[1])
    for place, address in enumerate(addresses(route, numbers)):
        yield "get", address, {}
        yield "post", address, form | names if place % 2 else names
        if "api/main/pages" in route:
            for query in API_QUERIES:
                yield "get", f"{address}?{query.format(numbers[place % 8])}", {}
    if "<" not in route:
        for number in numbers:
            yield "get", address, dict.fromkeys(NAMES, number)
        for query in ("q=ouverte", f"search={SECRET[:4]}", "p=2"):
            yield "get", f"{address}?{query}", {}


def attack(world, tally, numbers):
    """The pairs of a profile and a route, shared out."""
    fiche = world.fiche(title="Pour ses thèmes")
    form = complete_data(fiche.themes[0], fiche.audiences.first(), title="Un titre")
    pairs = [(name, route) for route in places() for name in PROFILES]
    random.Random(1).shuffle(pairs)
    clients = {name: client_of(world.profiles[name]) for name in PROFILES}
    query = foreign.print_query()
    before = dict(execute(query))
    for name, route in tally.in_time(PART, pairs[tally.number :: PROCESSES]):
        closed = Counter()
        for method, *rest in requests(route, numbers, form):
            if closed[method] < CLOSED:
                status = ask(tally, name, clients[name], (method, *rest))
                closed[method] += status in (403, 405)
        if LOSES_THE_SESSION.search(route):
            clients[name] = client_of(world.profiles[name])
        after = dict(execute(query))
        for table in {key for key in after if after[key] != before[key]}:
            tally.find(PART, "foreign rows changed", table, f"{name} at {route}")
        before = after
    for column, rows in foreign.named_since():
        tally.find(PART, "new rows name something foreign", column, rows)


def ask(tally, name, client, request):
    method, address, data = request
    words = [SECRET] if name == "committee" else [SECRET, READ_BY_COMMITTEE]
    where = f"{name} {method} {address} {dict(list(data.items())[:2])}"
    answer = getattr(client, method)(address, data)
    place = re.sub(r"\d+", "N", f"{method} {address}")
    tally.answered(PART, where, answer)
    said = read(answer) + answer.headers.get("Location", "")
    for message in getattr(answer.wsgi_request, "_messages", []):
        said += str(message)
    for word in words:
        if found := re.search(word, said, re.IGNORECASE):
            around = said[max(found.start() - 80, 0) : found.end() + 40]
            tally.find(PART, "shows a secret", f"{name} {place}", where, around)
    return answer.status_code

"""What the demo's documents name exists, is of its kind, and invents nobody."""

import hashlib
import re
import unicodedata
from itertools import pairwise

from demo import catalogue
from network.models import FederationPage, Partner

from .documents import (
    FEDERATIONS,
    GROUPS,
    PARTNERS,
    PROJECTS,
    REGISTER,
    chapters,
    entries,
    pages,
)

PROJECT_KINDS = {"project", "pact", "plan", "network", "charter"}
ENTRY_KINDS = {
    *("orientation", "defi", "axe", "objectif"),
    *("fonction", "action", "question", "point"),
}
# What a row may say: the outline's own names, then the state, which is no voted text.
ENTRY = {
    *("key", "level", "kind", "label", "number", "title", "text", "start_year"),
    *("end_year", "period", "responsible", "continues", "source", "links"),
    *("state", "said_on", "said_by", "word"),
}
STATES = {"planned", "ongoing", "done", "dropped"}
PARTNER_LEVELS = {"national", "region", "departement", "local"}
# {type of a block: what it says besides its type and its key}
BLOCKS = {
    "text": {"value"},
    "definition": {"term", "text"},
    "list": {"title", "items"},
    "table": {"caption", "columns", "rows", "stated", "note"},
    "figure": {"label", "value", "unit", "year", "source", "note"},
    "timeline": {"items"},
    "quote": {"text", "who"},
    "call": {"group", "text"},
    "excerpt": {"entry"},
    "source": {"text", "url"},
    "note": {"text"},
    "notice": {"text"},
}
# The names of nine persons that the documents print, by their hash.
PERSONS = {
    *("078ce440922e", "b59a2aa4cfb3", "a7baa71068fc"),
    *("1a5b611722a4", "f95042bf7ec6", "90ddac1739b8"),
    *("204fb6b2a5fd", "741aac2dd031", "ce4e149f7e78"),
}
GROUP_KEYS = [row["key"] for data in FEDERATIONS for row in data.get("groups", [])]
PARTNER_KEYS = [row["key"] for row in PARTNERS]
PLACES = {f"{key}/{row['key']}" for key in PROJECTS for row in entries(key)}
PAGES = pages()


def rows_of(*names):
    """Those of all projects, of these names."""
    return [
        row
        for project in PROJECTS.values()
        for name in names
        for row in project.get(name, [])
    ]


def test_a_key_is_of_one_thing():
    projects = [row["key"] for data in FEDERATIONS for row in data["projects"]]
    assert len(PROJECTS) == len(projects)
    assert len(GROUPS) == len(GROUP_KEYS)
    assert len(set(PARTNER_KEYS)) == len(PARTNER_KEYS)
    for key, project in PROJECTS.items():
        own = [row["key"] for row in entries(key)]
        assert len({*own, *project}) == len(own) + len(project), key
        for chapter in chapters(key).values():
            parts = [part["key"] for part in chapter["body"]]
            assert len({*parts, "title"}) == len(parts) + 1, chapter["key"]


def test_what_a_document_names_exists():
    for key, project in PROJECTS.items():
        own = {row["key"] for row in entries(key)}
        there = {f"group:{name}" for name in GROUPS}
        there |= {f"partner:{name}" for name in PARTNER_KEYS}
        there |= {f"chapter:{name}" for name in chapters(key)}
        for row in entries(key):
            assert set(row.get("links", [])) <= there, row
        for chapter in chapters(key).values():
            assert chapter.get("parent", chapter["key"]) in chapters(key)
            for part in chapter["body"]:
                assert part["type"] != "call" or part["group"] in GROUPS
                assert part["type"] != "excerpt" or part["entry"] in own
        assert {row["entry"] for row in project.get("fiches", [])} <= own
        assert {project.get(name, key) for name in ("part_of", "follows")} <= {
            *PROJECTS
        }
    for row in rows_of("entries"):
        assert {row[name] for name in ("source", "continues") if name in row} <= PLACES
    for group in GROUPS.values():
        assert set(group.get("served", [])) <= PLACES
    conventions = [row for data in FEDERATIONS for row in data.get("conventions", [])]
    for row in [*conventions, *rows_of("signatories")]:
        assert row["partner"] in PARTNER_KEYS


def test_three_fiches_show_each_project_in_practice():
    there = {
        (centre["slug"], fiche["slug"])
        for centre in catalogue.centres()
        for fiche in centre["fiches"]
    }
    for key, project in PROJECTS.items():
        fiches = {(row["centre"], row["fiche"]) for row in project.get("fiches", [])}
        assert len(fiches) == (3 if entries(key) else 0), key
        assert fiches <= there


def test_what_has_a_kind_is_of_one_that_the_site_has():
    for data in FEDERATIONS:
        assert data["federation"]["level"] in FederationPage.Level.values
        assert len(data["federation"]["mission"]) <= 500
    assert {row["kind"] for row in PARTNERS} <= {*Partner.Kind.values}
    assert {row["level"] for row in PARTNERS} <= PARTNER_LEVELS
    assert {row["kind"] for row in PROJECTS.values()} <= PROJECT_KINDS
    assert {row["type"] for row in GROUPS.values()} == {"group", "commission"}
    assert {row["kind"] for row in rows_of("entries")} <= ENTRY_KINDS
    assert {name for row in rows_of("entries") for name in row} <= ENTRY
    for key in PROJECTS:
        levels = [-1, *(row["level"] for row in entries(key))]
        assert all(after <= before + 1 for before, after in pairwise(levels)), key
        for chapter in chapters(key).values():
            for part in chapter["body"]:
                assert set(part) <= {"type", "key"} | BLOCKS[part["type"]]


def test_a_state_says_that_it_is_invented():
    """Two documents have some: one of them is a plan that the demo invents whole."""
    told = {key: [r for r in entries(key) if "state" in r] for key in PROJECTS}
    assert [key for key, rows in told.items() if rows] == [
        "projet-federal-2019-2022",
        "plan-2020",
    ]
    for key, rows in told.items():
        assert not rows or len(rows) < len(entries(key))
        for row in rows:
            assert row["state"] in STATES
            assert row["kind"] == "action"
            assert "pour la démonstration" in row["word"]
    assert "démonstration" in PROJECTS["plan-2020"]["title"]


def test_a_contact_is_of_the_demo_and_a_person_is_named_nowhere():
    contacts = [
        row for data in FEDERATIONS for row in data["federation"].get("contacts", [])
    ]
    for row in contacts:
        assert "démonstration" in row["function"]
        assert row["email"].endswith(".example")
        assert re.fullmatch(r"(01 99 00|02 61 91) \d\d \d\d", row["phone"])
    invented = {row[name] for row in contacts for name in ("email", "phone")}
    found = set()
    for path in sorted((catalogue.DATA / "federations").glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r"[\w.+-]+@[\w.-]+\w|\b0\d(?:[ .]?\d\d){4}\b", text))
        names = {_hashed(word) for word in re.findall(r"\w+", text)}
        assert not names & PERSONS, path.name
    assert found == invented


def _hashed(word):
    plain = unicodedata.normalize("NFD", word.lower()).encode("ascii", "ignore")
    return hashlib.sha256(plain).hexdigest()[:12]


def test_each_fact_is_read_where_the_register_says():
    for row in [*REGISTER["facts"], *REGISTER["notices"]]:
        assert row["found"]
        assert row["found"] in PAGES[row["page"]][row["anchor"]], row
    sources = {row["source"] for row in REGISTER["facts"]}
    assert sources == {"000", "001", "002", "003", "004", "across"}
    facts = [(row["source"], row["fact"]) for row in REGISTER["facts"]]
    assert len(set(facts)) == len(facts)


def test_each_inconsistency_is_a_notice_on_a_page():
    numbers = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
    last = {"000": "vii", "001": "vi", "002": "vi", "003": "x", "004": "v"}
    for source, number in last.items():
        rows = [row for row in REGISTER["notices"] if row["source"] == source]
        wanted = numbers[: numbers.index(number) + 1]
        assert list(dict.fromkeys(row["number"] for row in rows)) == wanted
    for row in REGISTER["notices"]:
        if row["page"].startswith("project:"):
            assert row["anchor"] == "notices"
        else:
            project, key = row["page"].removeprefix("chapter:").split("/")
            (part,) = [
                part
                for part in chapters(project)[key]["body"]
                if part["key"] == row["anchor"]
            ]
            assert part["type"] == "notice"

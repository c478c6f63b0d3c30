"""The five documents of the network stand whole in the demo's data (domain.md, section 1)."""

import re
from collections import Counter

from .documents import FEDERATIONS, PROJECTS, block, chapters, entries

HAUTS_DE_SEINE = "projet-federal-2019-2022"
SEINE_ET_MARNE = "pacte-2019-2022"
AXES, ABOVE = "axes-2015-2016", "projet-federal-2014-2017"
CENTRE = "projet-2013-2015"
PLATFORM = "cest-possible"


def count_by_kind(project):
    return Counter(row["kind"] for row in entries(project))


def test_the_project_of_hauts_de_seine_is_whole():
    project = PROJECTS[HAUTS_DE_SEINE]
    assert count_by_kind(HAUTS_DE_SEINE) == {
        "orientation": 3,
        "objectif": 10,
        "action": 12,
    }
    for orientation, objectives, actions in (
        ("fondamentaux", 4, 4),
        ("innovation", 3, 3),
        ("pratiques", 3, 4),
    ):
        assert len(entries(HAUTS_DE_SEINE, "objectif", orientation)) == objectives
        assert len(entries(HAUTS_DE_SEINE, "action", orientation)) == actions
    assert [row["key"] for row in entries(HAUTS_DE_SEINE, "action") if not row["level"]]
    assert len(project["steps"]) == 5
    assert len(project["bodies"]) == 4
    assert len(project["signatories"]) == 4
    assert len(groups_of("hauts-de-seine", "group")) == 9
    assert len(project["notices"]) == 7


def test_the_pact_of_seine_et_marne_is_whole():
    pact = PROJECTS[SEINE_ET_MARNE]
    groups = groups_of("seine-et-marne", "group")
    subthemes = [row for group in groups for row in group["subthemes"]]
    assert count_by_kind(SEINE_ET_MARNE) == {
        "defi": 2,
        "fonction": 4,
        "action": 15,
        "point": 18,
    }
    assert len(entries(SEINE_ET_MARNE, "point", "faire-reseau")) == 6
    assert len(entries(SEINE_ET_MARNE, "point", "faire-gouvernance")) == 4
    assert len(entries(SEINE_ET_MARNE, "point", "animation-du-reseau")) == 3
    tasks = ("strategique", "technique", "representation", "vie-de-la-federation")
    assert [
        len(entries(SEINE_ET_MARNE, "action", function))
        for function in (*tasks, "plateforme")
    ] == [5, 4, 2, 3, 1]
    assert len(groups) == 4
    assert len({group["referent_function"] for group in groups}) == 2
    assert len(subthemes) == 7
    assert sum(len(row.get("questions", [])) for row in subthemes) == 5
    assert len(set(pact["keywords"])) == 22
    assert len(pact["values"]) == 3
    assert not {"signatories", "signed_on", "adopted_on"} & set(pact)


def test_the_axes_without_a_federation_are_whole():
    plan, above = PROJECTS[AXES], PROJECTS[ABOVE]
    assert count_by_kind(AXES) == {
        "objectif": 2,
        "orientation": 3,
        "axe": 5,
        "action": 12,
    }
    assert all(row["text"] for row in entries(AXES, "orientation"))
    axes = [row["key"] for row in entries(AXES, "axe")]
    assert [len(entries(AXES, "action", axe)) for axe in axes] == [2, 3, 2, 2, 3]
    assert plan["ambition"]
    assert plan["method_note"]
    assert plan["part_of"] == ABOVE
    assert set(above) == {"key", "title", "kind", "start_year", "end_year", "notices"}


def test_the_project_of_the_centre_region_is_whole():
    kinds = count_by_kind(CENTRE)
    assert kinds == {
        "orientation": 3,
        "fonction": 4,
        "action": 20,
        "question": 3,
        "point": 2,
    }
    branches = "orientation-41 fonction-421 fonction-422 fonction-423 fonction-424"
    assert [
        len(entries(CENTRE, "action", branch))
        for branch in (*branches.split(), "orientation-43")
    ] == [4, 2, 3, 2, 3, 6]
    assert len(entries(CENTRE, "point", "orientation-41", label="Souhait")) == 2
    undated = [r for r in entries(CENTRE, "action") if "start_year" not in r]
    assert len(undated) == 5
    numbers = "1 2 3 31 32 33 34 4 41 42 421 422 423 424 43"
    assert [row["number"] for row in chapters(CENTRE).values()] == [
        "",
        *numbers.split(),
    ]
    assert [part["type"] for part in chapters(CENTRE)["32"]["body"]] == ["notice"]
    assert len(PROJECTS[CENTRE]["steps"]) == 6
    assert len(groups_of("region-centre", "commission")) == 3
    years = block(CENTRE, "1", "chronologie")["items"]
    assert [row["when"] for row in years] == ["2005", "2006", "2007", "2008", "2009"]
    for chapter, key, count in (
        ("preambule", "objectifs", 3),
        ("preambule", "taches", 4),
        ("2", "axes-prioritaires", 7),
        ("33", "problematiques", 6),
        ("33", "vivre-ensemble", 3),
        ("34", "phases", 6),
    ):
        assert len(block(CENTRE, chapter, key)["items"]) == count, key


def test_the_story_of_the_platform_is_whole():
    assert PROJECTS[PLATFORM]["kind"] == "network"
    assert count_by_kind(PLATFORM) == {"objectif": 4, "fonction": 5, "point": 8}
    assert len(entries(PLATFORM, "point", "facteurs")) == 4
    quotes = [b for b in chapters(PLATFORM)["roles"]["body"] if b["type"] == "quote"]
    assert len(quotes) == 5
    assert all(re.match("Centre social d|Fédération des ", b["who"]) for b in quotes)
    assert [b["type"] for b in chapters(PLATFORM)["phases"]["body"]] == ["notice"]


def groups_of(federation, kind):
    (data,) = [data for data in FEDERATIONS if data["slug"] == federation]
    return [group for group in data["groups"] if group["type"] == kind]


def test_a_table_adds_up_or_a_notice_says_why_not():
    management = block(CENTRE, "31", "modes-de-gestion")
    members = block(CENTRE, "31", "adherents-par-departement")
    for table in (management, members):
        widths = {len(row) for row in [*table["rows"], *values_of(table)]}
        assert widths == {len(table["columns"])}
    for name, total, *modes in management["rows"]:
        assert sum(mode or 0 for mode in modes) == total, name
    sums = [sum(cell or 0 for cell in column) for column in columns_of(management)]
    assert sums == [64, 39, 15, 8, 1, 1]
    assert [sum(column) for column in columns_of(members)] == [64, 27, 14]
    assert values_of(members) == [["", 64, 27, 14], ["", 66, 27, 13]]


def values_of(table):
    return [row["values"] for row in table["stated"]]


def columns_of(table):
    return list(zip(*table["rows"], strict=True))[1:]

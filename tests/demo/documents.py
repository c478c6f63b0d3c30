"""The five documents of the network as the demo's data hold them, to be looked up."""

from datetime import date

from django.utils.formats import date_format

from demo import catalogue
from network.models import FederationPage

FEDERATIONS = catalogue.federations()
PARTNERS = catalogue.read("federations/partners.toml")["partners"]
REGISTER = catalogue.read("federations/facts.toml")
PROJECTS = {row["key"]: row for data in FEDERATIONS for row in data["projects"]}
GROUPS = {row["key"]: row for data in FEDERATIONS for row in data.get("groups", [])}


def entries(project, kind=None, under=None, label=None):
    """Those of a project: of one kind, of one label, below one entry."""
    found, level = [], None
    for row in PROJECTS[project].get("entries", []):
        if level is not None and row["level"] <= level:
            break
        if (under is None or level is not None) and (
            kind in (None, row["kind"]) and label in (None, row.get("label", ""))
        ):
            found.append(row)
        if row["key"] == under:
            level = row["level"]
    return found


def chapters(project):
    return {row["key"]: row for row in PROJECTS[project].get("chapters", [])}


def block(project, chapter, key):
    """The one block of a chapter that has this key."""
    (found,) = [b for b in chapters(project)[chapter]["body"] if b["key"] == key]
    return found


def words(value):
    """All that is read of a value, as one text; a figure by its number first."""
    if isinstance(value, dict):
        first = [value.get(name, "") for name in ("value", "unit")]
        rest = [inner for name, inner in value.items() if name not in NOT_READ]
        return words([*first, *rest])
    if isinstance(value, list):
        return " ".join(filter(None, map(words, value)))
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return str(value)


# Keys, and what `words` has put first.
NOT_READ = {"key", "type", "kind", "url", "links", "served", "value", "unit"}


def pages():
    """{page as facts.toml names it: {anchor: text}}, "" being the whole page."""
    found = {}
    for data in FEDERATIONS:
        page = dict(data["federation"], conventions=data.get("conventions", []))
        page["level"] = str(FederationPage.Level(page["level"]).label)
        found[f"federation:{data['slug']}"] = _anchors(page)
        for group in data.get("groups", []):
            word = data["federation"][f"{group['type']}_label"]
            found[f"group:{group['key']}"] = _anchors({"word": word} | group)
        for project in data["projects"]:
            found |= _pages_of(project)
    for partner in PARTNERS:
        conventions = [
            row
            for data in FEDERATIONS
            for row in data.get("conventions", [])
            if row["partner"] == partner["key"]
        ]
        found[f"partner:{partner['key']}"] = _anchors(
            partner | {"conventions": conventions}
        )
    return found


def _pages_of(project):
    fields = {name: project[name] for name in project if name not in PARTS}
    if above := project.get("part_of"):
        fields["part_of"] = PROJECTS[above]["title"]
    fields["plans"] = [
        row["title"]
        for row in PROJECTS.values()
        if row.get("part_of") == project["key"]
    ]
    labels = project.get("labels", {})
    for row in project.get("entries", []):
        label = row.get("label") or labels.get(row["kind"], "")
        fields[row["key"]] = row | {"label": label}
    found = {f"project:{project['key']}": _anchors(fields)}
    for chapter in project.get("chapters", []):
        blocks = {block["key"]: block for block in chapter["body"]}
        page = _anchors({"title": chapter["title"]} | blocks)
        found[f"chapter:{project['key']}/{chapter['key']}"] = page
    return found


PARTS = {"entries", "chapters", "fiches", "labels"}


def _anchors(fields):
    texts = {
        name: words(value) for name, value in fields.items() if name not in NOT_READ
    }
    return texts | {"": " ".join(texts.values())}

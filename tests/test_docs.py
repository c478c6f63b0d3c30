"""What the documents say is there: what the code cites of them, what they name of it.

One way to cite, for every file: `<name>.md`, then at will `, section 4.6` (`, sections
4.4 to 4.6`), `, defect 11`, or the words of a heading, of a row or in bold: `, "Roles"`.
"""

import re
from functools import cache

import pytest

from .test_architecture import ROOT, tracked

DOCS = ROOT / "docs"
READ = {".py", ".md", ".html", ".css", ".js", ".txt", ".toml", ".in", ".yml", ".yaml"}
NUMBERS = r"\d+(?:\.\d+)?(?:(?:, | and | to )\d+(?:\.\d+)?)*"
# No capital and no "_": README.md and its like are no documents of docs/.
NAME = re.compile(r"(?<![\w.*>/-])(?:docs/)?([a-z]+)\.md\b(?!\])")
CITED = re.compile(
    rf"(?:, sections? (?P<sections>{NUMBERS}))?"
    rf"(?:, defects? (?P<defects>{NUMBERS}))?"
    r'(?:,(?: rows?)? "(?P<words>[^"]+)")?'
)
# A line that goes on, with the sign of its comment.
BREAK = re.compile(r"[ \t]*\n[ \t]*(?:#|\*|//)?[ \t]*")
OTHERWISE = re.compile(r",? \d|,? sections?\b|, \S+ \d|,? defects?\b")
LINK = re.compile(r"\]\(([^)\s]+)\)")
TEST = re.compile(r"`(test_\w+)`")
QUOTED = re.compile(r"`([^`]+)`")


def cited(text):
    """(line, name, match, what follows) of each document cited in a text."""
    for found in NAME.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        rest = BREAK.sub(" ", text[found.end() : found.end() + 300])
        match = CITED.match(rest)
        yield line, found[1], match, rest[match.end() :]


@cache
def texts():
    """{path from the root: text} of the tracked files that hold words."""
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for path in tracked()
        if path.suffix in READ and path.is_file()
    }


@cache
def document(name):
    path = DOCS / f"{name}.md"
    return path.read_text(encoding="utf-8") if path.is_file() else None


def section(text, number):
    """The text of a section with all that is under it; None if there is none."""
    pattern = rf"^(#+) {re.escape(number)}\.? .*$"
    start = re.search(pattern, text, re.MULTILINE)
    if start is None:
        return None
    rest = text[start.end() :]
    end = re.search(rf"^#{{1,{len(start[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def faults(text):
    """(line, sentence) of each citation that leads nowhere."""
    for line, name, match, rest in cited(text):
        found = document(name)
        if found is None:
            yield line, f"there is no docs/{name}.md"
        elif OTHERWISE.match(rest):
            yield line, f"cite as « {name}.md, section 1 »: {name}.md{rest[:20]}"
        else:
            yield from ((line, missing) for missing in _missing(name, found, match))


def _missing(name, text, match):
    wanted = re.findall(r"[\d.]*\d", match["sections"] or "")
    for number in wanted:
        if section(text, number) is None:
            yield f"docs/{name}.md has no section {number}"
    for number in re.findall(r"\d+", match["defects"] or ""):
        if not re.search(rf"^\| {number} \|", text, re.MULTILINE):
            yield f"docs/{name}.md has no defect {number}"
    if words := match["words"]:
        words = re.escape(words)
        where = (section(text, wanted[0]) if wanted else None) or text
        pattern = rf"^#+ (?:[\d.]+ )?{words}|^\| {words} \||\*\*{words}"
        if not re.search(pattern, where, re.MULTILINE):
            yield f'docs/{name}.md does not say "{match["words"]}" there'


def test_what_is_cited_of_a_document_stands_there():
    wrong = [
        f"{name}:{line}: {sentence}"
        for name, text in texts().items()
        if name != "tests/test_docs.py"  # cites what does not exist, below
        for line, sentence in faults(text)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_documents_are_cited_so_the_search_for_citations_finds_some():
    found = [
        match
        for name, text in texts().items()
        if name.endswith(".py")
        for _line, _name, match, _rest in cited(text)
    ]
    assert len(found) > 40
    assert sum(bool(match["sections"]) for match in found) > 30


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("# see editorial.md, section 4.99", "docs/editorial.md has no section 4.99"),
        ("\n# editorial.md,\n# sections 1 and 99", "has no section 99"),
        ("platform.md, defect 77", "docs/platform.md has no defect 77"),
        ('domain.md, "Decisions that do not"', "does not say"),
        ('editorial.md, section 3, "Allow-list of views"', "does not say"),
        ("(editorial.md, 2)", "cite as"),
        ("platform.md section 4.2", "cite as"),
        ("source: memory.md, section 1", "there is no docs/memory.md"),
    ],
)
def test_a_citation_that_leads_nowhere_is_told(text, sentence):
    ((line, said),) = faults(text)
    assert sentence in said
    assert line == text.count("\n", 0, text.index(".md")) + 1


@pytest.mark.parametrize(
    "text",
    [
        "as design.md decided, kept by tests",
        "# (platform.md,\n# section 4). `fill` follows",
        "editorial.md, sections 4.4 to 4.6.",
        'editorial.md, section 1, rows "invite, close a membership, hand over".',
        'editorial.md, section 2, "Allow-list of views"',
        'domain.md, "Decisions that bind"',
        "(platform.md, defect 11). A number",
    ],
)
def test_each_way_to_cite_is_understood(text):
    assert list(faults(text)) == []


def anchors(text):
    """The anchors that a forge makes of the headings of a Markdown text."""
    plain = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    titles = re.findall(r"^#+ (.+?)\s*$", plain, re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles
    }


def test_every_link_between_our_pages_leads_somewhere():
    broken = []
    for name in texts():
        if not name.endswith(".md"):
            continue
        path = ROOT / name
        for target in LINK.findall(texts()[name]):
            if re.match(r"[a-z]+:", target):
                continue
            place, _, anchor = target.partition("#")
            aimed = (path.parent / place).resolve() if place else path
            text = aimed.read_text(encoding="utf-8") if aimed.suffix == ".md" else ""
            if not aimed.exists() or (anchor and anchor not in anchors(text)):
                broken.append(f"{name}: {target}")
    assert not broken, "\n".join(broken)


def test_the_readme_leads_to_each_document():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = {path.name for path in DOCS.glob("*.md")}
    assert named == set(re.findall(r"\]\(docs/([a-z]+\.md)\)", readme))


def test_each_test_that_a_document_names_exists():
    written = "\n".join(
        text
        for name, text in texts().items()
        if name.startswith("tests/") and name.endswith(".py")
    )
    gone = [
        f"{path.name}: {name}"
        for path in DOCS.glob("*.md")
        for name in TEST.findall(path.read_text(encoding="utf-8"))
        if f"def {name}(" not in written
    ]
    assert not gone, "\n".join(gone)


def places():
    """(line, file or folder, names) of each place listed in docs/wagtail.md."""
    for number, line in enumerate(document("wagtail").splitlines(), 1):
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 7 and cells[1].startswith("`"):
            yield number, cells[1].strip("`"), QUOTED.findall(cells[2])


def test_what_leans_on_wagtail_still_stands_where_the_page_says():
    gone, sources = [], texts()
    for line, place, wanted in places():
        # A folder ends with a slash.
        there = [text for name, text in sources.items() if name.startswith(place)]
        if not there:
            gone.append(f"docs/wagtail.md:{line}: there is no {place}")
        gone += [
            f"docs/wagtail.md:{line}: {place} says {symbol} no more"
            for symbol in wanted
            if not any(symbol in text for text in there)
        ]
    assert not gone, "\n".join(gone)
    assert len(list(places())) > 50


def test_each_licence_of_what_is_installed_is_told():
    """One row a package of the production set, none for what is there no more."""
    locked = (ROOT / "requirements/production.txt").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    installed = set(re.findall(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==", locked, re.MULTILINE))
    licences = readme.partition("\n## Licence\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([a-z0-9, -]+) \| [^|]+ \|$", licences, re.MULTILINE)
    told = {name for names in rows for name in names.split(", ")} - {"packages"}
    assert told == installed

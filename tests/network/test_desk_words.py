"""The back office speaks French, and no jargon, to everybody who opens it.

Wagtail's own words are said again in locale/; what it does not translate is met by
walking the desk, each address of the URLconf as in the matrix.
"""

import re
from gettext import GNUTranslations
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import trans_real

from tests.network.test_admin_matrix import addresses, stage  # noqa: F401  a fixture

JARGON = re.compile(
    r"workflow|\bslugs?\b|\bfragments?\b|transf[ée]r|transfert|\bsnippets?\b"
    r"|\((?:e|tte|le|la|lle|elle|ve)\)|\b[cC]e/cette|\b[KMG]io\b|\bitems?\b|\bStatus\b",
    re.IGNORECASE,
)
ENGLISH = re.compile(
    r"\b(?:Any|None|All|Today|Yes|Past|Root|Handled|Created|Updated|Deleted|Add|Edit"
    r"|Delete|Choose|Upload|Search|Loading|Save|Cancel|Close|Order|Sort|Live|Title"
    r"|the|of|your|with|are|this|has been)\b|-{5,}"
)
# Written in Wagtail's template, where no catalogue reaches it: read by no eye.
UNREACHED = {"Search"}
# The names that code gives to types of pages, told to webmasters by a report.
TYPES = re.compile(r"\b\w+\.\w+page\b")
SAID = {"aria-label", "title", "placeholder", "alt", "data-w-tooltip-content-value"}
LABELS = {"label", "legend", "th", "option", "h1", "h2", "h3"}


class Words(HTMLParser):
    """What a page says to eyes and ears, and the labels of its fields."""

    def __init__(self, html):
        super().__init__()
        self.said, self.labels, self.open = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.open.append("hidden" if "hidden" in found else tag)
        self.said += [found[name] for name in SAID & set(found) if found[name]]
        if found.get("type") in ("submit", "button"):
            self.said.append(found.get("value") or "")

    def handle_data(self, data):
        tag, words = self.open[-1] if self.open else "", " ".join(data.split())
        if words and tag not in ("script", "style", "kbd", "hidden"):
            self.said.append(words)
            if tag in LABELS:
                self.labels.append(words)


def po_entries(path):
    """{key of the compiled catalogue: words} of a file of ours, as gettext reads it."""
    entry, found = {}, {}
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        match = re.match(r'(msg\w+(?:\[\d\])?) "(.*)"$|"(.*)"$', line)
        if match and match[1]:
            entry[name := match[1]] = match[2]
        elif match and entry:
            entry[name] += match[3]
        elif entry:
            key = "\x04".join(filter(None, (entry.get("msgctxt"), entry["msgid"])))
            words = {n: w for n, w in entry.items() if n.startswith("msgstr")}
            for name, text in words.items():
                number = re.search(r"\d", name)
                found[(key, int(number[0])) if number else key] = text
            entry = {}
    return {key: _unquoted(text) for key, text in found.items() if key != ""}


def _unquoted(text):
    return text.replace('\\"', '"').replace("\\n", "\n")


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_the_compiled_catalogue_says_what_its_source_says(domain):
    """Committed, so that no machine needs gettext's tools to run the site."""
    folder = settings.LOCALE_PATHS[0] / "fr/LC_MESSAGES"
    with (folder / f"{domain}.mo").open("rb") as compiled:
        said = GNUTranslations(compiled)._catalog
    said.pop("", None)
    source = po_entries(folder / f"{domain}.po")
    unquoted = {
        (_unquoted(key[0]), key[1]) if isinstance(key, tuple) else _unquoted(key): words
        for key, words in source.items()
    }
    assert said == unquoted
    assert [words for words in said.values() if JARGON.search(_bare(words))] == []


def test_no_word_of_an_installed_app_is_jargon():
    """What Wagtail adds in its next version is met here, shown or not."""
    with translation.override("fr"):
        catalogue = trans_real.catalog()._catalog
        keys = [key for layer in catalogue._catalogs for key in layer if key]
        names = {key[0] if isinstance(key, tuple) else key for key in keys}
        told = {name: catalogue.get(name) or "" for name in names}
    found = {name: said for name, said in told.items() if JARGON.search(_bare(said))}
    assert len(names) > 1000
    assert found == {}


def _bare(words):
    return re.sub(r"%\(\w+\)[sd]|\{\w+\}|<[^>]+>", "", words)


def html_of(client, address):
    answer = client.get(address)
    is_page = "text/html" in answer.headers.get("Content-Type", "")
    return answer.content.decode() if answer.status_code == 200 and is_page else ""


@pytest.mark.django_db
@pytest.mark.one_database("what a page says is said in Python")
def test_each_page_of_the_desk_speaks_french_and_labels_begin_with_a_capital(
    stage,  # noqa: F811
    as_,
):
    members = (stage.author, stage.referent, stage.members[0], stage.animator)
    pages = [
        (stage.webmaster, address)
        for address in addresses(stage).values()
        if "logout" not in address
    ]
    pages += [
        (user, address)
        for user in members
        for address in ("/admin/", f"/admin/pages/{stage.draft.pk}/edit/")
    ]
    pages += [(members[0], "/admin/account/"), (members[2], "/admin/comite/")]
    clients = {user: as_(user) for user, _address in pages}
    wrong, seen = set(), 0
    for user, address in pages:
        page = Words(html_of(clients[user], address))
        seen += bool(page.said)
        for words in page.said:
            bare = TYPES.sub("", words)
            if words not in UNREACHED and (JARGON.search(bare) or ENGLISH.search(bare)):
                wrong.add((address, words[:80]))
        wrong |= {(address, label) for label in page.labels if label[0].islower()}
    assert seen > 100
    assert wrong == set()

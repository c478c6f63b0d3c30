"""What a rich text adds to its words (bold, lists, links), and how that changed."""

import re
from collections import Counter, defaultdict
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

BOLD, ITALIC, LINK, BULLET, NUMBER, HEADING = range(6)
KINDS = {"b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC, "a": LINK} | {
    f"h{level}": HEADING for level in range(1, 7)
}
COME = {
    BOLD: _l("Gras ajouté sur « %(text)s »."),
    ITALIC: _l("Italique ajouté sur « %(text)s »."),
    LINK: _l("Lien ajouté sur « %(text)s », vers %(target)s."),
    BULLET: _l("« %(text)s » est devenu un point de liste."),
    NUMBER: _l("« %(text)s » est devenu un point numéroté."),
    HEADING: _l("« %(text)s » est devenu un intertitre."),
}
GONE = {
    BOLD: _l("Gras retiré de « %(text)s »."),
    ITALIC: _l("Italique retiré de « %(text)s »."),
    LINK: _l("Lien retiré de « %(text)s » : il menait vers %(target)s."),
    BULLET: _l("« %(text)s » n’est plus un point de liste."),
    NUMBER: _l("« %(text)s » n’est plus un point numéroté."),
    HEADING: _l("« %(text)s » n’est plus un intertitre."),
}
LONGEST = 80  # signs of a text that is quoted
MOST_NOTES = 30  # sentences of one text
# Draft.js numbers its paragraphs at the first save: nobody reads it.
KEYS = re.compile(r'\sdata-block-key="[^"]*"')
SPACES = re.compile(r"\s+")


class Mark(NamedTuple):
    """A stretch of text that stands out; `target` is where a link leads, or ""."""

    kind: int
    target: str
    text: str

    def said(self, sentences):
        text = Truncator(self.text).chars(LONGEST)
        return str(sentences[self.kind]) % {"text": text, "target": self.target}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.lists, self.opened, self.marks = [], [], []

    def handle_starttag(self, tag, attributes):
        if tag in ("ul", "ol"):
            self.lists.append(NUMBER if tag == "ol" else BULLET)
        kind = self.lists[-1] if tag == "li" and self.lists else KINDS.get(tag)
        if kind is not None:
            self.opened.append((tag, kind, _target(dict(attributes)), []))

    def handle_data(self, data):
        for _tag, _kind, _to, words in self.opened:
            words.append(data)

    def handle_endtag(self, tag):
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        for place in range(len(self.opened) - 1, -1, -1):
            if self.opened[place][0] == tag:
                _tag, kind, target, words = self.opened.pop(place)
                if text := _plain("".join(words)):
                    self.marks.append(Mark(kind, target, text))
                return


def _target(attributes):
    """An address, or what an internal link of the editor names."""
    if kind := attributes.get("linktype"):
        names = {"page": _("la page n° %s"), "document": _("le document n° %s")}
        return names.get(kind, kind + " %s") % attributes.get("id", "")
    return attributes.get("href") or ""


def _plain(text):
    return SPACES.sub(" ", text).strip()


def _marks(sources):
    reader = _Reader()
    for source in sources:
        reader.feed(source)
    reader.close()
    return Counter(reader.marks)


def without_keys(sources):
    """The rich texts as their author wrote them."""
    return [KEYS.sub("", source) for source in sources]


def formatting_notes(before, after):
    """What changed beside the words, in sentences: `before`, `after` lists of HTML.

    Of the texts that both versions have: for the others, their words say it.
    """
    old, new = _marks(before), _marks(after)
    come, gone = list((new - old).elements()), list((old - new).elements())
    notes = list(_moved_links(gone, come))
    words_before, words_after = (
        _plain(unescape(strip_tags(" ".join(sources)))) for sources in (before, after)
    )
    notes += [mark.said(COME) for mark in come if mark.text in words_before]
    notes += [mark.said(GONE) for mark in gone if mark.text in words_after]
    return _first_of(list(dict.fromkeys(notes)))


def _first_of(notes):
    """The first MOST_NOTES, and how many more there are."""
    if len(notes) <= MOST_NOTES:
        return notes
    more = ngettext(
        "Et %(count)s autre changement de mise en forme.",
        "Et %(count)s autres changements de mise en forme.",
        len(notes) - MOST_NOTES,
    )
    return [*notes[:MOST_NOTES], more % {"count": len(notes) - MOST_NOTES}]


def _moved_links(gone, come):
    """Sentences of the links whose target changed; takes them out of both lists."""
    former = defaultdict(list)
    for mark in gone:
        if mark.kind == LINK:
            former[mark.text].append(mark)
    for mark in [mark for mark in come if mark.kind == LINK]:
        if former[mark.text]:
            old = former[mark.text].pop()
            gone.remove(old)
            come.remove(mark)
            said = _("Le lien « %(text)s » mène à %(to)s, et non plus à %(from)s.")
            text = Truncator(mark.text).chars(LONGEST)
            yield said % {"text": text, "to": mark.target, "from": old.target}

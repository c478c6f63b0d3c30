"""What the rows of an outline name: pages « page:12 », partners « partner:3 », entries
of other documents. In the words that this person may read; of the rest one says only
whether it is there."""

from collections import defaultdict
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from wagtail.models import Page

from network.models import Partner

from ..models.published_entry import PublishedEntry
from ..permissions import entries_to_name, pages_to_link
from .field import named

MOST_LINKS = 40  # of one row
MOST_FOUND = 20  # entries that a search shows
GONE = _l("cette page n’existe plus")
DRAFT = _l("cette page n’est pas encore en ligne")
OFFLINE = _l("cette page n’est pas en ligne pour tout le monde")
PARTNERS = _l("Partenaires")


class Named(NamedTuple):
    """What a token says: `kind` is the word before its title, "" if one may not read
    it; `words` the title of an entry as its document has it."""

    token: str
    title: str
    kind: str = ""
    words: str = ""


def choices_of(federation, user, page=None):
    """[(heading, [Named])] of what a row may name: what stands under its federation,
    but for documents, whose entries are named one by one; then the partners."""
    found = defaultdict(list)
    pages = pages_to_link(user).descendant_of(federation).order_by("path")
    for one in pages.exclude(federalprojectpage__isnull=False).select_related(*TITLED):
        kinds = str(capfirst(one.specific_class._meta.verbose_name_plural))
        found[kinds].append(_named_page(one))
    if partners := [_named_partner(one.pk, one) for one in Partner.objects.kept()]:
        found[str(PARTNERS)] = partners
    return list(found.items())


TITLED = ("federalprojectchapterpage", "content_type")


def _named_page(page):
    chapter = getattr(page, "federalprojectchapterpage", None)
    title = chapter.numbered_title if chapter else page.title
    kind = capfirst(page.specific_class._meta.verbose_name)
    return Named(f"page:{page.pk}", title, str(kind))


def _named_partner(key, partner):
    """Under the key that the row has: a merged partner is named as the one that stays."""
    kind = capfirst(Partner._meta.verbose_name)
    return Named(f"partner:{key}", partner.name, str(kind))


def names_of(tokens, user=None):
    """[Named] of the tokens, in their order; without its title what is not hers to read.

    Without a user: as any visitor may read them.
    """
    keys = defaultdict(set)
    for token in tokens:
        kind, _colon, key = token.partition(":")
        keys[kind].add(key)
    known = {
        **_names_of_pages(keys["page"], user),
        **_names_of_partners(keys["partner"]),
        **_names_of_entries(keys["entry"], user),
    }
    if left := [token for token in tokens if token not in known]:
        known |= {token: Named(token, str(GONE)) for token in left} | _hidden(
            keys, known
        )
    return [known[token] for token in tokens]


def _hidden(keys, known):
    """{token: Named} of what is there and not in `known`: without a word of it."""
    found = {}
    pages = Page.objects.filter(pk__in=_numbers(keys["page"]))
    for key, published_at in pages.values_list("pk", "first_published_at"):
        found[f"page:{key}"] = OFFLINE if published_at else DRAFT
    entries = PublishedEntry.objects.filter(pk__in=_identities(keys["entry"]))
    for key in entries.values_list("pk", flat=True):
        found[f"entry:{key}"] = OFFLINE
    return {
        token: Named(token, str(words))
        for token, words in found.items()
        if token not in known
    }


def _names_of_pages(keys, user):
    pages = pages_to_link(user).filter(pk__in=_numbers(keys)).select_related(*TITLED)
    return {f"page:{page.pk}": _named_page(page) for page in pages}


def _names_of_partners(keys):
    found = Partner.objects.named(_numbers(keys))
    return {f"partner:{pk}": _named_partner(pk, one) for pk, one in found.items()}


def _names_of_entries(keys, user):
    entries = entries_to_name(user).filter(uuid__in=_identities(keys))
    return {
        f"entry:{entry.uuid}": named_entry(entry)
        for entry in entries.select_related("project")
    }


def named_entry(entry):
    title = " ".join(filter(None, [entry.number, Truncator(entry.title).chars(120)]))
    return Named(f"entry:{entry.uuid}", title, entry.project.title, entry.title)


def _numbers(keys):
    # Nine digits: more is no key, and no database compares it.
    return [
        int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 10
    ]


def _identities(keys):
    return [*filter(None, map(_uuid, keys))]


def _uuid(key):
    try:
        return UUID(key)
    except ValueError:
        return None


def refuse_foreign_links(rows, former, user):
    """Raise ValidationError for the links that a row did not have, and that this person
    may not give it. A link that it had stays, also once its end is gone."""
    known = {token for row in former for token in row.links}
    added = {token for row in rows for token in row.links} - known
    gone = {one.token for one in names_of(sorted(added), user) if not one.kind}
    said = []
    for place, row in enumerate(rows, start=1):
        if gone & {*row.links}:
            why = _(
                "elle est reliée à une page que vous ne pouvez pas lire, ou qui "
                "n’existe plus. Retirez ce lien dans ses détails."
            )
            said.append(named(place, row.as_data(), why))
        if len(row.links) > MOST_LINKS:
            why = _("gardez %(most)s liens au plus.") % {"most": MOST_LINKS}
            said.append(named(place, row.as_data(), why))
    if said:
        raise ValidationError(said[:5])

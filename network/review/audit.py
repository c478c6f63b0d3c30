"""What is online without a review: whoever takes the triggers away escapes every guard.

By batches: some ten queries for two hundred pages. Source: editorial.md, section 4.8.
"""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageLogEntry

from .content import files_under, hash_of, text_hash
from .models import CommitteeTaskState, ShownFile
from .publication import KINDS, approvals, is_approval, says_what_was_voted
from .questions import reviewed_models
from .rows import read_rows

PUBLISHED = ("wagtail.publish", "wagtail.publish.scheduled")
EXCEPTIONS = tuple(f"review.publication.{kind}" for kind in KINDS)
BATCH = 200
TEXT = _("son texte en ligne n’est pas celui de sa dernière version publiée")
NOBODY = _("cette version n’a pas été approuvée, ou une autre l’a remplacée")
MOVED = _("sa place a changé depuis le vote : c’est la signature d’un autre")
FILE = _("un de ses fichiers n’est plus celui qui a été publié")
VOTE = _("un avis n’a pas été donné sur la page de vote")
RULES = _("les règles de sa relecture ont changé depuis son ouverture")


class Doubt(NamedTuple):
    """A page that is online, or under vote, and what is wrong, after its title."""

    page: Page
    why: str


def doubts(since=None):
    """What nobody vouches for, one by one; of what changed after a moment, if said."""
    for model in reviewed_models():
        pages = model.objects.filter(live=True)
        if since is not None:
            pages = pages.filter(_changed(since))
        keys = list(pages.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), BATCH):
            batch = model.objects.filter(pk__in=keys[start : start + BATCH])
            read = batch.select_related("live_revision").order_by("pk")
            yield from _doubts_of(model, list(read))
    yield from _doubts_of_rounds()


def _changed(since):
    """The pages that a version, a publication or the history speaks of since then."""
    told = PageLogEntry.objects.filter(timestamp__gte=since)
    return (
        Q(latest_revision_created_at__gte=since)
        | Q(last_published_at__gte=since)
        | Q(pk__in=told.values("page"))
    )


def is_vouched_for(page):
    """True if what is online is what was voted, or what an exception let through."""
    return not list(_doubts_of(type(page), [page]))


def _doubts_of(model, pages):
    batch = _Batch(model, pages)
    for page in pages:
        if why := batch.doubt(page):
            yield Doubt(page, why)


class _Batch:
    """Pages of one class, with what vouches for them read together."""

    def __init__(self, model, pages):
        self.model = model
        read_rows(model, pages)
        revisions = [page.live_revision for page in pages if page.live_revision]
        self.files = files_under(model, [revision.content for revision in revisions])
        rounds = approvals().filter(revision__in=revisions)
        self.rounds = {
            state.revision_id: state
            for state in rounds.select_related("writer").prefetch_related("votes")
        }
        self.let_through = _let_through(
            page for page in pages if page.live_revision_id not in self.rounds
        )
        self.replaced = _with_a_replaced_file(pages)

    def doubt(self, page):
        """What is wrong with it, or None."""
        if page.live_revision is None or not self._says_what_was_published(page):
            return TEXT
        if page.pk in self.replaced:
            return FILE
        if page.live_revision_id in self.let_through:
            return None
        state = self.rounds.get(page.live_revision_id)
        content = page.live_revision.content
        found = hash_of(self.model, content, self.files)
        if state is None or not is_approval(state, found):
            return NOBODY
        if _has_an_unsigned_vote(state):
            return VOTE
        return None if _is_where_it_was(page, state) else MOVED

    def _says_what_was_published(self, page):
        stored = text_hash(self.model, page.live_revision.content)
        here = text_hash(self.model, page.serializable_data())
        # Where a migration added a field, the version is read as it is now.
        return stored == here or says_what_was_voted(page)


def _let_through(pages):
    """The keys of the live versions of these pages that an exception put online.

    Both are logged in one transaction, the exception first: between them, and after
    them, no other publication of the page.
    """
    live = {page.pk: page.live_revision_id for page in pages}
    entries = PageLogEntry.objects.filter(
        page__in=live, action__in=[*PUBLISHED, *EXCEPTIONS]
    )
    told = defaultdict(list)
    for page, action, revision in entries.order_by("pk").values_list(
        "page", "action", "revision"
    ):
        told[page].append((action, revision))
    return {
        live[page]
        for page, ((before, _version), (last, revision)) in _last_two(told)
        if before in EXCEPTIONS and last in PUBLISHED and revision == live[page]
    }


def _last_two(told):
    return [(page, steps[-2:]) for page, steps in told.items() if len(steps) > 1]


def _with_a_replaced_file(pages):
    """The keys of those that show a file which is not what went online with them."""
    now = Coalesce("picture__file_hash", "document__file_hash")
    rows = ShownFile.objects.filter(page__in=pages).exclude(file_hash=now)
    return set(rows.values_list("page", flat=True))


def _is_where_it_was(page, state):
    """Below who wrote it at the vote; a writer who is gone is known no more."""
    if state.writer is None:
        return page.written_by() is None
    return page.path.startswith(state.writer.path)


def _has_an_unsigned_vote(state):
    return any(
        vote.cancelled_at is None and not vote.is_signed for vote in state.votes.all()
    )


def _doubts_of_rounds():
    """Before anything is online: what was written below the page of the vote."""
    states = CommitteeTaskState.objects.in_progress()
    for state in states.select_related("workflow_state").prefetch_related("votes"):
        why = VOTE if _has_an_unsigned_vote(state) else None
        if why or not state.is_signed:
            yield Doubt(state.workflow_state.content_object, why or RULES)

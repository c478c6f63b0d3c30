"""What the engine asks a reviewed page class, and what it gets by default.

The engine knows no centre, membership, theme nor row: whoever adds a reviewed page
type answers here. `network/reviewed.py` answers from memberships, of centres and of
federations; `initiatives` adds what only a fiche knows.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Protocol

from django import forms
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Workflow

from home.models import Theme

from .naming import FICHE, Naming


class ReviewSection(NamedTuple):
    """A part of a page to which a remark may be pinned.

    `key` is kept in Vote.section (40 signs); `anchor` is its place in the form.
    """

    key: str
    label: str
    anchor: str


@dataclass(frozen=True)
class Writer:
    """Who writes a page, in words: « Besançon (Doubs) » is a place, "" without one."""

    title: str
    place: str = ""
    departement: str = ""


@dataclass(frozen=True)
class QueueLine:
    """One review in words: the title under vote, who wrote it, its first theme."""

    state: Any  # a CommitteeTaskState
    title: str
    writer: Writer | None = None
    theme: Theme | None = None


class QueueFilter(NamedTuple):
    """What narrows the queue: `condition(value)` is a Q of CommitteeTaskState.

    `name` is the parameter of the address; two page types that give the same name
    share one field, and their conditions add up.
    """

    name: str
    field: Callable[[], forms.Field]
    condition: Callable[[Any], Q]


class Agreement(NamedTuple):
    """What somebody agreed to, in words: to be seen in a picture, or quoted.

    Read by the committee and the writer of the page, never by a visitor.
    """

    what: str
    kind: str
    who: str = ""
    day: date | None = None
    scope: str = ""
    until: date | None = None
    is_over: bool = False


class Reviewed(Protocol):
    """A page class that the committee reviews."""

    # The fields of the class that say a fact of now, online as soon as it is saved: no
    # hash holds them, no trigger keeps them, no older version brings them back.
    unvoted: tuple[str, ...]

    def missing_items(self) -> list:
        """What stops the submission: a list of items with field and message."""

    def agreements(self) -> list[Agreement]:
        """Who agreed to be seen or quoted in this version, one for each place."""

    def written_by(self) -> Page | None:
        """The page that writes this one: a centre, a federation."""

    def speakers(self) -> list[Page]:
        """The pages that speak through this one.

        Who belongs or ever belonged to one of them has no vote: see Recusal.
        """

    def people_told(self, wrote: Iterable[int]) -> QuerySet:
        """The active accounts that learn what the committee says.

        `wrote`: the ids of those who wrote or sent a version, whoever they are now.
        """

    def is_answered_for_by(self, user) -> bool:
        """True if `user` answers for who writes the page: may stop its review."""

    @classmethod
    def naming(cls) -> Naming:
        """What such a page is called, and who reads and writes it."""

    @classmethod
    def task_model(cls) -> type:
        """The kind of CommitteeTask that reads these pages, and no other."""

    @classmethod
    def workflow_over(cls, page: Page) -> Workflow | None:
        """The workflow that reads what stands at `page`, or below it, of this class."""

    @classmethod
    def voices_of(cls, speakers: Iterable[int]) -> Iterable[tuple[int, int]]:
        """(account, speaker), by key, of whoever speaks or ever spoke for one of them."""

    @classmethod
    def pages_of(cls, speaker: Page) -> QuerySet:
        """The pages, by key, through which this one speaks, as they are saved."""

    @classmethod
    def why_recused(cls, user, speakers: QuerySet) -> str:
        """After « Vous ne votez pas sur cette fiche : », why these speakers forbid it."""

    @classmethod
    def files_in(cls, content: Mapping) -> tuple[list[int], list[int]]:
        """The (picture ids, document ids) that a revision's content uses."""

    @classmethod
    def keepers_of(cls, document) -> QuerySet:
        """The speakers, by key, among whose files this document is."""

    @classmethod
    def changes_of_rows(cls, name: str, before: list, after: list) -> list | None:
        """Paragraphs of (mark, text) on the rows `name` as two versions keep them; None
        for rows that are told by their place (changes.py)."""

    @classmethod
    def review_sections(cls) -> list[ReviewSection]:
        """The parts to which a remark may be pinned."""

    @classmethod
    def review_roots(cls) -> list[Page]:
        """The pages under which they stand, each with a workflow of the committee."""

    @classmethod
    def writers_of(cls, pages: Iterable[Page]) -> dict[int, Writer]:
        """{key of a page: its Writer}, in a query or two for the lot."""

    @classmethod
    def queue_annotations(cls) -> dict[str, Any]:
        """What `queue_line` reads, as expressions on CommitteeTaskState."""

    @classmethod
    def queue_line(cls, state) -> QueueLine:
        """The line of a review, without a query; `state` has the annotations."""

    @classmethod
    def queue_filters(cls) -> list[QueueFilter]:
        """What may narrow the queue, in order."""


class DefaultAnswers:
    """The answers of a page that nobody else speaks through. See Reviewed."""

    unvoted = ()

    def missing_items(self):
        return []

    def agreements(self):
        return []

    def written_by(self):
        return None

    def speakers(self):
        return []

    def people_told(self, wrote):
        return get_user_model().objects.filter(pk__in=wrote, is_active=True)

    def is_answered_for_by(self, user):
        return False

    @classmethod
    def naming(cls):
        return FICHE

    @classmethod
    def task_model(cls):
        return apps.get_model("review.CommitteeTask")

    @classmethod
    def workflow_over(cls, page):
        return Page.get_workflow(page)

    @classmethod
    def voices_of(cls, speakers):
        return []

    @classmethod
    def pages_of(cls, speaker):
        return Page.objects.none().values("pk")

    @classmethod
    def why_recused(cls, user, speakers):
        return _("vous parlez pour qui l’a écrite")

    @classmethod
    def files_in(cls, content):
        return [], []

    @classmethod
    def keepers_of(cls, document):
        return Page.objects.none().values("pk")

    @classmethod
    def changes_of_rows(cls, name, before, after):
        return None

    @classmethod
    def review_sections(cls):
        return []

    @classmethod
    def review_roots(cls):
        return []

    @classmethod
    def writers_of(cls, pages):
        return {}

    @classmethod
    def queue_annotations(cls):
        return {}

    @classmethod
    def queue_line(cls, state):
        title = state.revision.content.get("title") or state.revision.object_str
        return QueueLine(state, title)

    @classmethod
    def queue_filters(cls):
        return []


def reviewed_models():
    """The page classes that go live through a review: a list."""
    return [model for model in apps.get_models() if issubclass(model, DefaultAnswers)]


def task_models():
    """The kinds of task that read them: each says who judges a round. A list."""
    kind = apps.get_model("review.CommitteeTask")
    return [model for model in apps.get_models() if issubclass(model, kind)]


def answers(question):
    """The bound classmethods `question` of the reviewed models, each answer once."""
    methods = (getattr(model, question) for model in reviewed_models())
    return list({method.__func__: method for method in methods}.values())

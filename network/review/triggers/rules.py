"""What the database refuses, in the words that both databases share.

Each is asked after a row was written: OLD and NEW are what it was and what it is.
`review_is_shut(page)` is in door.py for SQLite and in postgresql.py.
Source: editorial.md, section 4.7.
"""

from collections.abc import Callable
from typing import NamedTuple

from wagtail.models import Revision, TaskState, WorkflowState

from home.models import Attachment, Picture
from home.models.media import FOCAL_POINT

from ..models import CommitteeTaskState, Recusal, Vote
from . import covered

PAGE = "review: this page goes online, or changes online, without a review"
ROW = "review: what visitors read of this page changes without a review"
REVISION = "review: this version is online, or was put to the vote: it is kept"
ROUND = "review: what the committee answered is kept"
ASKED = ["quorum", "criteria"]
ANSWER = [
    *("state_id", "user_id", "choice", "content_hash", "created_at"),
    *("checklist", "reason", "section", "comment"),
]
FILE = "review: this file is online: it is neither replaced nor cropped anew"
RECUSAL = "review: who was recused from this page stays so"


class Words(NamedTuple):
    """What each database says in its own way, as a condition.

    `differ(columns)`: one of them does; `moved(table)`: some content of a Covered.
    """

    differ: Callable
    moved: Callable


class Rule(NamedTuple):
    table: str
    event: str
    condition: str
    message: str


def rules(words, tables):
    """The Rules for those of our tables that are in `tables`, a set of names."""
    if not {covered.page_table().table, CommitteeTaskState._meta.db_table} <= tables:
        return []
    own = [one for one in covered.own_tables() if one.table in tables]
    rows = [one for one in covered.row_tables() if one.table in tables]
    found = [*_of_pages(words, own), *_of_revisions(words, own), *_of_rounds(words)]
    shown = covered.shown_files()
    if shown.table in tables:
        rows.append(shown)
        found += _of_files(words, shown)
    if Recusal._meta.db_table in tables:
        found += _of_recusals(words)
    for one in [*own, *rows]:
        found += _of_rows(words, one)
    return found


def _is_shut(page):
    return f"review_is_shut(CAST({page} AS text))"


def _is_reviewed(page, own):
    """The class of this page is reviewed: it has a row in one of their tables."""
    found = [_exists(one.table, f'"{one.page.column}" = {page}') for one in own]
    return f"({' OR '.join(found)})" if found else "(1 = 0)"


def _exists(tables, condition):
    return f"EXISTS (SELECT 1 FROM {tables} WHERE {condition})"  # noqa: S608  ours


def _of_pages(words, own):
    one = covered.page_table()
    new, old = (
        f"{_is_shut(page)} AND {_is_reviewed(page, own)}"
        for page in ("NEW.id", "OLD.id")
    )
    moved = (
        f"NOT OLD.live OR {words.differ(['live_revision_id'])} OR {words.moved(one)}"
    )
    yield Rule(one.table, "INSERT", f"NEW.live AND {new}", PAGE)
    yield Rule(one.table, "UPDATE", f"NEW.live AND ({moved}) AND {old}", PAGE)
    yield Rule(one.table, "DELETE", f"OLD.live AND {old}", PAGE)


def _of_rows(words, one):
    """Of a live page: neither more, nor fewer, nor others."""
    page_table = covered.page_table().table
    new, old = (
        f"({_exists(page_table, f'id = {page} AND live')} AND {_is_shut(page)})"
        for page in (f'{row}."{one.page.column}"' for row in ("NEW", "OLD"))
    )
    yield Rule(one.table, "INSERT", new, ROW)
    yield Rule(one.table, "UPDATE", f"({words.moved(one)}) AND ({old} OR {new})", ROW)
    yield Rule(one.table, "DELETE", old, ROW)


def _of_revisions(words, own):
    """Live, or in a round of the committee, open or over."""
    page, table = covered.page_table().table, Revision._meta.db_table
    is_live = (
        f"live AND live_revision_id = OLD.id AND {_is_shut(f'{page}.id')} "
        f"AND {_is_reviewed(f'{page}.id', own)}"
    )
    states, rounds = TaskState._meta.db_table, CommitteeTaskState._meta.db_table
    joined = f"{states} JOIN {rounds} ON {rounds}.taskstate_ptr_id = {states}.id"
    was_sent = (
        f"{_exists(joined, f'{states}.revision_id = OLD.id')} "
        f"AND {_is_shut('OLD.object_id')}"
    )
    kept = f"({_exists(page, is_live)} OR ({was_sent}))"
    columns = ["content", "object_id", "content_type_id", "base_content_type_id"]
    yield Rule(table, "UPDATE", f"({words.differ(columns)}) AND {kept}", REVISION)
    yield Rule(table, "DELETE", kept, REVISION)


def _of_rounds(words):
    """A round and its votes say what was approved: they go with their page alone.

    A vote may be cancelled, an approval withdrawn: once.
    """
    once = "OLD.{0} IS NOT NULL AND {1}"
    for model, column, fixed, end in (
        (CommitteeTaskState, "taskstate_ptr_id", ASKED, "withdrawn_at"),
        (Vote, "state_id", ANSWER, "cancelled_at"),
    ):
        table = model._meta.db_table
        states, reviews = TaskState._meta.db_table, WorkflowState._meta.db_table
        joined = f"{states} JOIN {reviews} ON {reviews}.id = {states}.workflow_state_id"
        shut = f'{states}.id = OLD."{column}" AND {_is_shut(f"{reviews}.object_id")}'
        kept = _exists(joined, shut)
        again = once.format(end, words.differ([end]))
        moved = f"({words.differ(fixed)}) OR ({again})"
        yield Rule(table, "UPDATE", f"({moved}) AND {kept}", ROUND)
        yield Rule(table, "DELETE", kept, ROUND)


def _of_files(words, shown):
    """A picture that is withdrawn, or taken off, moves to another address: it alone."""
    page = covered.page_table().table
    joined = f"{shown.table} JOIN {page} ON {page}.id = {shown.table}.page_id"
    is_live = f"live AND {_is_shut(f'{page}.id')}"
    replaced = words.differ(["file_hash", *FOCAL_POINT])
    hidden = f"NEW.withdrawn_at IS NOT NULL OR {words.differ(['taken_off_on'])}"
    moved = f"({words.differ(['file'])} AND NOT ({hidden}))"
    for model, column, changed in (
        (Picture, "picture_id", f"{replaced} OR {moved}"),
        (Attachment, "document_id", words.differ(["file", "file_hash"])),
    ):
        given = _exists(joined, f"{shown.table}.{column} = OLD.id AND {is_live}")
        yield Rule(model._meta.db_table, "UPDATE", f"({changed}) AND {given}", FILE)


def _of_recusals(words):
    """They go with their page, or with their account."""
    table, shut = Recusal._meta.db_table, _is_shut("OLD.page_id")
    columns = ["page_id", "user_id", "kind"]
    yield Rule(table, "UPDATE", f"({words.differ(columns)}) AND {shut}", RECUSAL)
    yield Rule(table, "DELETE", shut, RECUSAL)

"""Writes below `save()`: each is refused by the database, or seen by the audit.

The tables and columns are those of the database's own catalogue, not of the code that
made the triggers. Each write is taken back once it was looked at.
"""

from contextlib import contextmanager

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import ProtectedError, Q
from django.test import Client
from wagtail.models import Revision

from initiatives.models import (
    InitiativePage,
    InitiativePartner,
    KeyFigure,
)
from network.review.audit import doubts
from network.review.models import CommitteeTaskState, Recusal, Vote
from network.review.triggers import installation
from tests.network.matrix import read
from tests.network.review.test_every_door import (
    live_with_a_version_under_vote,
    under_vote,
)

from .by_code import by_code
from .ground import PROCESSES, REFUSALS, execute, is_by_quorum

PART = "below save()"
# Printed, and no content; a withdrawn picture goes: editorial.md, sections 4.7 and 8.
MOVES_ON = "first_published_at", "last_published_at", "withdrawn_at"
ALONE = "TRUNCATE", "DISABLE", "purge"
PAGES = "wagtailcore_page", "initiatives_initiativepage"
OF_THE_REVIEW = {
    "wagtailcore_revision": "id",
    "wagtailcore_taskstate": "id",
    "wagtailcore_workflowstate": "id",
    "review_committeetaskstate": "taskstate_ptr_id",
    "review_vote": "id",
    "review_recusal": "id",
}
ROWS = """
SELECT kcu.table_name, kcu.column_name
FROM information_schema.referential_constraints rc
JOIN information_schema.key_column_usage kcu USING (constraint_schema, constraint_name)
JOIN information_schema.key_column_usage named
    ON named.constraint_name = rc.unique_constraint_name
WHERE named.table_name = 'initiatives_initiativepage'
    AND kcu.table_name LIKE 'initiatives_initiative%' ORDER BY 1, 2
"""
COLUMNS = """
SELECT column_name, data_type FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = %s ORDER BY 1
"""
ANOTHER = {
    "boolean": "NOT coalesce({0}, false)",
    "jsonb": "'[\"autre\"]'",
    "date": "'1999-01-01'",
    "timestamp with time zone": "'1999-01-01'",
    "uuid": "gen_random_uuid()",
    "integer": "coalesce({0}, 0) + 1",
    "bigint": "coalesce({0}, 0) + 1",
    "smallint": "coalesce({0}, 0) + 1",
}


def plan(world, arguments):
    return lambda tally: attack(world, tally)


def attack(world, tally):
    """Those of the catalogue shared out, on fiches of its own; those by code by each."""
    live = voted_live(world)
    second = live_with_a_version_under_vote(world)
    waiting = under_vote(world)
    assert is_by_quorum(live.pk, live.live_revision_id)
    assert not any(doubts())
    writes = list(of_the_catalogue(live, second))
    alone = [one for one in writes if one[0].startswith(ALONE)]
    shared = [one for one in writes if not one[0].startswith(ALONE)]
    mine = [*shared[tally.number :: PROCESSES], *by_code(world, live, waiting)]
    for name, write in mine + (alone if tally.number == 0 else []):
        tally.count(PART, "tries")
        outcome = tried(write, name.startswith(ALONE), live)
        if outcome.startswith(("passes", "came", "takes")):
            tally.find(PART, outcome, name)
        elif outcome.startswith("error"):
            tally.find(PART, "other errors", name, outcome)
        else:
            tally.count(PART, outcome)

    purge(tally)


def purge(tally):
    """Committed, by all three at once: what was read or voted stays, with its votes."""
    live = InitiativePage.objects.filter(live=True).values("live_revision")
    voted = CommitteeTaskState.objects.values("revision")
    read = Revision.objects.filter(Q(pk__in=live) | Q(pk__in=voted))
    before = read.count(), Vote.objects.count()
    call_command("purge_revisions", verbosity=0)
    tally.count(PART, "tries")
    tally.count(PART, "purges")
    after = read.count(), Vote.objects.count()
    if after < before:
        tally.find(PART, "came through", "purge_revisions", before, after)


def voted_live(world):
    """Online by votes, with a row in every table."""
    fiche = world.rich_fiche(1)
    fiche.key_figures.add(KeyFigure(value="58", label="parents"))
    fiche.partners.add(InitiativePartner(name="La mairie"))
    fiche.save()
    fiche.save_revision()
    return world.publish(world.submit(fiche))


@contextmanager
def taken_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def tried(write, is_alone, page):
    """What became of one write, in words; alone where it locks whole tables."""
    before = shown(page)
    try:
        with taken_back():
            kind = "" if is_alone else "_shared"
            execute(f"SELECT pg_advisory_xact_lock{kind}(9)")
            write()
            execute("SET CONSTRAINTS ALL IMMEDIATE")
            if seen := seen_by_the_audit():
                return seen
            after = shown(page)
    except (ProtectedError, *REFUSALS):
        return "refused by the guard"
    except Exception as error:  # noqa: BLE001  all is told
        said = str(error)
        if "review: " in said:
            return "refused by a trigger"
        is_of_a_key = "violates" in said or "PL/pgSQL" in said
        return "refused by a constraint" if is_of_a_key else f"error {error!r}"
    # Trap: the page names others, which the other processes put online.
    if after in (before, shown(page)):
        return "passes, visitors read the same"
    return "takes it offline" if after is None else "came through"


def seen_by_the_audit():
    """In words; "" if not."""
    if any(doubts()):  # none before: nothing of the tries stays done
        return "seen by the audit"
    if installation.differing(connection):
        return "seen by the audit (a trigger lacks)"
    return ""


def shown(page):
    """The page as a visitor gets it, None if there is none."""
    cache.clear()
    answer = Client(raise_request_exception=False).get(page.url)
    return read(answer) if answer.status_code == 200 else None


def of_the_catalogue(live, second):
    """(name, write) of each column, each row gone, each row more, each table emptied."""
    keys = dict(execute(ROWS)) | {PAGES[0]: "id", PAGES[1]: "page_ptr_id"}
    for table, column in keys.items():
        yield from of_a_table(table, f'"{column}" = {live.pk}', table not in PAGES)
    picture, document = live.photos.get().picture_id, live.complements[0].value
    yield from of_a_table("home_picture", f"id = {picture}", False)
    yield from of_a_table("home_attachment", f"id = {document['document'].pk}", False)
    state = CommitteeTaskState.objects.for_instance(live).latest("pk")
    waiting = CommitteeTaskState.objects.for_instance(second).latest("pk")
    for one in (state, waiting):
        said = {
            "wagtailcore_revision": one.revision_id,
            "wagtailcore_workflowstate": one.workflow_state_id,
            "review_vote": one.votes.first().pk,
            "review_recusal": Recusal.objects.filter(page=live.pk).first().pk,
        }
        for table, key in OF_THE_REVIEW.items():
            row = said.get(table, one.pk)
            yield from of_a_table(table, f'"{key}" = {row}', False, one.status)


def of_a_table(table, where, is_of_rows, note=""):
    for column, kind in execute(COLUMNS, table):
        if column in MOVES_ON and not table.startswith("review"):
            continue
        new = ANOTHER.get(kind, "'autre'").format(f'"{column}"')
        change = f'UPDATE "{table}" SET "{column}" = {new} WHERE {where}'  # noqa: S608
        yield f"UPDATE {table}.{column} {note}", lambda c=change: execute(c)
    gone = f'DELETE FROM "{table}" WHERE {where}'  # noqa: S608
    yield f"DELETE {table} {note}", lambda: execute(gone)
    yield f"TRUNCATE {table}", lambda: execute(f'TRUNCATE "{table}" CASCADE')
    yield (
        f"DISABLE TRIGGER {table}",
        lambda: execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER'),
    )
    if is_of_rows:
        others = [name for name, _kind in execute(COLUMNS, table) if name != "id"]
        names = ", ".join(f'"{name}"' for name in others)
        more = f'INSERT INTO "{table}" ({names}) SELECT {names} FROM "{table}" WHERE {where}'  # noqa: S608
        yield f"INSERT {table}", lambda: execute(more)

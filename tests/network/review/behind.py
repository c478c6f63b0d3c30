"""Rows written behind the engine: as if the triggers were not there, or against them.

The first, so that each net above the triggers is still seen to hold alone.
"""

import pytest
from django.db import IntegrityError, connection, transaction
from wagtail.models import Revision

from network.review.triggers import installation
from network.review.triggers.door import opened


def write(rows, **values):
    """`rows`: a QuerySet of pages."""
    with opened(*rows.values_list("pk", flat=True)):
        rows.update(**values)


def amend(page, rows, **values):
    """`rows`: a QuerySet of the rounds or votes of this page."""
    with opened(page.pk):
        rows.update(**values)


def open_anew(state, quorum):
    """As if the task had asked for this quorum when the round opened."""
    state.quorum = quorum
    state.sign()
    with opened(state.workflow_state.object_id):
        state.save()


def rewrite(revision, content):
    with opened(revision.object_id):
        Revision.objects.filter(pk=revision.pk).update(content=content)


def without_triggers():
    """For the rest of the transaction.

    Trap: PostgreSQL drops none from a table whose foreign keys it has still to check.
    """
    connection.check_constraints()
    kind = installation.KINDS[connection.vendor]
    with connection.cursor() as cursor:
        for name in kind.installed(cursor):
            for statement in kind.drop(name):
                cursor.execute(statement)


def refused(write, *arguments):
    """The statement alone: what was before it in the transaction stays."""
    with pytest.raises(IntegrityError, match="review: "), transaction.atomic():
        write(*arguments)


def is_refused(write, *arguments):
    """False if the statement passed; it is taken back then."""
    try:
        with transaction.atomic():
            write(*arguments)
            transaction.set_rollback(True)
    except IntegrityError as error:
        return "review: " in str(error)
    return False


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)

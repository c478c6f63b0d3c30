"""What the nightly audit costs, by hand: CPU seconds, queries, a fiche.

    .venv/bin/python tests/benchmark/audit.py [fiches, 10000 unless said]

On SQLite in a temporary folder, or on the empty database that DATABASE_URL names.
Half of the fiches were voted by three members, half imported. The bar of the issue is
a ratio to commit 86eb264, whose `check_publications` is timed in a clone of its own.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

import django
from django.core.management import call_command
from django.test import override_settings

ROOT = Path(__file__).resolve().parents[2]


def main(count):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from demo import bulk
    from network.review.audit import doubts

    call_command("load_demo", migrate=True)
    bulk.make_fiches(count, progress=lambda line: None)
    _vote_on_half()
    start = time.process_time()
    found = list(doubts())
    spent = time.process_time() - start
    with CaptureQueriesContext(connection) as captured:
        list(doubts())
    print(f"{count} fiches: {spent:.1f} CPU s, {len(captured)} queries", end=", ")
    print(f"{1000 * spent / count:.2f} ms a fiche, {len(found)} doubts")


def _vote_on_half():
    from django.db import transaction
    from wagtail.models import PageLogEntry

    from initiatives.models import InitiativePage
    from network.review.models import CommitteeTask

    task = CommitteeTask.objects.filter(active=True).get()
    members = list(task.judges()[: task.quorum])
    logged = PageLogEntry.objects.filter(action="review.publication.import")
    pages = InitiativePage.objects.filter(pk__in=logged.values("page"))
    with transaction.atomic():
        for page in pages.select_related("live_revision").order_by("pk")[::2]:
            _approve(page, task, members)


def _approve(page, task, members):
    from django.utils import timezone
    from wagtail.models import Page, WorkflowState

    from network.review.models import SUPPORT, CommitteeTaskState, Vote

    review = WorkflowState.objects.create(
        content_object=page,
        content_type=page.content_type,
        base_content_type=Page().get_base_content_type(),
        workflow=task.workflow_tasks.first().workflow,
        status=WorkflowState.STATUS_APPROVED,
    )
    state = CommitteeTaskState.objects.create(
        workflow_state=review,
        revision=page.live_revision,
        task=task,
        status=CommitteeTaskState.STATUS_APPROVED,
        finished_at=timezone.now(),
    )
    state.hear(page)
    for user in members:
        vote = Vote(state=state, user=user, choice=SUPPORT)
        vote.content_hash = state.content_hash
        vote.sign()
        vote.save()


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/db")
        django.setup()
        with override_settings(MEDIA_ROOT=folder):
            main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)

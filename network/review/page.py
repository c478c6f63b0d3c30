"""What a page type inherits to be reviewed by the committee."""

from typing import NamedTuple

from django.apps import apps
from django.db import transaction
from django.db.models import F

from . import publication


class ReviewSection(NamedTuple):
    """A part of a page to which a remark may be pinned.

    `key` is kept in Vote.section (40 signs); `anchor` is its place in the form.
    """

    key: str
    label: str
    anchor: str


class ReviewedPage:
    """A mixin, before Page: nothing goes live but what a finished review voted.

    A reviewed page class answers four questions of the engine, which imports nothing
    upwards: `missing_items`, `centres_concerned`, `files_in`, `review_sections`.
    """

    def missing_items(self):
        """What stops the submission: a list of items with field and message."""
        return []

    def centres_concerned(self):
        """The centres whose members may not vote: first the writing one."""
        return []

    @classmethod
    def files_in(cls, content):
        """The (picture ids, document ids) that a revision's content uses."""
        return [], []

    @classmethod
    def review_sections(cls):
        """The parts to which a remark may be pinned: a list of ReviewSections."""
        return []

    def get_workflow(self):
        """Only a committee's workflow counts: never the core's default one."""
        from .models import CommitteeTask

        workflow = super().get_workflow()
        if workflow is None:
            return None
        tasks = CommitteeTask.objects.filter(
            workflow_tasks__workflow=workflow, active=True
        )
        return workflow if tasks.exists() else None

    @transaction.atomic
    def save_revision(self, *args, **kwargs):
        from wagtail.models import Page

        from .models import CommitteeTaskState

        # Before the page row: the order in which a vote takes its locks.
        reviews = CommitteeTaskState.objects.open_for(self).lock() if self.pk else []
        # Trap: autosave rewrites a revision in place. One that was put to the vote, or
        # is online, is what was read: it is never rewritten, a new one is made.
        kept = kwargs.get("overwrite_revision")
        if kept and not reviews and self._was_read(kept):
            kwargs["overwrite_revision"] = None
        revision = super().save_revision(*args, **kwargs)
        for review in reviews:
            review.follow(revision)
        if self.live:
            # Choosers show `draft_title` of live pages to everybody: the new title
            # of a version that nobody voted stays in its revision.
            Page.objects.filter(pk=self.pk).update(draft_title=F("title"))
        return revision

    def _was_read(self, revision):
        from .models import CommitteeTaskState

        live = type(self).objects.filter(pk=self.pk, live_revision=revision)
        return live.exists() or CommitteeTaskState.objects.keeps(revision)

    def publish(self, revision, user=None, **kwargs):
        publication.require_review(self, revision)
        return super().publish(revision, user=user, **kwargs)

    def save(self, *args, **kwargs):
        publication.guard_save(self, kwargs.get("update_fields"))
        return super().save(*args, **kwargs)


def reviewed_models():
    """The page classes that go live through a review: a list."""
    return [model for model in apps.get_models() if issubclass(model, ReviewedPage)]

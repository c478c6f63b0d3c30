"""What a page type inherits to be reviewed by the committee."""

from django.db import transaction

from . import publication


class ReviewedPage:
    """A mixin, before Page: nothing goes live but what a finished review voted.

    A reviewed page class answers three questions of the engine, which imports
    nothing upwards: `missing_items`, `centres_concerned`, `files_in`.
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
        from .models import CommitteeTaskState

        # Before the page row: the order in which a vote takes its locks.
        reviews = CommitteeTaskState.objects.open_for(self).lock() if self.pk else []
        revision = super().save_revision(*args, **kwargs)
        for review in reviews:
            review.follow(revision)
        return revision

    def publish(self, revision, user=None, **kwargs):
        publication.require_review(self, revision)
        return super().publish(revision, user=user, **kwargs)

    def save(self, *args, **kwargs):
        publication.guard_save(self, kwargs.get("update_fields"))
        return super().save(*args, **kwargs)

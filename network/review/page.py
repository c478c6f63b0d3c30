"""What a page type inherits to be reviewed by the committee."""

from django.db import transaction

from . import files, publication, voting
from .models import CommitteeTaskState, Recusal
from .questions import DefaultAnswers
from .triggers.door import opened


class ReviewedPage(DefaultAnswers):
    """A mixin, before Page: nothing goes live but what a finished review voted.

    What the engine asks of a page class, and gets from DefaultAnswers unless the
    class answers itself, is typed in `questions.Reviewed`.
    """

    is_read_by_committee = False  # said of the version that a member opens

    def get_workflow(self):
        """Only that of who reads these pages counts: never the core's default one."""
        workflow = self.workflow_over(self)
        if workflow is None:
            return None
        tasks = self.task_model().objects.filter(
            workflow_tasks__workflow=workflow, active=True
        )
        return workflow if tasks.exists() else None

    def with_content_json(self, content):
        """A version as it is read now: what no vote holds is what the row says.

        Not read from the version at all: a key of its that is gone would fail there.
        """
        voted = {
            name: said for name, said in content.items() if name not in self.unvoted
        }
        page = super().with_content_json(voted)
        if self.unvoted:
            # Read again: a version keeps the page that it was asked for first.
            names = [self._meta.get_field(name).attname for name in self.unvoted]
            row = type(self).objects.filter(pk=self.pk).values(*names).first()
            for name, value in (row or {}).items():
                setattr(page, name, value)
        return page

    @transaction.atomic
    def save_revision(self, *args, **kwargs):
        # Before the page row: the order in which a vote takes its locks.
        reviews = CommitteeTaskState.objects.open_for(self).lock() if self.pk else []
        # Trap: autosave rewrites a revision in place. One that was put to the vote, or
        # is online, is what was read: it is never rewritten, a new one is made.
        kept = kwargs.get("overwrite_revision")
        if kept and self._was_read(kept):
            kwargs["overwrite_revision"] = None
        revision = super().save_revision(*args, **kwargs)
        Recusal.objects.wrote(self, revision.user_id)
        for review in reviews:
            voting.follow(review, revision)
        return revision

    def _was_read(self, revision):
        live = type(self).objects.filter(pk=self.pk, live_revision=revision)
        return live.exists() or CommitteeTaskState.objects.keeps(revision)

    @transaction.atomic
    def publish(self, revision, user=None, **kwargs):
        publication.require_review(self, revision)
        super().publish(revision, user=user, **kwargs)
        # For a later date, what is online stays approved until then.
        if type(self).objects.filter(pk=self.pk, live_revision=revision).exists():
            CommitteeTaskState.objects.withdraw(self, but=revision)

    def save(self, *args, **kwargs):
        effect = publication.guard_save(self, kwargs.get("update_fields"))
        if not effect:
            return super().save(*args, **kwargs)
        with opened(self.pk):
            saved = super().save(*args, **kwargs)
            if effect == publication.GOES_ONLINE:
                files.keep_what_goes_online(self)
        return saved

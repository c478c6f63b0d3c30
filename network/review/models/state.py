"""One round of review: what was fixed when it opened, and its votes."""

from datetime import timedelta
from functools import reduce
from itertools import takewhile
from operator import or_

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState
from wagtail.models.workflows import BaseTaskStateManager, TaskStateQuerySet

from .. import seals
from ..content import content_hash
from ..questions import answers, task_models
from ..recusal import exclude_recused
from .recusal import Recusal
from .vote import SUPPORT, Reading, Vote


def start_of_today():
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


class CommitteeTaskStateQuerySet(TaskStateQuerySet):
    def in_progress(self):
        return self.filter(status=TaskState.STATUS_IN_PROGRESS)

    def decided(self):
        """Not what its centre took back: a draft again, for its centre alone."""
        return self.filter(
            status__in=(TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED)
        )

    def of_member(self, user):
        """The rounds that this account reads, open or ended."""
        kinds = (model.rounds_of(user) for model in task_models())
        return self.filter(reduce(or_, kinds))

    def waiting_for(self, user):
        """Open reviews on which this user can still vote, the most pressing first."""
        open_ones = self.in_progress().of_member(user)
        return exclude_recused(open_ones, user).order_by("due_at", "pk")

    def late(self):
        """Due before today, as `days_left` counts."""
        return self.filter(due_at__lt=start_of_today())

    def answered_by(self, user):
        """With a standing vote, or an abstention, of this user."""
        votes = Vote.objects.filter(user=user, cancelled_at=None)
        return self.filter(pk__in=votes.values("state"))

    def read_by(self, user):
        return self.filter(
            pk__in=Reading.objects.fresh().filter(user=user).values("state")
        )

    def for_queue(self, user):
        """With what a line shows to `user`: votes, her part, who reads.

        `is_yours` is True where her voice is missing, `my_choice` her standing answer,
        `readers` the list of fresh Readings (a second query for the lot).
        """
        standing = Vote.objects.filter(state=OuterRef("pk"), cancelled_at=None)
        supports = (
            standing.filter(choice=SUPPORT)
            .order_by()
            .values("state")
            .annotate(count=models.Count("pk"))
        )
        waiting = self.model.objects.waiting_for(user).order_by()
        return (
            self.select_related("revision", "workflow_state", "task")
            .annotate(
                support_count=Coalesce(Subquery(supports.values("count")), 0),
                my_choice=Subquery(standing.filter(user=user).values("choice")[:1]),
                is_yours=models.ExpressionWrapper(
                    Q(pk__in=waiting.values("pk")), models.BooleanField()
                ),
            )
            .prefetch_related(
                models.Prefetch(
                    "readings",
                    Reading.objects.fresh().select_related("user"),
                    to_attr="readers",
                )
            )
        )

    def for_lines(self):
        """With what their page classes say of them in a `line`."""
        said = {}
        for ask in answers("queue_annotations"):
            said |= ask()
        return self.select_related("revision__content_type").annotate(**said)

    def withdraw(self, page, but=None):
        """No old approval publishes again without a vote; that of `but` may.

        After an unpublication; and once another version (a Revision) is online.
        """
        self.for_instance(page).filter(
            status=TaskState.STATUS_APPROVED, withdrawn_at=None
        ).exclude(revision=but).update(withdrawn_at=timezone.now())

    def keeps(self, revision):
        """True if this revision was put to the vote, in any round."""
        return self.filter(revision=revision).exists()

    def open_for(self, page):
        return self.for_instance(page).in_progress()

    def lock(self):
        """The rows, locked in the order of a vote: a list.

        Trap: this query joins the workflow, and PostgreSQL would lock it last. A vote
        locks it first: each would wait for the other (a deadlock).
        """
        reviews = WorkflowState.objects.filter(pk__in=self.values("workflow_state"))
        list(reviews.order_by("pk").select_for_update())
        return list(self.select_for_update(of=("self", "taskstate_ptr")))

    def remarks_for(self, page):
        """What the committee wrote to the people of this page, the oldest first.

        Votes of all its rounds, without their authors: for the centre it is "le
        comité". Show `choice`, `reason_label`, `comment`, `created_at`.
        """
        return (
            Vote.objects.filter(state__in=self.for_instance(page), cancelled_at=None)
            .exclude(comment="")
            .select_related("state__workflow_state")
            .defer("user")
            .order_by("created_at")
        )

    def refused_before(self, state):
        """The rounds of its page that were refused since one was approved: a list.

        The last one first; what its centre took back is no round.
        """
        former = (
            self.for_instance(state.workflow_state.content_object)
            .filter(pk__lt=state.pk)
            .exclude(status=TaskState.STATUS_CANCELLED)
            .select_related("revision")
            .order_by("-pk")
        )
        return list(takewhile(lambda one: one.status == one.STATUS_REJECTED, former))

    def votes_on(self, page):
        """Every answer of all rounds, with its author: for the committee alone."""
        return (
            Vote.objects.filter(state__in=self.for_instance(page))
            .select_related("user", "state__workflow_state")
            .order_by("created_at")
        )


class CommitteeTaskState(TaskState):
    """One round of review: what was fixed when it opened."""

    quorum = models.PositiveSmallIntegerField(default=0)
    criteria = models.JSONField(default=list)
    due_at = models.DateTimeField(null=True)
    content_hash = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    writer = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    speakers = models.ManyToManyField("wagtailcore.Page", related_name="+")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reminders = models.PositiveSmallIntegerField(default=0)
    seal = models.CharField(max_length=64, blank=True, editable=False)

    exclude_fields_in_copy = ["reminders"]
    objects = BaseTaskStateManager.from_queryset(CommitteeTaskStateQuerySet)()

    class Meta:
        verbose_name = _("relecture")
        verbose_name_plural = _("relectures")

    def save(self, *args, **kwargs):
        # Here, not after Task.start(): the signal task_submitted goes out inside.
        if not self.pk and not self.quorum:
            task = self.task.specific
            self.quorum = task.quorum_of(self)
            self.criteria = task.criteria_of(self)
            self.due_at = timezone.now() + timedelta(days=task.days)
            self.content_hash = content_hash(self.revision)
            self.sign()
        super().save(*args, **kwargs)

    def sign(self):
        """Set `seal`, without saving: when the round opens."""
        self.seal = seals.seal(*self._facts())

    def _facts(self):
        # Not its own key, which it has not yet.
        return (
            *("round", self.workflow_state_id, self.task_id),
            *(self.quorum, self.criteria),
        )

    @property
    def is_signed(self):
        """True if it asks for the voices and the criteria that it was opened with."""
        return seals.holds(self.seal, *self._facts())

    def supporters(self):
        """The votes that count: a list, each favourable, standing and signed.

        On this very content. No query if `votes` are prefetched.
        """
        return [
            vote
            for vote in self.votes.all()
            if vote.choice == SUPPORT
            and vote.cancelled_at is None
            and vote.content_hash == self.content_hash
            and vote.is_signed
        ]

    def hear(self, page):
        """Keep who writes this version of the page, and who speaks through it: their
        members are recused."""
        speakers = [speaker.pk for speaker in page.speakers()]
        self.writer = page.written_by()
        self.save(update_fields=["writer"])
        self.speakers.set(speakers)
        Recusal.objects.write_down(page, speakers)

    @property
    def line(self):
        """The QueueLine of this review, as its page class tells it: see `for_lines`."""
        return self.revision.content_type.model_class().queue_line(self)

    @property
    def naming(self):
        """The Naming of what is read."""
        kind = ContentType.objects.get_for_id(self.revision.content_type_id)
        return kind.model_class().naming()

    def get_comment(self):
        return self.comment

    @property
    def days_left(self):
        """Whole days until the answer is due (int); negative when it is late."""
        return (timezone.localdate(self.due_at) - timezone.localdate()).days

    @property
    def days_late(self):
        return -self.days_left

    @property
    def age(self):
        """Whole days since it was sent to the committee (int)."""
        return (timezone.localdate() - timezone.localdate(self.started_at)).days

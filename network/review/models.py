"""The committee's task, its state, its votes: what a review keeps."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.log_actions import LogContext, log
from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowState
from wagtail.models.workflows import BaseTaskStateManager, TaskStateQuerySet
from wagtail.snippets.models import register_snippet

from . import permissions
from .forms import CHANGES, SUPPORT, ChangesForm, vote_form
from .locks import CommitteeLock
from .publication import content_hash


@register_snippet
class CharterCriterion(models.Model):
    """One point that the committee checks before it supports a fiche."""

    label = models.CharField(_("point à vérifier"), max_length=200)
    help_text = models.CharField(_("aide"), max_length=300, blank=True)
    active = models.BooleanField(_("en vigueur"), default=True)
    sort_order = models.PositiveSmallIntegerField(_("ordre"), default=0)

    panels = [
        FieldPanel("label"),
        FieldPanel("help_text"),
        FieldPanel("active"),
        FieldPanel("sort_order"),
    ]

    class Meta:
        verbose_name = _("point de la charte")
        verbose_name_plural = _("points de la charte")
        ordering = ["sort_order", "pk"]

    def __str__(self):
        return self.label


def criteria_in_force():
    """The labels to tick, in order: frozen with each review at its opening."""
    return list(
        CharterCriterion.objects.filter(active=True).values_list("label", flat=True)
    )


class CommitteeTask(AbstractGroupApprovalTask):
    """Approval by a quorum of the groups named, never by a single person."""

    quorum = models.PositiveSmallIntegerField(
        _("nombre d’avis favorables"), default=3, help_text=_("Il en faut tant.")
    )
    days = models.PositiveSmallIntegerField(_("délai, en jours"), default=10)

    lock_class = CommitteeLock
    admin_form_fields = [
        *AbstractGroupApprovalTask.admin_form_fields,
        "quorum",
        "days",
    ]

    class Meta:
        verbose_name = _("relecture par le comité éditorial")
        verbose_name_plural = _("relectures par le comité éditorial")

    @classmethod
    def get_task_state_class(cls):
        return CommitteeTaskState

    @classmethod
    def get_description(cls):
        return _("Un nombre fixé de membres du comité approuve la fiche.")

    def is_member(self, user):
        return user.is_active and self.groups.filter(user=user).exists()

    @transaction.atomic
    def start(self, workflow_state, user=None):
        """Open a review; also the path of "submit again".

        Raises ValidationError, with one message an item, if the page lacks something.
        """
        page = workflow_state.content_object.specific
        missing = page.get_latest_revision_as_object().missing_items()
        if missing:
            raise ValidationError([item.message for item in missing])
        state = super().start(workflow_state, user=user)
        state.submitted_by = user
        state.save(update_fields=["submitted_by"])
        state.centres.set(state.revision.as_object().centres_concerned())
        return state

    def locked_for_user(self, obj, user):
        """The text under vote does not move: superusers included."""
        return True

    def user_can_lock(self, obj, user):
        return False

    def user_can_unlock(self, obj, user):
        return False

    def user_can_access_editor(self, obj, user):
        """Members read on the vote page, not in the editor."""
        return False

    def get_actions(self, obj, user):
        # Own names: whoever has an action named "approve" may cancel in the core.
        state = obj.current_workflow_task_state
        if not isinstance(state, CommitteeTaskState):
            return []
        if not permissions.can_vote(user, state):
            return []
        return [
            (SUPPORT, _("J’approuve"), True),
            (CHANGES, _("Je demande une reprise"), True),
        ]

    def get_form_for_action(self, action):
        return vote_form(action, criteria_in_force())

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        """Record one vote and decide, under the locks that cancelling takes too.

        Raises VoteRefused (a PermissionDenied with its sentence), or ValidationError
        if the form does not hold, whatever the browser sent.
        """
        WorkflowState.objects.select_for_update().get(pk=task_state.workflow_state_id)
        state = CommitteeTaskState.objects.select_for_update().get(pk=task_state.pk)
        if refusal := permissions.vote_refusal(user, state):
            raise permissions.VoteRefused(refusal)
        if action_name not in (SUPPORT, CHANGES):
            raise permissions.VoteRefused(_("Cette réponse n’existe pas."))
        form = vote_form(action_name, state.criteria)(kwargs)
        if not form.is_valid():
            raise ValidationError(form.errors.as_json())
        page = state.workflow_state.content_object
        if (
            page.latest_revision_id != state.revision_id
            or content_hash(state.revision) != state.content_hash
        ):
            raise permissions.VoteRefused(
                _("La fiche a changé depuis son envoi : prévenez le webmestre.")
            )
        # Under the name of nobody: histories that the centre reads say "le comité",
        # the votes themselves say who.
        with LogContext():
            state.record(user, action_name, form)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        if not self.is_member(user):
            return TaskState.objects.none()
        waiting = CommitteeTaskState.objects.waiting_for(user).filter(task=self)
        return TaskState.objects.filter(pk__in=waiting.values("pk"))


class CommitteeTaskStateQuerySet(TaskStateQuerySet):
    def in_progress(self):
        return self.filter(status=TaskState.STATUS_IN_PROGRESS)

    def of_member(self, user):
        tasks = CommitteeTask.objects.filter(groups__user=user)
        return self.filter(task__in=tasks)

    def waiting_for(self, user):
        """Open reviews on which this user can still vote, the most pressing first."""
        open_ones = self.in_progress().of_member(user)
        return permissions.exclude_recused(open_ones, user).order_by("due_at", "pk")

    def for_queue(self):
        """With what a line of the queue shows, one query for the lot."""
        standing = models.Q(votes__cancelled_at=None, votes__choice=SUPPORT)
        return self.select_related("revision", "workflow_state").annotate(
            support_count=models.Count("votes", filter=standing, distinct=True)
        )

    def withdraw(self, page):
        """After unpublication no old approval publishes again without a vote."""
        self.for_instance(page).filter(
            status=TaskState.STATUS_APPROVED, withdrawn_at=None
        ).update(withdrawn_at=timezone.now())

    def open_for(self, page):
        return self.for_instance(page).in_progress()

    def lock(self):
        return list(self.select_for_update())

    def remarks_for(self, page):
        """What the committee wrote to the people of this page, the oldest first.

        Votes of all its rounds, without their authors: for the centre it is "le
        comité". Show `choice`, `reason_label`, `comment`, `created_at`.
        """
        return (
            Vote.objects.filter(state__in=self.for_instance(page), cancelled_at=None)
            .exclude(comment="")
            .defer("user")
            .order_by("created_at")
        )


class CommitteeTaskState(TaskState):
    """One round of review: what was fixed when it opened."""

    quorum = models.PositiveSmallIntegerField(default=0)
    criteria = models.JSONField(default=list)
    due_at = models.DateTimeField(null=True)
    content_hash = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    centres = models.ManyToManyField("network.CentrePage", related_name="+")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reminders = models.PositiveSmallIntegerField(default=0)

    exclude_fields_in_copy = ["reminders"]
    objects = BaseTaskStateManager.from_queryset(CommitteeTaskStateQuerySet)()

    class Meta:
        verbose_name = _("relecture")
        verbose_name_plural = _("relectures")

    def save(self, *args, **kwargs):
        # Here, not after Task.start(): the signal task_submitted goes out inside.
        if not self.pk and not self.quorum:
            task = self.task.specific
            self.quorum = task.quorum
            self.criteria = criteria_in_force()
            self.due_at = timezone.now() + timedelta(days=task.days)
            self.content_hash = content_hash(self.revision)
        super().save(*args, **kwargs)

    def supporters(self):
        """The votes that count: standing, favourable, on this very content."""
        return self.votes.filter(
            choice=SUPPORT, cancelled_at=None, content_hash=self.content_hash
        )

    def record(self, user, choice, form):
        """Keep a vote and draw its consequence: approval at quorum, or rejection."""
        data = form.cleaned_data
        vote = Vote.objects.create(
            state=self,
            user=user,
            choice=choice,
            content_hash=self.content_hash,
            checklist=form.checklist,
            reason=data.get("reason", ""),
            comment=data.get("comment", ""),
        )
        count = self.supporters().count()
        log(
            instance=self.revision.as_object(),
            action=f"review.vote.{choice}",
            revision=self.revision,
            data={"votes": count, "quorum": self.quorum, "comment": vote.comment},
        )
        if choice == CHANGES:
            self.reject(comment=vote.comment)
        elif count >= self.quorum:
            self.approve()

    def follow(self, revision):
        """The content changed during the vote: the votes fall, and the log says so."""
        fresh = content_hash(revision)
        if fresh == self.content_hash and revision.pk == self.revision_id:
            return
        cancelled = self.votes.filter(cancelled_at=None).update(
            cancelled_at=timezone.now()
        )
        self.revision, self.content_hash = revision, fresh
        self.save(update_fields=["revision", "content_hash"])
        self.centres.set(revision.as_object().centres_concerned())
        if cancelled:
            log(
                instance=revision.as_object(),
                action="review.vote.cancelled",
                user=revision.user,
                revision=revision,
                data={"votes": cancelled},
            )

    def get_comment(self):
        return self.comment

    @property
    def days_left(self):
        """Whole days until the answer is due (int); negative when it is late."""
        return (timezone.localdate(self.due_at) - timezone.localdate()).days

    @property
    def days_late(self):
        return -self.days_left


class Vote(models.Model):
    """What a member answered; never erased, cancelled when the content moves."""

    class Choice(models.TextChoices):
        SUPPORT = SUPPORT, _("avis favorable")
        CHANGES = CHANGES, _("demande de reprise")

    state = models.ForeignKey(
        CommitteeTaskState, on_delete=models.CASCADE, related_name="votes"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    choice = models.CharField(_("réponse"), max_length=20, choices=Choice)
    checklist = models.JSONField(_("points vérifiés"), default=dict)
    reason = models.CharField(_("motif"), max_length=20, blank=True)
    comment = models.TextField(_("remarque"), blank=True)
    content_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(_("date"), auto_now_add=True)
    cancelled_at = models.DateTimeField(_("annulé le"), null=True, blank=True)

    class Meta:
        verbose_name = _("avis")
        verbose_name_plural = _("avis")
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["state", "user"],
                condition=models.Q(cancelled_at=None),
                name="one_standing_vote",
            )
        ]

    def __str__(self):
        return f"{self.get_choice_display()} ({self.created_at:%d/%m/%Y})"

    @property
    def reason_label(self):
        """The reason in words, "" without one."""
        return dict(ChangesForm.Reason.choices).get(self.reason, "")


class Reading(models.Model):
    """« Je la lis »: shown in the queue, exclusive of nothing."""

    state = models.ForeignKey(
        CommitteeTaskState, on_delete=models.CASCADE, related_name="readings"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("lecture")
        verbose_name_plural = _("lectures")
        constraints = [
            models.UniqueConstraint(fields=["state", "user"], name="one_reading")
        ]

    def __str__(self):
        return f"{self.user_id} → {self.state_id}"

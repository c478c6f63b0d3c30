"""The committee's task: who answers, how many, how long."""

import logging

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogContext
from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowState

from .. import forgery, permissions
from ..forms import ABSTAIN, CHANGES, SUPPORT, vote_form
from ..locks import CommitteeLock
from ..page import ReviewedPage
from ..publication import content_hash
from .charter import criteria_in_force
from .state import CommitteeTaskState

logger = logging.getLogger(__name__)
MOST_VOTES = 20
MOST_DAYS = 90


class CommitteeTask(AbstractGroupApprovalTask):
    """Approval by a quorum of the groups named, never by a single person."""

    quorum = models.PositiveSmallIntegerField(
        _("nombre d’avis favorables"),
        default=3,
        help_text=_(
            "La fiche est publiée quand ce nombre de membres l’a approuvée. Les "
            "relectures déjà ouvertes gardent l’ancien nombre."
        ),
        validators=[
            MinValueValidator(1, _("Il faut au moins un avis favorable.")),
            MaxValueValidator(
                MOST_VOTES, _("Aucun comité ne réunit autant d’avis : vingt au plus.")
            ),
        ],
    )
    days = models.PositiveSmallIntegerField(
        _("délai de réponse, en jours"),
        default=10,
        help_text=_("Passé ce délai, les membres reçoivent jusqu’à trois rappels."),
        validators=[
            MinValueValidator(1, _("Laissez au moins un jour au comité.")),
            MaxValueValidator(MOST_DAYS, _("Un centre n’attend pas plus de 90 jours.")),
        ],
    )

    lock_class = CommitteeLock
    admin_form_fields = [
        *AbstractGroupApprovalTask.admin_form_fields,
        "quorum",
        "days",
    ]

    class Meta:
        verbose_name = _("relecture par le comité éditorial")
        verbose_name_plural = _("relectures par le comité éditorial")
        constraints = [
            # A quorum of nobody would publish by the first vote, whatever it says.
            models.CheckConstraint(
                condition=models.Q(quorum__gte=1, days__gte=1),
                name="committee_votes_and_has_time",
            )
        ]

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
        if not isinstance(page, ReviewedPage):
            raise ValidationError(_("Le comité ne relit que les fiches."))
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
        form = self._checked_form(state, user, action_name, kwargs)
        self._check_what_was_read(state, action_name)
        # Under the name of nobody: histories that the centre reads say "le comité",
        # the votes themselves say who.
        with LogContext():
            state.record(user, action_name, form)

    def _checked_form(self, state, user, action_name, data):
        """The form of that answer, valid; the pages ask it first, so a fault is forged."""
        if action_name not in (SUPPORT, CHANGES, ABSTAIN):
            forgery.note(user, "an answer that no ballot has", state.pk)
            raise permissions.VoteRefused(_("Cette réponse n’existe pas."))
        page = state.workflow_state.content_object
        sections = page.specific_class.review_sections()
        form = vote_form(action_name, state.criteria, sections)(data)
        if not form.is_valid():
            forgery.note(user, "an answer without its checklist or reason", state.pk)
            raise ValidationError(form.errors.as_json())
        return form

    def _check_what_was_read(self, state, action_name):
        """Neither another text is approved, nor one that lacks what a rule now asks."""
        page = state.workflow_state.content_object
        if (
            page.latest_revision_id != state.revision_id
            or content_hash(state.revision) != state.content_hash
        ):
            raise permissions.VoteRefused(
                _("La fiche a changé depuis son envoi : prévenez le webmestre.")
            )
        if action_name != SUPPORT:
            return
        if missing := state.revision.as_object().missing_items():
            logger.error("Review %s can no longer be approved: a rule moved", state.pk)
            raise permissions.VoteRefused(
                _(
                    "La fiche est devenue incomplète depuis son envoi. Demandez une "
                    "reprise, en disant au centre ce qui manque : %(missing)s"
                )
                % {"missing": " ".join(item.message for item in missing)}
            )

    def get_task_states_user_can_moderate(self, user, **kwargs):
        if not self.is_member(user):
            return TaskState.objects.none()
        waiting = CommitteeTaskState.objects.waiting_for(user).filter(task=self)
        return TaskState.objects.filter(pk__in=waiting.values("pk"))

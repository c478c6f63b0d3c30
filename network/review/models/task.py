"""The committee's task: who answers, how many, how long."""

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

from ..locks import CommitteeLock
from ..questions import DefaultAnswers
from .charter import criteria_in_force
from .state import CommitteeTaskState

MOST_VOTES = 20
MOST_DAYS = 90


def members_of(tasks):
    """The active accounts of a group that one of these CommitteeTasks names."""
    members = get_user_model().objects.filter(
        is_active=True, groups__in=tasks.values("groups")
    )
    return members.distinct()


class OfThisKind(models.Manager):
    """The tasks of the class that is asked, not those of a class that inherits it."""

    def get_queryset(self):
        kind = ContentType.objects.get_for_model(self.model)
        return super().get_queryset().filter(content_type=kind)


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

    objects = OfThisKind()

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

    @classmethod
    def judges(cls, states=None):
        """The accounts that a task of this kind in service names: a QuerySet.

        Of some rounds only, if they are given: who else may be asked is left out.
        """
        return members_of(cls.objects.filter(active=True))

    @classmethod
    def rounds_of(cls, user):
        """The rounds of this kind that `user` reads, as a Q: what `is_member` says."""
        # In a subquery: two groups of the same person would double the rows.
        tasks = cls.objects.filter(groups__user=user)
        return models.Q(task__in=tasks.values("pk"))

    def members(self, state):
        """Who answers for this round: a QuerySet of accounts."""
        return members_of(type(self).objects.filter(pk=self.pk))

    def is_member(self, user, state):
        return user.is_active and self.members(state).filter(pk=user.pk).exists()

    def names_somebody(self):
        """False if nobody could ever answer: said at the deployment."""
        return self.groups.exists()

    def quorum_of(self, state):
        """How many voices the round that opens asks for."""
        return self.quorum

    def criteria_of(self, state):
        """What is to be ticked in the round that opens: a list of labels."""
        return criteria_in_force()

    @transaction.atomic
    def start(self, workflow_state, user=None):
        """Open a review; also the path of "submit again".

        Raises ValidationError, with one message an item, if the page lacks something.
        """
        page = workflow_state.content_object.specific
        if not isinstance(page, DefaultAnswers) or page.task_model() is not type(self):
            raise ValidationError(_("Personne ne relit cette sorte de page ici."))
        missing = page.get_latest_revision_as_object().missing_items()
        if missing:
            raise ValidationError([item.message for item in missing])
        state = super().start(workflow_state, user=user)
        state.submitted_by = user
        state.save(update_fields=["submitted_by"])
        state.hear(state.revision.as_object())
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
        from ..voting import actions_of

        return actions_of(obj.current_workflow_task_state, user)

    def get_form_for_action(self, action):
        from ..voting import form_of

        return form_of(action)

    def on_action(self, task_state, user, action_name, **kwargs):
        from ..voting import answer

        return answer(task_state, user, action_name, kwargs)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        waiting = CommitteeTaskState.objects.waiting_for(user).filter(task=self)
        return TaskState.objects.filter(pk__in=waiting.values("pk"))

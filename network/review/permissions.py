"""Who may vote, and who may stop a review; who may not judge stands in recusal.py.

Source of the rules: editorial.md, section 4.2.
"""

from functools import reduce
from operator import or_

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex, Revision, TaskState

from home.permissions import has_full_admin

from .models.state import CommitteeTaskState
from .models.task import CommitteeTask
from .naming import TEXT
from .questions import answers, reviewed_models, task_models
from .recusal import recusal_reason


class VoteRefused(PermissionDenied):
    """A vote that cannot count; its message, in French, says why and what to do."""


def committee():
    """The active accounts of the groups that an active task names: a QuerySet."""
    return CommitteeTask.judges()


def with_kinds(accounts):
    """`accounts` (a QuerySet), each with the answers of `is_named_by`."""
    named = {
        _flag(model): Exists(model.judges().filter(pk=OuterRef("pk")))
        for model in task_models()
    }
    return accounts.annotate(**named)


def is_named_by(user, task_model):
    """True if a task in service of this very kind names `user`: of all kinds, read once."""
    if not (user.is_authenticated and user.is_active):
        return False
    flag = _flag(task_model)
    if not hasattr(user, flag):
        this = with_kinds(get_user_model().objects.filter(pk=user.pk))
        flags = [_flag(model) for model in task_models()]
        for name, is_named in (this.values(*flags).first() or {}).items():
            setattr(user, name, is_named)
    return getattr(user, flag, False)


def _flag(task_model):
    return f"_is_named_by_{task_model._meta.model_name}"


def is_committee_member(user):
    """True for the editorial committee, which reads the fiches."""
    return is_named_by(user, CommitteeTask)


def may_judge(user):
    """True for who has a queue: whatever the kind of task that names her."""
    return any(is_named_by(user, model) for model in task_models())


def judges(states=None):
    """The accounts that a task in service names, of whatever kind: a QuerySet.

    For some rounds (a QuerySet of states) only, if they are given.
    """
    named = (model.judges(states) for model in task_models())
    asked = reduce(or_, (Q(pk__in=accounts.values("pk")) for accounts in named))
    return get_user_model().objects.filter(asked)


def naming_for(user):
    """The Naming of what this account reads, where all of it stands together."""
    models = (
        model for model in reviewed_models() if is_named_by(user, model.task_model())
    )
    kinds = {model.naming() for model in models}
    return kinds.pop() if len(kinds) == 1 else TEXT


def vote_refusal(user, state):
    """A sentence that says why `user` cannot vote on `state` now, or None."""
    if state.status != state.STATUS_IN_PROGRESS:
        return state.naming.say(
            _("La relecture de %(this)s est terminée : votre avis n’est plus attendu.")
        )
    if not (user.is_active and state.task.specific.is_member(user, state)):
        return state.naming.say(_("Seuls %(members)s peuvent donner leur avis."))
    if answer := state.votes.filter(user=user, cancelled_at=None).first():
        if answer.choice == answer.Choice.ABSTAIN:
            return state.naming.say(
                _("Vous ne votez pas sur %(this)s : vous avez choisi de vous abstenir.")
            )
        return state.naming.say(_("Vous avez déjà donné votre avis sur %(this)s."))
    if reason := recusal_reason(user, state):
        return state.naming.say(
            _("Vous ne votez pas sur %(this)s : %(reason)s."), reason=reason
        )
    return None


def is_judge(user, state):
    """True if `user` has a voice on `state`, used or not: a ballot was hers to open."""
    is_member = user.is_active and state.task.specific.is_member(user, state)
    return is_member and not recusal_reason(user, state)


def can_vote(user, state):
    """True if the vote of `user` would count; a superuser only as a member."""
    return vote_refusal(user, state) is None


def can_read_review(user, state):
    """Members of the committee read what is under review, or was decided.

    Not what its centre took back: a draft again. Webmasters read everything.
    """
    if state.status == state.STATUS_CANCELLED:
        return has_full_admin(user)
    return state.task.specific.is_member(user, state) or has_full_admin(user)


def could_read_review(user, state):
    """True for a member of the committee when the centre took back what she read."""
    is_stopped = state.status == state.STATUS_CANCELLED
    return is_stopped and user.is_active and state.task.specific.is_member(user, state)


def reads_it_in_a_review(user, document):
    """True if a review that this member reads shows the document.

    Looked for in the reviews of whoever keeps it, and of the pages that the
    reference index knows: a new version is in its revision only.
    """
    if not is_committee_member(user):
        return False
    kept = Q()
    for ask in answers("keepers_of"):
        kept |= Q(speakers__in=ask(document))
    pages = ReferenceIndex.get_references_to(document).values("object_id")
    states = (
        CommitteeTaskState.objects.of_member(user)
        .exclude(status=CommitteeTaskState.STATUS_CANCELLED)
        .filter(kept | Q(workflow_state__object_id__in=pages))
    )
    revisions = Revision.objects.filter(pk__in=states.values("revision"))
    return any(
        document.pk in revision.content_type.model_class().files_in(revision.content)[1]
        for revision in revisions.select_related("content_type").iterator(50)
    )


def can_see_votes(user, state):
    """Who voted what: members who could vote on it themselves, and webmasters.

    Somebody of the fiche or of its centre reads "le comité", even as a member.
    """
    if not can_read_review(user, state):
        return False
    return has_full_admin(user) or not recusal_reason(user, state)


def readable_rounds(user, rounds):
    """Of the `rounds` of a page, those in its history for `user`: see can_read_review."""
    if has_full_admin(user):
        return rounds
    return rounds.of_member(user).exclude(status=TaskState.STATUS_CANCELLED)


def can_read_history(user, page, rounds):
    """Who may read what the committee did of `page`: `rounds` from readable_rounds().

    Online once without a review, it has no round: the committee reads why of what it
    reads otherwise.
    """
    if has_full_admin(user) or rounds.exists():
        return True
    was_online = page.first_published_at is not None
    is_read = page.specific_class.task_model() is CommitteeTask
    return is_read and was_online and is_committee_member(user)


def can_export_decisions(user):
    """The committee and the webmasters, for the yearly report."""
    return is_committee_member(user) or has_full_admin(user)


def can_see_committee(user):
    """Who votes, and who changed it: for the committee itself and the webmasters."""
    return is_committee_member(user) or has_full_admin(user)


def can_cancel_review(user, page):
    """The submitter, the owner, who answers for it or a webmaster; no member."""
    review = page.current_workflow_state
    if review is None or not user.is_active:
        return False
    return (
        user.pk in {review.requested_by_id, page.owner_id}
        or page.is_answered_for_by(user)
        or has_full_admin(user)
    )


def voters(state):
    """The accounts that can still vote on `state`: a list."""
    members = state.task.specific.members(state)
    return [member for member in members if can_vote(member, state)]

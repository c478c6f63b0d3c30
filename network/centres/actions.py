"""What a centre does with its own page: send it, take it back; and the emergency.

Each is one transaction, logged, told after the commit. Source: editorial.md, section
4.13.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from ..models import CentrePage
from ..review.content import text_hash
from ..review.models import CommitteeTaskState
from ..review.publication import publication_without_review
from . import mails

REVIEWED = ("title", "introduction", "photo")


@transaction.atomic
def save_text(centre, values, *, user):
    """A new version with these values, sent at once; True if it waits for a reading.

    False where the page online says the same, and where nothing changed. Raises
    ValidationError if it lacks something, or if nobody reads such pages.
    """
    is_read = CommitteeTaskState.objects.open_for(centre).lock()  # as a vote does
    draft = centre.get_latest_revision_as_object()
    changed = {k: v for k, v in values.items() if v != getattr(draft, k)}
    if not changed:
        return False
    if is_read:
        raise ValidationError(
            _(
                "Quelqu’un de votre centre vient d’envoyer la page à la relecture : "
                "reprenez-la d’abord, vos mots sont ci-dessous."
            )
        )
    for name, value in changed.items():
        setattr(draft, name, value)
    revision = draft.save_revision(user=user, clean=False, log_action=True)
    centre = CentrePage.objects.get(pk=centre.pk)
    if _says_what_is_online(centre, revision):
        _give_up(centre, user)
        return False
    send(centre, user=user)
    return True


def _says_what_is_online(centre, revision):
    live = centre.live_revision if centre.live else None
    kept = [text_hash(CentrePage, one.content) for one in (revision, live) if one]
    return len(kept) == 2 and kept[0] == kept[1]


def _give_up(centre, user):
    """Nothing is left to read: what was asked of an older version is answered."""
    review = centre.current_workflow_state
    if review is not None:
        review.cancel(user=user)
    Page.objects.filter(pk=centre.pk).update(has_unpublished_changes=False)


@transaction.atomic
def send(centre, *, user):
    """Open a reading of the latest version, or open it again after a request."""
    review = centre.current_workflow_state
    if review is not None and review.status == WorkflowState.STATUS_NEEDS_CHANGES:
        review.resume(user=user)
    elif workflow := centre.get_workflow():
        workflow.start(centre, user)
    else:
        raise ValidationError(
            _(
                "Personne ne relit les pages des centres pour le moment : prévenez un webmestre."
            )
        )


@transaction.atomic
def take_back(centre, *, user):
    """Under the lock of a vote: never taken back and published."""
    reviews = WorkflowState.objects.for_instance(centre).active()
    review = reviews.select_for_update().first()
    if review is None:
        raise ValidationError(_("La relecture est déjà terminée."))
    review.cancel(user=user)


@transaction.atomic
def publish_in_emergency(centre, *, user, reason):
    """A webmaster puts the latest version online; who would have read it is told why."""
    if not reason.strip():
        raise ValidationError(_("Dites pourquoi la relecture n’est pas attendue."))
    reviews = WorkflowState.objects.for_instance(centre).filter(
        status=WorkflowState.STATUS_IN_PROGRESS
    )
    list(reviews.select_for_update())  # before the page: the order of a vote
    centre = CentrePage.objects.select_for_update().get(pk=centre.pk)
    if centre.live and not centre.has_unpublished_changes:
        raise ValidationError(_("Cette version est déjà en ligne."))
    if missing := centre.get_latest_revision_as_object().missing_items():
        raise ValidationError([item.message for item in missing])
    revision = centre.latest_revision or centre.save_revision(user=user)
    with publication_without_review(centre, user=user, kind="emergency", reason=reason):
        revision.publish(user=user, skip_permission_checks=True)
    mails.published_in_emergency(centre, revision, user, reason)

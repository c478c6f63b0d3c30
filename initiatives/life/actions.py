"""What may happen to a fiche beside its review: each of these is one transaction.

Withdrawal, emergency publication, the yearly question, a request for removal. All
are logged, and told after the commit. Source: editorial.md, sections 4.5 and 4.6.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import WorkflowState

from network.review.publication import publication_without_review

from ..models import Confirmation, InitiativePage, RemovalRequest, Withdrawal
from . import mails
from .consents import is_shown_outside_fiches

ANSWERED = _l("Votre centre a déjà répondu pour cette fiche.")


@transaction.atomic
def withdraw(page, *, user, reason) -> Withdrawal:
    """Take `page` offline at once; raises ValidationError if it is offline already.

    Also ends the review of a new version, which would put it online again.
    """
    if not reason.strip():
        raise ValidationError(_("Dites pourquoi cette fiche est retirée."))
    reviews = _lock_reviews(page)
    page = _lock(page)
    if not page.live:
        raise ValidationError(_("Cette fiche n’est déjà plus en ligne."))
    for review in reviews:
        review.cancel(user=user)
    pictures = [row.picture for row in page.photos.select_related("picture")]
    UnpublishPageAction(page, user=user, log_action=False).execute(
        skip_permission_checks=True
    )
    withdrawal = Withdrawal.objects.create(page=page, user=user, reason=reason)
    log(page, "review.unpublication", user=user, data={"reason": reason})
    for picture in pictures:
        if picture and not _is_shown_elsewhere(picture, page):
            picture.leave_public_addresses()
    mails.withdrawn(withdrawal, reviews)
    return withdrawal


@transaction.atomic
def publish_in_emergency(page, *, user, reason):
    """Put the latest version online without the committee, which is told.

    Raises ValidationError without reason, or if the version is incomplete or online.
    """
    if not reason.strip():
        raise ValidationError(_("Dites pourquoi le comité n’est pas attendu."))
    reviews = _lock_reviews(page)
    page = _lock(page)
    if page.live and not page.has_unpublished_changes:
        raise ValidationError(_("Cette version est déjà en ligne."))
    if missing := page.get_latest_revision_as_object().missing_items():
        raise ValidationError([item.message for item in missing])
    revision = page.latest_revision
    with publication_without_review(page, user=user, kind="emergency", reason=reason):
        revision.publish(user=user, skip_permission_checks=True)
    mails.published(page, revision, user, reason, reviews)


@transaction.atomic
def take_answer(page, *, user, answer) -> Confirmation:
    """Keep what the centre says of a fiche online for a year.

    « Terminée » prepares a new version for the review; ValidationError if nobody
    asks any more.
    """
    reviews = _lock_reviews(page)
    page = _lock(page)
    if not InitiativePage.objects.to_confirm().filter(pk=page.pk).exists():
        raise ValidationError(ANSWERED)
    confirmation = Confirmation.objects.create(page=page, user=user, answer=answer)
    log(page, f"initiatives.answer.{answer}", user=user)
    # Under review nothing moves: the votes already given would fall.
    if answer == Confirmation.Answer.ENDED and not reviews:
        draft = page.get_latest_revision_as_object()
        draft.status = InitiativePage.Status.ENDED
        draft.save_revision(user=user, clean=False, log_action=True)
    return confirmation


@transaction.atomic
def ask_for_removal(request) -> RemovalRequest:
    """Keep an unsaved RemovalRequest, and tell who can answer it."""
    request.save()
    mails.removal_asked(request)
    return request


@transaction.atomic
def hide_picture(request, picture, *, user):
    """Hide a picture of the fiche from every page, before any discussion."""
    if picture.pk not in request.page.photos.values_list("picture", flat=True):
        raise ValidationError(_("Cette photo n’est pas dans cette fiche."))
    picture.withdraw()
    data = {"reason": picture.title}
    log(request.page, "initiatives.picture_hidden", user=user, data=data)


@transaction.atomic
def close_request(request, *, user, outcome):
    """Keep what was done, by whom and when; a closed request stays as it is."""
    request = RemovalRequest.objects.select_for_update().get(pk=request.pk)
    if request.handled_at:
        raise ValidationError(_("Cette demande est déjà close."))
    if not outcome.strip():
        raise ValidationError(_("Dites ce qui a été fait."))
    request.outcome, request.handled_by = outcome, user
    request.handled_at = timezone.now()
    request.save(update_fields=["outcome", "handled_by", "handled_at"])
    log(request.page, "initiatives.removal_closed", user=user)


def _lock(page):
    return InitiativePage.objects.select_for_update().get(pk=page.pk)


def _lock_reviews(page):
    """The reviews under way, locked before the page: the order of a vote."""
    return list(
        WorkflowState.objects.for_instance(page)
        .filter(status=WorkflowState.STATUS_IN_PROGRESS)
        .select_for_update()
    )


def _is_shown_elsewhere(picture, page):
    """True if another page online, or what is no page, uses this picture.

    Fiches say it by their rows: the index of references is late behind a worker.
    """
    rows = picture.initiative_rows.filter(page__live=True).exclude(page=page)
    return rows.shown().exists() or is_shown_outside_fiches(picture)

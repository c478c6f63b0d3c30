"""What a finished review does, and the guard that nothing else publishes.

Source: editorial.md, sections 4.4 to 4.6.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from .content import content_hash, text_hash
from .models.state import CommitteeTaskState

KINDS = {"emergency", "import"}
# What a save does to what visitors read.
NOTHING, SAID_AGAIN, GOES_ONLINE = range(3)
_exception = ContextVar("publication_exception", default=None)


def approval_of(revision):
    """The approved review of exactly this content, or None; see `is_approval`."""
    state = approvals().filter(revision=revision).last()
    if state is not None and is_approval(state, content_hash(revision)):
        return state
    return None


def approvals():
    """The rounds that ended well and were not withdrawn since, the oldest first."""
    ended = CommitteeTaskState.objects.filter(
        status=CommitteeTaskState.STATUS_APPROVED, withdrawn_at=None
    )
    return ended.order_by("finished_at")


def is_approval(state, found):
    """True if this round approved what its version shows now, whose hash is `found`.

    By as many standing, signed voices as it asked for when it was opened.
    """
    return (
        state.content_hash == found
        and state.is_signed
        and len(state.supporters()) >= state.quorum > 0
    )


def require_review(page, revision):
    """Raise PermissionDenied unless a finished review allows this publication."""
    # A page without key would equal the default of the variable: None == None.
    is_excepted = page.pk is not None and _exception.get() == page.pk
    if not is_excepted and not (revision and approval_of(revision)):
        raise PermissionDenied(
            page.naming().say(
                _("Cette version %(of)s n’a pas été approuvée par %(judges)s.")
            )
        )


def guard_save(page, update_fields=None):
    """Called first in ReviewedPage.save(): the row never says what was not voted.

    NOTHING, or, once compared with what was voted, SAID_AGAIN or GOES_ONLINE. In
    save(), because the editor publishes with skip_permission_checks=True.
    """
    fields = None if update_fields is None else set(update_fields)
    if page.pk and not page.live and (fields is None or "live" in fields):
        _withdraw_if_it_was_live(page)
    if not page.live:
        return NOTHING
    if fields is not None and not {"live", "live_revision"} & fields:
        return NOTHING
    before = None
    if page.pk:
        rows = type(page).objects.filter(pk=page.pk)
        before = rows.values("live", "live_revision_id").first()
    is_republished = not (
        before
        and before["live"]
        and before["live_revision_id"] == page.live_revision_id
    )
    if is_republished:
        require_review(page, page.live_revision)
    if page.live_revision is None:
        return NOTHING
    if not says_what_was_voted(page):
        raise PermissionDenied(
            _("Le contenu en ligne ne serait plus celui qui a été approuvé.")
        )
    return GOES_ONLINE if is_republished else SAID_AGAIN


def says_what_was_voted(page):
    """True if the row of a live page still says what its live revision says."""
    # Through as_object(): compared as stored, the first field that a migration adds
    # would refuse every save of a live page.
    voted = page.live_revision.as_object()
    return text_hash(type(page), page.serializable_data()) == text_hash(
        type(voted), voted.serializable_data()
    )


def _withdraw_if_it_was_live(page):
    if type(page).objects.filter(pk=page.pk, live=True).exists():
        CommitteeTaskState.objects.withdraw(page)


def publish_what_was_voted(workflow_state, user=None):
    """Publish the revision of the approved review; PermissionDenied if it may not."""
    state = (
        CommitteeTaskState.objects.filter(
            workflow_state=workflow_state, status=CommitteeTaskState.STATUS_APPROVED
        )
        .order_by("-finished_at")
        .first()
    )
    if state is None:
        raise PermissionDenied(_("Cette relecture n’a rien approuvé."))
    if state.revision.as_object().missing_items():
        said = _("Depuis son envoi, %(the)s n’est plus au complet.")
        raise PermissionDenied(state.naming.say(said))
    state.revision.publish(user=user, skip_permission_checks=True)


@contextmanager
def publication_without_review(page, *, user, kind, reason):
    """Open the guard for one page: `kind` in KINDS, `reason` not empty.

    Logged in the same transaction; raises ValueError without a reason. Create the
    page as a draft first, publish it inside.
    """
    if kind not in KINDS or not reason.strip():
        raise ValueError("A publication without review needs a kind and a reason.")
    with transaction.atomic():
        token = _exception.set(page.pk)
        try:
            log(
                instance=page,
                action=f"review.publication.{kind}",
                user=user,
                data={"reason": reason},
            )
            yield
        finally:
            _exception.reset(token)

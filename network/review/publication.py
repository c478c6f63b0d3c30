"""What a finished review does, and the guard that nothing else publishes.

Trap: Wagtail imports this file while its own models load, so no model is imported
at module level. Source: editorial.md, sections 4.4 to 4.6.
"""

import hashlib
import json
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext_lazy as _

# What Wagtail writes by itself when a page is saved, locked, moved or published;
# `owner` is never restored from a revision.
VOLATILE = {
    "latest_revision",
    "live_revision",
    "has_unpublished_changes",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
    "live",
    "last_published_at",
    "first_published_at",
    "expired",
    "path",
    "depth",
    "numchild",
    "url_path",
    "draft_title",
    "owner",
}
KINDS = {"emergency", "import"}
_exception = ContextVar("publication_exception", default=None)


def without_row_keys(value, is_row=False):
    """New inline rows get their key at publication: it is no content."""
    if isinstance(value, dict):
        return {
            key: without_row_keys(item, True)
            for key, item in value.items()
            if not (is_row and key == "pk")
        }
    if isinstance(value, list):
        if value and all(isinstance(item, int) for item in value):
            return sorted(value)  # a many-to-many relation has no order
        rows = [without_row_keys(item, True) for item in value]
        if all(isinstance(row, dict) and "sort_order" not in row for row in rows):
            rows.sort(key=_digest)  # keywords: no order, databases give any
        return rows
    return value


def comparable(model, name, value):
    """What the field `name` holds, in a form where equal means that nothing changed.

    Trap: a stream is serialised as a text, and PostgreSQL keeps it as jsonb, which
    reorders its keys: compared as texts, a page would never be what its revision
    says. By its field, not by its look: somebody may type what looks like a stream.
    """
    if isinstance(value, str) and _is_stream(model, name):
        return json.loads(value)
    return without_row_keys(value)


def _is_stream(model, name):
    from wagtail.fields import StreamField

    try:
        return isinstance(model._meta.get_field(name), StreamField)
    except FieldDoesNotExist:  # "pk", or a field that a migration removed
        return False


def _voted(model, content):
    return {
        key: comparable(model, key, value)
        for key, value in content.items()
        if key not in VOLATILE and not key.startswith("wagtail_")
    }


def _digest(value):
    text = json.dumps(value, sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def text_hash(model, content):
    """The sha256 of the serialised content of a page of `model`, files aside."""
    return _digest(_voted(model, content))


def _files(model, content):
    """What is under the names: file hashes, credit and consent of each file used."""
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model

    pictures, documents = model.files_in(content)
    return [
        list(
            get_image_model()
            .objects.filter(pk__in=pictures)
            .order_by("pk")
            .values_list("pk", "file_hash", "credit", "consent_kind")
        ),
        list(
            get_document_model()
            .objects.filter(pk__in=documents)
            .order_by("pk")
            .values_list("pk", "file_hash")
        ),
    ]


def content_hash(revision):
    """The sha256 of what `revision` shows, read again from the database."""
    revision.refresh_from_db(fields=["content"])
    model = revision.content_type.model_class()
    return _digest([_voted(model, revision.content), _files(model, revision.content)])


def approval_of(revision):
    """The approved review of exactly this content, or None.

    Same hash, standing votes at the quorum it was opened with, not withdrawn.
    """
    from .models import CommitteeTaskState

    state = (
        CommitteeTaskState.objects.filter(
            revision=revision,
            status=CommitteeTaskState.STATUS_APPROVED,
            withdrawn_at=None,
        )
        .order_by("-finished_at")
        .first()
    )
    if (
        state is not None
        and state.content_hash == content_hash(revision)
        and state.supporters().count() >= state.quorum > 0
    ):
        return state
    return None


def require_review(page, revision):
    """Raise PermissionDenied unless a finished review allows this publication."""
    # A page without key would equal the default of the variable: None == None.
    is_excepted = page.pk is not None and _exception.get() == page.pk
    if not is_excepted and not (revision and approval_of(revision)):
        raise PermissionDenied(
            _("Cette version n’a pas été approuvée par le comité éditorial.")
        )


def guard_save(page, update_fields=None):
    """Called first in ReviewedPage.save(): the row never says what was not voted.

    In save(), because the editor publishes with skip_permission_checks=True.
    """
    fields = None if update_fields is None else set(update_fields)
    if page.pk and not page.live and (fields is None or "live" in fields):
        _withdraw_if_it_was_live(page)
    if not page.live:
        return
    if fields is not None and not {"live", "live_revision"} & fields:
        return
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
    if page.live_revision and not says_what_was_voted(page):
        raise PermissionDenied(
            _("Le contenu en ligne ne serait plus celui que le comité a approuvé.")
        )


def says_what_was_voted(page):
    """True if the row of a live page still says what its live revision says."""
    # Through as_object(): compared as stored, the first field that a migration adds
    # would refuse every save of a live page.
    voted = page.live_revision.as_object()
    return text_hash(type(page), page.serializable_data()) == text_hash(
        type(voted), voted.serializable_data()
    )


def _withdraw_if_it_was_live(page):
    from .models import CommitteeTaskState

    if type(page).objects.filter(pk=page.pk, live=True).exists():
        CommitteeTaskState.objects.withdraw(page)


def publish_voted_revision(workflow_state, user=None):
    """WAGTAIL_FINISH_WORKFLOW_ACTION: publish the revision that was voted."""
    from .models import CommitteeTaskState

    state = (
        CommitteeTaskState.objects.filter(
            workflow_state=workflow_state, status=CommitteeTaskState.STATUS_APPROVED
        )
        .order_by("-finished_at")
        .first()
    )
    if state is None:
        raise PermissionDenied(_("Cette relecture n’est pas celle du comité."))
    if state.revision.as_object().missing_items():
        raise PermissionDenied(_("La fiche est devenue incomplète depuis son envoi."))
    state.revision.publish(user=user, skip_permission_checks=True)


@contextmanager
def publication_without_review(page, *, user, kind, reason):
    """Open the guard for one page: `kind` in KINDS, `reason` not empty.

    Logged in the same transaction; raises ValueError without a reason. Create the
    page as a draft first, publish it inside.
    """
    from django.db import transaction
    from wagtail.log_actions import log

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

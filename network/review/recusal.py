"""Who may not judge a page, and why: the same rule for one review and in SQL.

Source: editorial.md, section 4.2.
"""

from django.db.models import Exists, IntegerField, OuterRef
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from .models.vote import Vote
from .questions import voices_of

AUTHOR = _("vous avez écrit ou envoyé cette fiche")
CO_EDITOR = _("vous avez modifié cette fiche")


def recusal_reason(user, state):
    """Why this member may not vote, in words, or "".

    A closed membership still recuses; so does having only edited the page.
    """
    page = Page.objects.get(pk=state.workflow_state.object_id)
    submitters = {state.workflow_state.requested_by_id, state.submitted_by_id}
    if user.pk in {page.owner_id, *submitters}:
        return AUTHOR
    if Revision.objects.for_instance(page).filter(user=user).exists():
        return CO_EDITOR
    own = state.speakers.filter(voices_of(user))
    if own.exists():
        return page.specific_class.why_recused(user, own)
    return ""


def exclude_recused(states, user):
    """The same rules in SQL, with standing votes: for queues and counts."""
    object_id = OuterRef("workflow_state__object_id")
    speakers = states.model.speakers.through.objects
    return (
        states.annotate(_page=Cast("workflow_state__object_id", IntegerField()))
        .exclude(workflow_state__requested_by=user)
        .exclude(submitted_by=user)
        .exclude(Exists(Page.objects.filter(pk=OuterRef("_page"), owner=user)))
        .exclude(
            Exists(
                Revision.objects.filter(
                    object_id=object_id,
                    base_content_type=OuterRef("workflow_state__base_content_type"),
                    user=user,
                )
            )
        )
        .exclude(
            Exists(
                speakers.filter(
                    committeetaskstate=OuterRef("pk"),
                    page__in=Page.objects.filter(voices_of(user)).values("pk"),
                )
            )
        )
        .exclude(
            Exists(
                Vote.objects.filter(state=OuterRef("pk"), user=user, cancelled_at=None)
            )
        )
    )

"""Who may not judge a page, and why: the same rows for one review and in SQL.

Source: editorial.md, section 4.2.
"""

from django.db.models import Exists, IntegerField, OuterRef
from django.db.models.functions import Cast
from wagtail.models import Page

from .models.recusal import Recusal
from .models.vote import Vote


def recusal_reason(user, state):
    """Why this member may not vote, in words, or ""."""
    rows = Recusal.objects.filter(page=state.workflow_state.object_id, user=user)
    row = rows.select_related("page").order_by("kind").first()
    if row is None:
        return ""
    if row.speaker_id is None:
        return row.get_kind_display()
    speakers = Page.objects.filter(pk=row.speaker_id)
    return row.page.specific_class.why_recused(user, speakers)


def exclude_recused(states, user):
    """The same rows in SQL, with standing votes: for queues and counts."""
    recused = Recusal.objects.filter(page=OuterRef("_page"), user=user)
    answered = Vote.objects.filter(state=OuterRef("pk"), user=user, cancelled_at=None)
    return (
        states.annotate(_page=Cast("workflow_state__object_id", IntegerField()))
        .exclude(Exists(recused))
        .exclude(Exists(answered))
    )


def look_again(state):
    """At the vote itself, what is so now counts, whoever wrote it: the centre above too.

    Under the locks of the vote.
    """
    page = state.workflow_state.content_object.specific
    above = {speaker.pk for speaker in page.speakers()}
    heard = set(state.speakers.values_list("pk", flat=True))
    Recusal.objects.write_down(page, above | heard)

"""Where a document stands, at the top of its form: who reads it, what was asked, and
what is done beside its text."""

from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.panels import HelpPanel
from wagtail.hooks import get_hooks
from wagtail.models import WorkflowState

from .review.models import CommitteeTaskState
from .review.permissions import can_vote, voters


class DocumentPanel(HelpPanel):
    """Of a document that is new it says nothing."""

    def __init__(self, **kwargs):
        kwargs.setdefault("template", "network/includes/document_panel.html")
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self):
            return super().is_shown() and bool(self.told)

        @property
        def told(self):
            if not hasattr(self, "_told"):
                page, user = self.instance, self.request.user
                told, beside = told_of(page, user), beside_text(page, user)
                self._told = told | {"beside": beside} if told or beside else {}
            return self._told

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | self.told


def told_of(page, user):
    """What its people may know of its review; {} if it was never sent.

    `lacking`: a sentence if there are too few voices to decide, or "".
    """
    review = page.current_workflow_state if page.pk else None
    remarks = list(CommitteeTaskState.objects.remarks_for(page)) if page.pk else []
    if review is None and not remarks:
        return {}
    told = {"page": page, "naming": page.naming(), "remarks": remarks}
    if review and review.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return told | {"needs_changes": True}
    state = CommitteeTaskState.objects.open_for(page).last()
    if state is None:
        return told
    found = len(state.supporters()) + len(voters(state))
    return told | {
        "state": state,
        "lacking": _in_words(state.quorum - found),
        "may_vote": can_vote(user, state),
        "vote_url": reverse("review:vote", args=[state.pk]),
    }


def beside_text(page, user):
    """The Buttons that lead to what is kept beside its voted text, from the apps above:
    the hook `beside_the_text_of_a_document`."""
    if not page.pk:
        return []
    found = get_hooks("beside_the_text_of_a_document")
    return [button for offered in found for button in offered(page, user)]


def _in_words(lacking):
    if lacking <= 0:
        return ""
    words = ngettext(
        "Votre fédération n’a pas d’autre animateur pour l’approuver. Les webmestres "
        "sont prévenus : ils peuvent nommer celui d’une autre fédération.",
        "Il manque %(lacking)s animateurs pour l’approuver. Les webmestres sont "
        "prévenus : ils peuvent nommer ceux d’une autre fédération.",
        lacking,
    )
    return words % {"lacking": lacking}


def warn_who_sent(request, page):
    if words := told_of(page, request.user).get("lacking"):
        messages.warning(request, words)

"""The top of the guided form: where the fiche stands, what is missing, remarks."""

from uuid import uuid4

from django.forms import Media
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel
from wagtail.models import WorkflowState

from network.review.models import CommitteeTaskState

from ..faults import limits_of
from .progress import progress_told

KEY_FIELD = "creation_key"
# What the counters under the fields say; %s is a number.
WORDS = {
    "left": {"one": _("Encore %s signe"), "many": _("Encore %s signes")},
    "over": {
        "one": _("%s signe de trop : raccourcissez avant l’envoi"),
        "many": _("%s signes de trop : raccourcissez avant l’envoi"),
    },
}


class GuidePanel(HelpPanel):
    """Shown inside the form: on a phone the side panels cover the page."""

    def __init__(self, **kwargs):
        kwargs.setdefault("template", "initiatives/form/guide.html")
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        @property
        def media(self):
            return Media(
                css={"all": ["css/guided_form.css"]},
                js=["js/typed_meanwhile.js", "js/guided_form.js", "js/not_saved.js"],
            )

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            context["creation_key"] = self.form.data.get(KEY_FIELD) or uuid4().hex
            context["newer"] = self.form.newer
            context["counters"] = {"limits": limits_of(self.instance), "words": WORDS}
            context["withdrawal"] = withdrawal_of(self.instance)
            return context | progress_told(self.instance) | review_of(self.instance)


class PassPanel(HelpPanel):
    """The heading of one of the two passes of the form."""

    def __init__(self, title="", lead="", **kwargs):
        kwargs.setdefault("template", "initiatives/form/pass.html")
        super().__init__(**kwargs)
        self.title, self.lead = title, lead

    def clone_kwargs(self):
        return super().clone_kwargs() | {"title": self.title, "lead": self.lead}


def withdrawal_of(page):
    """The last withdrawal of a fiche that was online, or None."""
    if not page.pk or page.live or not page.first_published_at:
        return None
    return page.withdrawals.first()


def review_of(page):
    """What the centre may know of the review of `page`, read once for all panels.

    {"page", "review", "needs_changes", "remarks", "asked"}: `remarks` of all rounds,
    `asked` those that wait for an answer.
    """
    if not hasattr(page, "_review_told"):
        page._review_told = _read_review(page)
    return page._review_told


def _read_review(page):
    state = page.current_workflow_state if page.pk else None
    review = state.current_task_state if state else None
    needs_changes = bool(state and state.status == WorkflowState.STATUS_NEEDS_CHANGES)
    remarks = list(CommitteeTaskState.objects.remarks_for(page)) if page.pk else []
    return {
        "page": page,
        "naming": type(page).naming(),
        "review": review,
        "needs_changes": needs_changes,
        "remarks": remarks,
        "asked": [
            remark
            for remark in remarks
            if needs_changes and remark.state_id == review.pk
        ],
    }


FIRST_PASS = PassPanel(
    title=_("L’essentiel"),
    lead=_("Dix points suffisent pour envoyer votre fiche au comité."),
)
SECOND_PASS = PassPanel(
    title=_("Aller plus loin"),
    lead=_("Rien d’obligatoire : ouvrez ce qui vous parle, aujourd’hui ou plus tard."),
)

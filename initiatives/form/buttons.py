"""The buttons at the foot of the guided form: both in sight, in our words."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import (
    CancelWorkflowMenuItem,
    PageActionMenu,
    PageLockedMenuItem,
    RestartWorkflowMenuItem,
    SaveDraftMenuItem,
    SubmitForModerationMenuItem,
)
from wagtail.models import WorkflowState

from network.review.permissions import can_cancel_review


def needs_changes(context):
    page = context.get("page")
    state = page.current_workflow_state if page and page.pk else None
    return bool(state and state.status == WorkflowState.STATUS_NEEDS_CHANGES)


class SendItem(SubmitForModerationMenuItem):
    icon_name = "mail"

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        label = _("Envoyer au comité")
        if needs_changes(parent_context):
            label = _("Renvoyer au comité")
        return context | {"label": label, "classname": "action-send"}


class TakeBackItem(CancelWorkflowMenuItem):
    """Offered while the committee reads, to whom the permission allows it."""

    label = _("Reprendre la fiche sans attendre l’avis du comité")
    icon_name = "rotate"
    classname = "action-take-back"

    def is_shown(self, context):
        page, user = context.get("page"), context["request"].user
        return (
            context["view"] == "edit"
            and not needs_changes(context)
            and can_cancel_review(user, page)
        )


OURS = {SubmitForModerationMenuItem: SendItem, CancelWorkflowMenuItem: TakeBackItem}
# Restarting would lose the remarks; the page itself says that it is locked.
DROPPED = (RestartWorkflowMenuItem, PageLockedMenuItem, *OURS)


class GuidedActionMenu(PageActionMenu):
    """Every action as a button, the sending last: no action hides in a drop-up."""

    template = "initiatives/form/buttons.html"

    def __init__(self, request, **kwargs):
        super().__init__(request, **kwargs)
        items = [self.default_item, *self.menu_items] if self.default_item else []
        kept = [item for item in items if not isinstance(item, DROPPED)]
        ours = [cls(order=cls.order) for cls in OURS.values()]
        kept += [item for item in ours if item.is_shown(self.context)]
        kept.sort(key=lambda item: not isinstance(item, SaveDraftMenuItem))
        self.default_item = kept[0] if kept else None
        self.menu_items = kept[1:]

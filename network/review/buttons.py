"""The buttons that send a page to who reads it and take it back, in its own words."""

from django.apps import apps
from django.utils.translation import gettext as _
from wagtail.admin.action_menu import (
    CancelWorkflowMenuItem,
    PageActionMenu,
    PageLockedMenuItem,
    RestartWorkflowMenuItem,
    SaveDraftMenuItem,
    SubmitForModerationMenuItem,
)
from wagtail.models import WorkflowState

from .permissions import can_cancel_review


def needs_changes(context):
    page = context.get("page")
    state = page.current_workflow_state if page and page.pk else None
    return bool(state and state.status == WorkflowState.STATUS_NEEDS_CHANGES)


def model_of(context):
    """The class of the page that is edited, or made: the core gives no page then."""
    if page := context.get("page"):
        return page.specific_class
    made = context["request"].resolver_match.kwargs
    return apps.get_model(
        made["content_type_app_name"], made["content_type_model_name"]
    )


class SendItem(SubmitForModerationMenuItem):
    icon_name = "mail"

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        label = _("Envoyer %(to_judges)s")
        if needs_changes(parent_context):
            label = _("Renvoyer %(to_judges)s")
        said = model_of(parent_context).naming().say(label)
        return context | {"label": said, "classname": "action-send"}


class TakeBackItem(CancelWorkflowMenuItem):
    """Offered while it is read, to whom the permission allows it."""

    icon_name = "rotate"
    classname = "action-take-back"

    def get_context_data(self, parent_context):
        label = _("Reprendre %(the)s sans attendre l’avis %(of_judges)s")
        said = model_of(parent_context).naming().say(label)
        return super().get_context_data(parent_context) | {"label": said}

    def is_shown(self, context):
        page, user = context.get("page"), context["request"].user
        return (
            context["view"] == "edit"
            and not needs_changes(context)
            and can_cancel_review(user, page)
        )


OURS = (SendItem, TakeBackItem)
# Restarting would lose the remarks; the page itself says that it is locked.
DROPPED = (
    RestartWorkflowMenuItem,
    PageLockedMenuItem,
    SubmitForModerationMenuItem,
    CancelWorkflowMenuItem,
)


class ReviewedActionMenu(PageActionMenu):
    """Every action as a button, the sending last: no action hides in a drop-up."""

    template = "review/includes/buttons.html"

    def __init__(self, request, **kwargs):
        super().__init__(request, **kwargs)
        items = [self.default_item, *self.menu_items] if self.default_item else []
        kept = [item for item in items if not isinstance(item, DROPPED)]
        ours = [cls(order=cls.order) for cls in OURS]
        kept += [item for item in ours if item.is_shown(self.context)]
        kept.sort(key=lambda item: not isinstance(item, SaveDraftMenuItem))
        self.default_item = kept[0] if kept else None
        self.menu_items = kept[1:]

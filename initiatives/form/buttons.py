"""The buttons at the foot of the guided form: all in sight."""

from wagtail.admin.action_menu import PageActionMenu, SaveDraftMenuItem

from network.review.buttons import with_ours


class GuidedActionMenu(PageActionMenu):
    """Every action as a button, the sending last: no action hides in a drop-up."""

    template = "initiatives/form/buttons.html"

    def __init__(self, request, **kwargs):
        super().__init__(request, **kwargs)
        items = [self.default_item, *self.menu_items] if self.default_item else []
        kept = with_ours(items, self.context)
        kept.sort(key=lambda item: not isinstance(item, SaveDraftMenuItem))
        self.default_item = kept[0] if kept else None
        self.menu_items = kept[1:]

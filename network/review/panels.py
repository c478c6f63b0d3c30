from wagtail.admin.ui.components import Component

from .models import CommitteeTaskState
from .permissions import is_committee_member, naming_for

SHOWN = 10


class CommitteeQueuePanel(Component):
    """On the home of a committee member: the ten most pressing fiches."""

    name = "committee_queue"
    order = 50
    template_name = "review/includes/queue_panel.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        waiting = CommitteeTaskState.objects.waiting_for(self.user)
        shown = waiting.for_queue(self.user).for_lines()
        found = list(shown[: SHOWN + 1])
        return {
            "naming": naming_for(self.user),
            "is_of_committee": is_committee_member(self.user),
            "lines": [state.line for state in found[:SHOWN]],
            "has_more": len(found) > SHOWN,
            "request": parent_context["request"],
        }

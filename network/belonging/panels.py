from wagtail.admin.ui.components import Component

from ..centres.standing import where_it_stands
from ..permissions import federations_of
from . import permissions
from .companions import waiting_requests


class InvitationsPanel(Component):
    """On the home of who was invited, before anything else: what waits for her answer."""

    name = "invitations"
    order = 10
    template_name = "network/belonging/includes/invitations.html"

    def __init__(self, invited):
        self.invited = invited

    def get_context_data(self, parent_context):
        return {"invited": self.invited}


class BelongingPanel(Component):
    """On the home: the doors to one's people, to help and to the network."""

    name = "belonging"
    order = 60
    template_name = "network/belonging/includes/panel.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        federations = federations_of(self.user)
        waiting = waiting_requests().filter(centre__federation__in=federations)
        managed = permissions.managed_centres(self.user)
        return {
            "own_pages": [(page, where_it_stands(page)) for page in managed],
            "manages": bool(managed),
            "centres": permissions.centres_to_ask_for(self.user),
            "sees_network": permissions.can_see_network(self.user),
            "helps": bool(federations),
            "waiting": waiting.count() if federations else 0,
        }

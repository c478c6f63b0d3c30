"""What the centre's home asks: is it still true, and who waits for an answer."""

from django.urls import reverse
from wagtail.admin.ui.components import Component

from home.permissions import has_full_admin
from network.models import CentrePage
from network.permissions import centres_of

from ..models import Confirmation, InitiativePage
from ..permissions import removal_requests_of
from .consents import endings_elsewhere, endings_of_centres, endings_of_fiches

SHOWN = 3  # the next ones follow: the home keeps its other panels in sight
ICONS = {"current": "check", "update": "edit", "ended": "calendar-check"}


class LifePanel(Component):
    """« Toujours d’actualité ? » and the requests for removal; nothing if neither."""

    name = "life"
    order = 30
    template_name = "initiatives/life/panel.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        centres = centres_of(self.user)
        fiches = InitiativePage.objects.of_centres(centres).to_confirm()
        waiting = removal_requests_of(self.user).filter(handled_at=None)
        return {
            "fiches": list(fiches.order_by("last_published_at")[:SHOWN]),
            "answers": [
                (value, label, ICONS[value])
                for value, label in Confirmation.Answer.choices
            ],
            "waiting_count": waiting.count(),
            "requests_url": reverse("life:requests"),
            "csrf_token": parent_context.get("csrf_token"),
        }


class ConsentPanel(Component):
    """The agreements that end within sixty days, or ended: what to ask again."""

    name = "consents"
    order = 35
    template_name = "initiatives/life/consents.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        found = []
        if centres := centres_of(self.user):
            own = CentrePage.objects.filter(pk__in=[centre.pk for centre in centres])
            found += endings_of_fiches(InitiativePage.objects.of_centres(centres))
            found += endings_of_centres(own)
        if has_full_admin(self.user):
            found += endings_elsewhere()
        return {"endings": sorted(found, key=lambda ending: ending.last_day)}

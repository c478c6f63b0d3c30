"""What a federation says outside any review: read while its own page is."""

from django.db import models

from home.visibility import visible
from network.models import FederationPage


class OfVisibleFederations(models.QuerySet):
    def published(self):
        """Those of a federation whose page a visitor may see."""
        shown = FederationPage.objects.filter(visible())
        return self.filter(federation__in=shown.values("pk"))

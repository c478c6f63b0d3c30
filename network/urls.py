"""What a visitor opens of the network beside its pages."""

from django.urls import path

from . import partner_views
from .directory.views import communes

urlpatterns = [
    path("communes/", communes, name="communes"),
    path("partenaires/", partner_views.partners, name="partners"),
    path(
        "partenaires/<int:partner_id>-<slug:slug>/",
        partner_views.partner,
        name="partner",
    ),
]

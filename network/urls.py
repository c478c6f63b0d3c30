"""What a visitor opens of the network beside its pages."""

from django.urls import path

from . import partner_views
from .directory.export.views import export

urlpatterns = [
    path("centres/export.<str:form>", export, name="directory_export"),
    path("partenaires/", partner_views.partners, name="partners"),
    path(
        "partenaires/<int:partner_id>-<slug:slug>/",
        partner_views.partner,
        name="partner",
    ),
]

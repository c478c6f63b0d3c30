"""What a visitor opens of the network beside its pages."""

from django.urls import path

from . import partner_views
from .directory import territory_views
from .directory.export.views import export
from .directory.views import communes

urlpatterns = [
    path("communes/", communes, name="communes"),
    path("centres/export.<str:form>", export, name="directory_export"),
    path("partenaires/", partner_views.partners, name="partners"),
    path(
        "partenaires/<int:partner_id>-<slug:slug>/",
        partner_views.partner,
        name="partner",
    ),
    path("territoires/", territory_views.territories, name="territories"),
    path(
        "territoires/<str:kind>/<str:place>/",
        territory_views.territory,
        name="territory",
    ),
]

from django.urls import path

from . import life_views

app_name = "life"
urlpatterns = [
    path("fiches/<int:page_id>/retirer/", life_views.withdraw, name="withdraw"),
    path(
        "fiches/<int:page_id>/publier-en-urgence/",
        life_views.emergency,
        name="emergency",
    ),
    path("fiches/<int:page_id>/confirmer/", life_views.confirm, name="confirm"),
    path("demandes/", life_views.removal_requests, name="requests"),
    path("demandes/<int:request_id>/", life_views.removal_request, name="request"),
    path(
        "demandes/<int:request_id>/masquer/",
        life_views.hide_picture,
        name="hide_picture",
    ),
]

from django.urls import path

from . import renewal, views

app_name = "life"
urlpatterns = [
    path("fiches/<int:page_id>/retirer/", views.withdraw, name="withdraw"),
    path(
        "fiches/<int:page_id>/publier-en-urgence/",
        views.emergency,
        name="emergency",
    ),
    path("fiches/<int:page_id>/confirmer/", views.confirm, name="confirm"),
    path("demandes/", views.removal_requests, name="requests"),
    path("demandes/<int:request_id>/", views.removal_request, name="request"),
    path(
        "demandes/<int:request_id>/masquer/",
        views.hide_picture,
        name="hide_picture",
    ),
    path("accords/<int:picture_id>/", renewal.renew, name="consent"),
]

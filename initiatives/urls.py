"""What a visitor opens beside the pages themselves."""

from django.urls import path

from .life.removal import RemovalSentView, RemovalView

urlpatterns = [
    path("retrait/merci/", RemovalSentView.as_view(), name="removal_sent"),
    path("retrait/<int:page_id>/", RemovalView.as_view(), name="removal"),
]

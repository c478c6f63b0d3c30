"""What a visitor opens beside the pages of groups."""

from django.urls import path

from . import views

urlpatterns = [
    path("comptes-rendus/<int:meeting_id>/", views.minutes, name="minutes"),
]

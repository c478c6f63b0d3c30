"""What a visitor opens beside the pages of groups."""

from django.urls import path

from . import reading

urlpatterns = [
    path("comptes-rendus/<int:meeting_id>/", reading.minutes, name="minutes"),
]

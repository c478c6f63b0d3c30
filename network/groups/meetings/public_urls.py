"""What a visitor opens beside the pages of groups."""

from django.urls import path

from . import reading

urlpatterns = [
    path("comptes-rendus/<int:meeting_id>/", reading.minutes, name="minutes"),
    path("reunions/<int:meeting_id>.ics", reading.meeting_file, name="meeting_file"),
]

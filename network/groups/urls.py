"""Public addresses of the agenda and of the resources; to be included at the root."""

from django.urls import path

from .agenda import views

urlpatterns = [
    path("agenda/", views.agenda, name="agenda"),
    path("agenda.ics", views.agenda_file, name="agenda_file"),
    path("agenda/<int:pk>.ics", views.event_file, name="event_file"),
    path("agenda/<slug:slug>.ics", views.federation_file, name="federation_file"),
    path("agenda/<int:pk>-<slug:slug>/", views.event, name="event"),
    path("ressources/", views.resources, name="resources"),
]

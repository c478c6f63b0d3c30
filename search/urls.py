"""Public addresses of the search; to be included at the root."""

from django.urls import path

from . import views

urlpatterns = [
    path("initiatives/", views.initiatives, name="initiatives"),
    path("recherche/", views.search, name="search"),
    path("recherche/criteres/", views.all_criteria, name="search_criteria"),
]

from django.urls import path

from . import state_views, views

app_name = "projects"
urlpatterns = [
    path("<int:page_id>/plan/details/", views.details, name="outline_details"),
    path("<int:page_id>/plan/lignes/", views.entries, name="outline_entries"),
    path("<int:page_id>/etats/", state_views.states, name="states"),
    path("<int:page_id>/plan/remarques/", views.check, name="outline_check"),
]
# For the allow-list of desk.py; each view then asks permissions.py.
view_names = [f"{app_name}:{pattern.name}" for pattern in urlpatterns]

from django.urls import path

from . import paper_views, state_views, views

app_name = "projects"
urlpatterns = [
    path("<int:page_id>/plan/details/", views.details, name="outline_details"),
    path("<int:page_id>/plan/lignes/", views.entries, name="outline_entries"),
    path("<int:page_id>/etats/", state_views.states, name="states"),
    path("<int:page_id>/plan/remarques/", views.check, name="outline_check"),
    path("<int:page_id>/plan/colle/", paper_views.understand, name="outline_paper"),
    path("<int:page_id>/plan/plan.<str:form>", paper_views.sheet, name="outline_sheet"),
]
# For the allow-list of desk.py; each view then asks permissions.py.
view_names = [f"{app_name}:{pattern.name}" for pattern in urlpatterns]

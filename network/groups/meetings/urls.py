from django.urls import path

from . import views

app_name = "meetings"
urlpatterns = [
    path("<int:group_id>/", views.meetings, name="list"),
    path("<int:group_id>/ajouter/", views.add, name="add"),
    path("reunion/<int:meeting_id>/", views.change, name="change"),
    path("reunion/<int:meeting_id>/supprimer/", views.delete, name="delete"),
]
# For the allow-list of desk.py; each view then asks permissions.py.
view_names = [f"{app_name}:{pattern.name}" for pattern in urlpatterns]

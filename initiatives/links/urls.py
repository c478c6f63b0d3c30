from django.urls import path

from . import views

app_name = "links"
urlpatterns = [
    path("fiche/<int:page_id>/", views.of_fiche, name="fiche"),
    path("document/<int:page_id>/", views.of_document, name="document"),
]
# For the allow-list of desk.py; each view then asks permissions.py.
view_names = [f"{app_name}:{pattern.name}" for pattern in urlpatterns]

from django.urls import path

from . import views

app_name = "importing"
urlpatterns = [
    path("", views.give, name="give"),
    path("<int:import_id>/", views.preview, name="preview"),
    path("<int:import_id>/lancer/", views.launch, name="launch"),
    path("<int:import_id>/avancement/", views.progress, name="progress"),
    path("<int:import_id>/oublier/", views.forget, name="forget"),
    path("<int:import_id>/rapport.csv", views.report, name="report"),
]

from django.urls import path

from . import views

app_name = "review"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("<int:state_id>/", views.vote, name="vote"),
    path("<int:state_id>/apercu/", views.preview, name="preview"),
]

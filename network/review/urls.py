from django.urls import path

from . import mail_views, views

app_name = "review"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("lien/<str:token>/", mail_views.link, name="link"),
    path("mes-messages/", mail_views.messages, name="messages"),
    path("<int:state_id>/", views.vote, name="vote"),
    path("<int:state_id>/apercu/", views.preview, name="preview"),
]

from django.urls import path

from . import history_views, mail_views, views

app_name = "review"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("lien/<str:token>/", mail_views.link, name="link"),
    path("mes-messages/", mail_views.messages, name="messages"),
    path("membres/", history_views.members, name="members"),
    path("decisions/", history_views.decisions, name="decisions"),
    path("fiche/<int:page_id>/", history_views.history, name="history"),
    path("<int:state_id>/", views.vote, name="vote"),
    path("<int:state_id>/apercu/", views.preview, name="preview"),
    path("<int:state_id>/je-la-lis/", views.claim, name="claim"),
    path("<int:state_id>/je-ne-la-lis-plus/", views.release, name="release"),
    path("<int:state_id>/abstention/", views.abstain, name="abstain"),
]
# For the allow-list of the desk; each view then asks permissions.py.
OF_THE_COMMITTEE = {"members", "decisions"}
of_committee = [f"{app_name}:{name}" for name in sorted(OF_THE_COMMITTEE)]
of_judges = [
    f"{app_name}:{pattern.name}"
    for pattern in urlpatterns
    if pattern.name not in OF_THE_COMMITTEE
]

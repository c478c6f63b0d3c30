from django.urls import path

from . import help_views, invitation_views, network_views, views

app_name = "belonging"
urlpatterns = [
    path(
        "invitation/<int:membership_id>/",
        invitation_views.invitation,
        name="invitation",
    ),
    path(
        "invitation/<int:membership_id>/rejoindre/",
        invitation_views.join,
        name="join",
    ),
    path(
        "invitation/<int:membership_id>/refuser/",
        invitation_views.decline,
        name="decline",
    ),
    path("personnes/", views.my_people, name="my_people"),
    path("personnes/<int:centre_id>/", views.people, name="people"),
    path("personnes/<int:centre_id>/inviter/", views.invite, name="invite"),
    path("personne/<int:membership_id>/", views.person, name="person"),
    path("personne/<int:membership_id>/role/", views.role, name="role"),
    path("personne/<int:membership_id>/renvoyer/", views.resend, name="resend"),
    path("personne/<int:membership_id>/terminer/", views.end, name="end"),
    path("reseau/", network_views.network, name="network"),
    path(
        "reseau/<int:centre_id>/referent/",
        network_views.first_referent,
        name="first_referent",
    ),
    path("aide/", help_views.help_desk, name="help_desk"),
    path("aide/demander/<int:centre_id>/", help_views.ask_help, name="ask_help"),
    path("aide/<int:request_id>/repondre/", help_views.answer, name="answer_help"),
    path("aide/<int:request_id>/annuler/", help_views.cancel, name="cancel_help"),
]
# For the allow-list of desk.py; each view then asks permissions.py.
view_names = [f"{app_name}:{pattern.name}" for pattern in urlpatterns]

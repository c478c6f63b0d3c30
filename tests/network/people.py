"""What the tests of invitations and of endings share."""

from network.models import Membership

Role = Membership.Role
NEW = "nouvelle@exemple.test"
WANTED = {"email": NEW, "role": Role.CONTRIBUTOR}
REFUSED = (302, 403)  # Wagtail sends home with a message who may not


def membership_of(user, centre):
    return Membership.objects.get(user=user, centre=centre)


def path(centre, end=""):
    return f"/admin/centre/personnes/{centre.pk}/{end}"


def invite(committed, client, centre, email=NEW, role=Role.CONTRIBUTOR):
    return committed(
        client.post,
        path(centre, "inviter/"),
        {"email": email, "role": role},
        follow=True,
    )

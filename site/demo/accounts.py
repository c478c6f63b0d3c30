"""The demo's accounts, one a role; real ones are invited."""

from django.utils import timezone

from home.models import User
from network.models import FederationMembership, Membership
from network.setup import COMMITTEE, CONTRIBUTORS, WEBMASTERS

PASSWORD = "c-est-possible"  # noqa: S105  never in production: the app is absent there
HOME_CENTRE = "les-trois-ecluses-amiens"
OTHER_CENTRE = "la-manivelle-angouleme"

# E-mail, first name, last name, group, what it may do (printed by `make run`)
ACCOUNTS = [
    ("contributrice@demo.example", "Nadia", "Belmont", CONTRIBUTORS,
     "writes the fiches of Les Trois Écluses"),
    ("referent@demo.example", "Yannick", "Lescure", CONTRIBUTORS,
     "answers for Les Trois Écluses"),
    ("comite1@demo.example", "Odile", "Vasseur", COMMITTEE,
     "reads and votes (member of the committee)"),
    ("comite2@demo.example", "Bakary", "Fontanel", COMMITTEE,
     "reads and votes (member of the committee)"),
    ("comite3@demo.example", "Lucie", "Armand", COMMITTEE,
     "votes, but for La Manivelle: her centre"),
    ("animatrice@demo.example", "Hélène", "Courtois", CONTRIBUTORS,
     "animates the federation of Charente and Vienne"),
    ("redactrice92@demo.example", "Inès", "Garrel", CONTRIBUTORS,
     "writes for the federation of Hauts-de-Seine"),
    ("animateur92@demo.example", "Karim", "Delorme", CONTRIBUTORS,
     "animates it: approves what she wrote"),
    ("webmestre@demo.example", "Samir", "Devaux", WEBMASTERS,
     "keeps the whole site"),
]  # fmt: skip


def make_accounts(groups):
    """Create the accounts that do not exist; never resets a password."""
    users = {}
    for email, first_name, last_name, group, _does in ACCOUNTS:
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            user = User.objects.create_user(
                email, PASSWORD, first_name=first_name, last_name=last_name
            )
            user.groups.add(groups[group])
        users[email.split("@")[0]] = user
    return users


def make_memberships(users, centres, federations):
    """`centres` and `federations` are {slug: page}."""
    home, other = centres[HOME_CENTRE], centres[OTHER_CENTRE]
    Role = Membership.Role
    for user, centre, role in (
        (users["contributrice"], home, Role.CONTRIBUTOR),
        (users["referent"], home, Role.REFERENT),
        (users["comite3"], other, Role.CONTRIBUTOR),
    ):
        Membership.objects.create(
            user=user, centre=centre, role=role, accepted_at=timezone.now()
        )
    two = next(
        page for page in federations.values() if page.territories.all().count() == 2
    )
    OfFederation = FederationMembership.Role
    for user, federation, role in (
        (users["animatrice"], two, OfFederation.ANIMATOR),
        (users["redactrice92"], federations["hauts-de-seine"], OfFederation.EDITOR),
        (users["animateur92"], federations["hauts-de-seine"], OfFederation.ANIMATOR),
    ):
        FederationMembership.objects.create(user=user, federation=federation, role=role)


def lines():
    """What `make run` prints: the demo accounts that remain, one line each."""
    existing = set(User.objects.filter(is_active=True).values_list("email", flat=True))
    return [
        f"  {email:<28} {PASSWORD:<16} {does}"
        for email, *_names, does in ACCOUNTS
        if email in existing
    ]

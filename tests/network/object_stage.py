"""Who acts in the object matrix, on which fiches, and what each may never read.

Five fiches by their relation to the acting account, each in two states: `draft`, a
text that nobody submitted, and `voted`, one under review. Everybody but the visitor
belongs to centre A, or belonged to it: what one owned there opens nothing any more.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision, TaskState

from home.models import Attachment, Picture
from initiatives.models import Confirmation, InitiativePage
from network.models import FederationMembership, HelpRequest, Membership
from network.review.models import CommitteeTask, Vote
from network.setup import CONTRIBUTORS
from tests.factories import (
    FederationMembershipFactory,
    FederationPageFactory,
    MembershipFactory,
    PictureFactory,
    UserFactory,
    publish,
)

from .matrix import rename

RELATIONS = ["own", "same", "other", "published", "private"]
PROFILES = [
    "visitor",
    "nobody",
    "contributor",
    "referent",
    "companion",
    "committee",
    "editor",
    "animator",
    "webmaster",
]
OF_CENTRE_A = {"contributor", "referent", "companion"}


@dataclass
class Thing:
    """One relation: its two fiches, and the files of their centre."""

    relation: str
    draft: InitiativePage
    voted: InitiativePage
    state: object
    picture: Picture
    document: Attachment

    @property
    def titles(self):
        """{state: the words that tell the text of that state}"""
        return {
            "draft": [f"Brouillon {self.relation}", *self.files],
            "voted": [f"Relecture {self.relation}"],
        }

    @property
    def files(self):
        return [self.picture.title, self.document.title]


class Stage:
    def __init__(self, world, profile):
        self.world, self.profile = world, profile
        self.people()
        self.user = self.account()
        self.things = {relation: self.thing(relation) for relation in RELATIONS}
        self.task = CommitteeTask.objects.get(active=True)

    def people(self):
        world = self.world
        rename(world.author, "Aubertine")
        rename(world.referent, "Referendaire")
        rename(world.stranger, "Portuaire")
        for number, member in enumerate(world.members):
            rename(member, f"Votantine{'abcd'[number]}")
        self.federation = FederationPageFactory(title="Fédération du Cher")
        centre = world.fresh(world.centre)
        centre.federation = self.federation
        centre.save()

    def account(self):
        """The account of the profile, in centre A or, for the others, out of it."""
        if self.profile == "visitor":
            return None
        of_world = {
            "committee": self.world.members[0],
            "webmaster": self.world.webmaster,
            "nobody": UserFactory(),
        }
        user = of_world.get(self.profile) or self.world.account(CONTRIBUTORS)
        rename(user, "Agissante")
        open_now = self.profile in OF_CENTRE_A
        MembershipFactory(
            user=user,
            centre=self.world.centre,
            role=self.profile if open_now else Membership.Role.CONTRIBUTOR,
            started_at=timezone.now() - timedelta(days=9),
            ended_at=None if open_now else timezone.now(),
        )
        # A companion was of the federation before, and is still.
        role = "editor" if self.profile == "companion" else self.profile
        if role in FederationMembership.Role.values:
            FederationMembershipFactory(
                user=user,
                federation=self.federation,
                role=role,
                started_at=timezone.now() - timedelta(days=10),
            )
        return user

    def thing(self, relation):
        world = self.world
        at_a = relation in ("own", "same")
        centre = world.fresh(world.centre if at_a else world.other_centre)
        owner = world.author if at_a else world.stranger
        if relation == "own":
            owner = self.user or owner
        picture = PictureFactory(
            title=f"Photo {relation}", collection=centre.collection
        )
        document = Attachment.objects.create(
            title=f"Notice {relation}",
            collection=centre.collection,
            file=ContentFile(b"%PDF-1.4 essai", name="notice.pdf"),
        )
        draft, voted = (
            self.fiche(f"{kind} {relation}", relation, owner, picture, document)
            for kind in ("Brouillon", "Relecture")
        )
        voted = world.submit(voted, owner)
        world.vote(world.members[1], voted)
        state = world.state_of(voted)
        return Thing(relation, draft, voted, state, picture, document)

    def fiche(self, title, relation, owner, picture, document):
        """A draft, or a new version with this title of a fiche that is online."""
        world = self.world
        at_a = relation in ("own", "same")
        fiche = world.fiche(
            title=f"En ligne {relation}"
            if relation in ("published", "private")
            else title,
            slug=title.lower().replace(" ", "-"),
            parent=world.fresh(world.centre if at_a else world.other_centre),
            owner=owner,
            picture=picture,
        )
        version = fiche.get_latest_revision_as_object()
        version.complements = [
            ("document", {"document": document, "title": "À imprimer"})
        ]
        version.save_revision(user=owner)
        if relation in ("published", "private"):
            publish(fiche)
            version = InitiativePage.objects.get(
                pk=fiche.pk
            ).get_latest_revision_as_object()
            version.title = title
            version.save_revision(user=owner)
        if relation == "private":
            restriction = PageViewRestriction.objects.create(
                page=fiche.page_ptr, restriction_type=PageViewRestriction.GROUPS
            )
            restriction.groups.set(world.webmaster.groups.all())
        return InitiativePage.objects.get(pk=fiche.pk)

    def may_read(self, relation, state):
        if self.profile == "webmaster":
            return True
        if self.profile == "committee":
            return state == "voted"
        return self.profile in OF_CENTRE_A and relation in ("own", "same")

    def secrets(self):
        """The titles and names that this profile must read nowhere.

        Trap: without accents, which JSON writes otherwise.
        """
        words = []
        for relation, thing in self.things.items():
            for state, titles in thing.titles.items():
                if not self.may_read(relation, state):
                    words += titles
        if self.profile not in ("webmaster", "committee"):
            words.append("En ligne private")
        return words + [
            word for user in self.strangers() for word in (user.last_name, user.email)
        ]

    def strangers(self):
        """Whose name this profile reads nowhere: another centre's, the voters'."""
        if self.profile == "webmaster":
            return []
        world = self.world
        people = [world.stranger, *world.members[1:]]
        if self.profile not in OF_CENTRE_A:
            people += [world.author, world.referent]
        if self.profile == "committee":
            people = [world.stranger, world.author, world.referent]
        return people


def snapshot():
    """All that an action may change: titles, places, states, locks, texts, files."""
    pages = Page.objects.order_by("path").values_list(
        "pk",
        "path",
        "title",
        "draft_title",
        "slug",
        "live",
        "locked",
        "owner",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
    )
    return [
        list(pages),
        list(TaskState.objects.order_by("pk").values_list("pk", "status")),
        [
            model.objects.count()
            for model in (Revision, Vote, Confirmation, HelpRequest)
        ],
        list(PageViewRestriction.objects.values_list("pk", "restriction_type")),
        *(
            list(model.objects.order_by("pk").values_list("pk", "title", "collection"))
            for model in (Picture, Attachment)
        ),
    ]

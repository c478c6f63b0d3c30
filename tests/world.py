"""A small world for the tests of rights and of the review."""

from django.core.files.base import ContentFile

from home.models import Attachment
from home.setup import set_up_home
from network.models import CentrePage, Membership
from network.review.models import CHANGES, SUPPORT, CommitteeTaskState
from network.review.setup import set_up_review
from network.setup import (
    COMMITTEE,
    CONTRIBUTORS,
    WEBMASTERS,
    set_up_groups,
    set_up_indexes,
    set_up_review_of_centres,
    set_up_review_of_documents,
)

from .factories import (
    CentrePageFactory,
    InitiativePageFactory,
    MembershipFactory,
    PictureFactory,
    UserFactory,
)


def plant_tree():
    """The site as set up; returns {name of the group: Group}."""
    home = set_up_home()
    index = set_up_indexes(home)
    groups = set_up_groups(home)
    set_up_review(index, groups[COMMITTEE], quorum=2)
    set_up_review_of_documents()
    set_up_review_of_centres()
    return groups


class World:
    """A centre with its people, a committee of four, a webmaster."""

    def __init__(self, groups):
        self.groups = groups
        self.centre = CentrePageFactory(title="Centre des Tilleuls", slug="tilleuls")
        self.other_centre = CentrePageFactory(title="Centre du Port", slug="port")
        self.author = self.account(CONTRIBUTORS)
        self.referent = self.account(CONTRIBUTORS)
        self.colleague = self.account(CONTRIBUTORS)
        self.stranger = self.account(CONTRIBUTORS)
        Role = Membership.Role
        MembershipFactory(user=self.author, centre=self.centre)
        MembershipFactory(user=self.colleague, centre=self.centre)
        MembershipFactory(user=self.referent, centre=self.centre, role=Role.REFERENT)
        MembershipFactory(user=self.stranger, centre=self.other_centre)
        self.members = [self.account(COMMITTEE) for _ in range(4)]
        self.webmaster = self.account(WEBMASTERS)
        self.superuser = UserFactory(is_superuser=True)

    def account(self, group):
        user = UserFactory()
        user.groups.add(self.groups[group])
        return user

    def fiche(self, **kwargs):
        kwargs = {"parent": self.fresh(self.centre), "owner": self.author} | kwargs
        return InitiativePageFactory(**kwargs)

    def rich_fiche(self, many, **kwargs):
        """A fiche with `many` keywords, documents, photos, quotes and centres."""
        collection = self.fresh(self.centre).collection
        words = [f"mot {number}" for number in range(many)]
        fiche = self.fiche(keywords=words, **kwargs)
        for number in range(many):
            fiche.photos.create(
                picture=PictureFactory(collection=collection),
                alt="Une table.",
                credit="Nous",
                consent_kind="nobody",
            )
            fiche.quotes.create(text=f"On est {number}.", consent=True)
            fiche.associated_centres.add(CentrePageFactory())
            document = Attachment.objects.create(
                title=f"Notice {number}",
                collection=collection,
                file=ContentFile(b"%PDF-1.7 x", name="notice.pdf"),
            )
            value = {"document": document, "title": document.title}
            fiche.complements.append(("document", value))
        fiche.save()
        fiche.save_revision(user=fiche.owner)
        return type(fiche).objects.get(pk=fiche.pk)

    def fresh(self, centre):
        return CentrePage.objects.get(pk=centre.pk)

    def submit(self, fiche, user=None):
        fiche.get_workflow().start(fiche, user or self.author)
        return type(fiche).objects.get(pk=fiche.pk)

    def rounds(self, number):
        """As many fiches under review, each with the vote of the first member."""
        fiches = [self.submit(self.fiche(title=f"Fiche {n}")) for n in range(number)]
        for fiche in fiches:
            self.vote(self.members[0], fiche)
        return fiches

    def state_of(self, fiche):
        return CommitteeTaskState.objects.for_instance(fiche).latest("pk")

    def vote(self, user, fiche, action=SUPPORT, **data):
        """As the vote page does: raises what the engine raises."""
        state = self.state_of(fiche)
        return state.task.specific.on_action(
            state, user, action, **(data or self.answer(state, action))
        )

    def answer(self, state, action=SUPPORT):
        if action == CHANGES:
            return {"reason": "form", "comment": "Racontez mieux la deuxième étape."}
        return {f"criterion_{n}": "on" for n in range(len(state.criteria))}

    def publish(self, fiche):
        for member in self.members[:2]:
            self.vote(member, fiche)
        return type(fiche).objects.get(pk=fiche.pk)

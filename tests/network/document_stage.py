"""Who acts in the matrix of documents, on which, and what each may never read.

One federation has a project in three states: `draft`, that nobody sent; `voted`, under
review; `version`, online with a new version. Who acts wrote none of them.
"""

from dataclasses import dataclass

from network.groups.models import CommissionPage
from network.models import Membership
from network.projects.models import FederalProjectChapterPage
from network.review.models import SUPPORT
from network.setup import CONTRIBUTORS
from tests.factories import MembershipFactory, UserFactory, publish

from .documents import Federations, Role, deputy_of, document, of_federation
from .matrix import rename

PROFILES = [
    *("visitor", "nobody", "referent", "committee"),
    *("editor", "animator", "foreigner", "deputy", "webmaster"),
]
TITLES = {
    "draft": "Projet jamais envoyé",
    "voted": "Projet en relecture",
    "version": "Projet récrit",
}
OF_THE_FEDERATION = {"editor", "animator"}


@dataclass
class Thing:
    page: object
    state: object = None


class Stage:
    def __init__(self, world, profile):
        self.world, self.profile = world, profile
        self.federations = Federations(world)
        self.federation = self.federations.ours
        author = self.federations.editor
        rename(author, "Redactrice")
        self.things = {name: getattr(self, name)(author) for name in TITLES}
        self.user = self.account()

    def draft(self, author):
        page = self.federations.project(title=TITLES["draft"])
        document(page, author, FederalProjectChapterPage, title="Chapitre du brouillon")
        document(self.federation, author, CommissionPage, title="Commission cachée")
        return Thing(page)

    def voted(self, author):
        page = self.federations.submitted(title=TITLES["voted"])
        return Thing(page, self.world.state_of(page))

    def version(self, author):
        page = publish(self.federations.project(title="Projet en ligne"))
        new = page.get_latest_revision_as_object()
        new.title = TITLES["version"]
        new.save_revision(user=author)
        return Thing(type(page).objects.get(pk=page.pk))

    def account(self):
        """A referent is of a centre of the federation: it opens no document."""
        if self.profile == "visitor":
            return None
        world, profile = self.world, self.profile
        of_world = {
            "nobody": UserFactory(),
            "committee": world.members[0],
            "webmaster": world.webmaster,
        }
        if profile in of_world:
            user = of_world[profile]
        elif profile in OF_THE_FEDERATION:
            user = of_federation(world, self.federation, Role(profile))
        elif profile == "referent":
            user = world.account(CONTRIBUTORS)
            centre = world.fresh(world.centre)
            centre.federation = self.federation
            centre.save()
            MembershipFactory(user=user, centre=centre, role=Membership.Role.REFERENT)
        else:
            user = of_federation(world, self.federations.other)
        if profile == "deputy":
            deputy_of(self.federation, user)
        rename(user, "Agissante")
        return user

    def values(self, thing):
        """{name: what an address may hold}"""
        revisions = thing.page.revisions.order_by("pk")
        voted = self.things["voted"]
        return {
            "url": thing.page.get_url(),
            "page": thing.page.pk,
            "parent": self.federation.pk,
            "elsewhere": self.federations.other.pk,
            "first": revisions.first().pk,
            "latest": thing.page.latest_revision_id,
            "state": voted.state.pk,
            "round": voted.state.workflow_state_id,
            "voted": voted.page.pk,
        }

    def secrets(self):
        """What this profile must read nowhere."""
        if self.profile in OF_THE_FEDERATION | {"webmaster"}:
            return []
        hidden = set(TITLES.values()) | {"Chapitre du brouillon", "Commission cachée"}
        if self.profile == "deputy":
            hidden.remove(TITLES["voted"])
        return [*sorted(hidden), "Redactrice"]

    def ballot(self):
        state = self.things["voted"].state
        boxes = {f"criterion_{n}": "on" for n in range(len(state.criteria))}
        return boxes | {"action": SUPPORT, "content_hash": state.content_hash}

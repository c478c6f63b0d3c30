"""A world where one number is foreign in every table, and each foreign word says so."""

from datetime import date

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import AutoField
from django.utils import timezone
from django.utils.text import slugify
from wagtail.admin.models import EditingSession
from wagtail.models import Page, PageViewRestriction, UploadedFile

from home.models import Attachment, HomePage
from initiatives.models import InitiativePage, RemovalRequest
from network.groups.models import Meeting
from network.models import FederationMembership, HelpRequest, Membership
from network.setup import CONTRIBUTORS
from tests.factories import (
    CentrePageFactory,
    FederationMembershipFactory,
    FederationPageFactory,
    MembershipFactory,
    PictureFactory,
    StandardPageFactory,
    WorkingGroupPageFactory,
)

# In every name, title and text that nobody of these profiles may read.
SECRET = "Ornithorynque"
# The same, but the committee reads it: what it votes on, who writes it, what was online.
UNDER_VOTE = "Tamanoir"
OWN, FOREIGN = 60_001, 70_001  # the first numbers of what is hers, and of what is not
PAGES = 9  # foreign ones: no table has more rows that count
# Referent, contributor elsewhere, animator: what one of them reads, she reads.
EVERY_ROLE = "every role"
PROFILES = ["visitor", "contributor", "committee", EVERY_ROLE]


def count_from(number):
    """The next row of each table takes this number.

    So an address that holds it reaches something foreign, whatever its view looks up.
    """
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            key, table = model._meta.pk, model._meta.db_table
            if not isinstance(key, AutoField):
                continue
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute(
                    "INSERT INTO sqlite_sequence VALUES (%s, %s)", [table, number - 1]
                )
            else:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), %s, false)",
                    [table, key.column, number],
                )


class ForeignStage:
    """Who asks, with a draft and a file of hers; then all that is none of hers."""

    def __init__(self, world, profile):
        self.world = world
        count_from(OWN)
        self.picture = PictureFactory(collection=world.fresh(world.centre).collection)
        world.fiche(title="La mienne", slug="la-mienne", picture=self.picture)
        self.user = self.account(profile)
        count_from(FOREIGN)
        self.people()
        self.pages()
        self.files_and_rows()

    def account(self, profile):
        """With every role, she explores below the home page: her roots are far apart."""
        world = self.world
        federation = FederationPageFactory(title="Fédération du Cher")
        centre = world.fresh(world.centre)
        centre.federation = federation
        centre.save()
        if profile == "visitor":
            return None
        if profile == "committee":
            return world.members[0]
        user = world.account(CONTRIBUTORS)
        if profile == "contributor":
            MembershipFactory(user=user, centre=centre)
            return user
        MembershipFactory(user=user, centre=centre, role=Membership.Role.REFERENT)
        MembershipFactory(user=user, centre=world.other_centre)
        FederationMembershipFactory(
            user=user, federation=federation, role=FederationMembership.Role.ANIMATOR
        )
        return user

    def people(self):
        self.writer = self.named(self.world.account(CONTRIBUTORS), SECRET)
        self.named(self.world.members[1], UNDER_VOTE)

    def named(self, user, word):
        user.first_name = user.last_name = word
        user.email = f"{word.lower()}@exemple.test"
        user.save()
        return user

    def pages(self):
        """In the order of their numbers."""
        world = self.world
        self.centre = CentrePageFactory(
            title=f"Centre {UNDER_VOTE}", commune=UNDER_VOTE, live=False
        )
        self.draft = self.fiche(SECRET, f"Brouillon {SECRET}", picture=self.picture)
        voted = self.fiche(UNDER_VOTE, f"Relecture {UNDER_VOTE}")
        world.vote(world.members[1], world.submit(voted, self.writer))
        hidden = StandardPageFactory(
            title=f"Page {SECRET}", live=False, parent=HomePage.objects.get()
        )
        StandardPageFactory(title="Page ouverte", parent=hidden)
        retitled = CentrePageFactory(title="Centre voisin")
        self.private = self.fiche(
            UNDER_VOTE, f"Privée {UNDER_VOTE}", parent=retitled, published=True
        )
        PageViewRestriction.objects.create(
            page=self.private.page_ptr, restriction_type="password", password="x"
        )
        retitled.title = f"Centre {SECRET}"
        retitled.save_revision()
        self.federation = FederationPageFactory(
            title=f"Fédération {SECRET}", live=False
        )
        self.group = WorkingGroupPageFactory(
            title=f"Groupe {SECRET}", aim=SECRET, parent=self.federation
        )

    def fiche(self, word, title, **fields):
        fields = {"parent": self.world.fresh(self.centre), "keywords": [word]} | fields
        return self.world.fiche(
            title=title,
            slug=slugify(title),
            tagline=word,
            summary=word,
            owner=self.writer,
            steps=(word, f"{word} encore"),
            **fields,
        )

    def files_and_rows(self):
        collection = self.world.fresh(self.centre).collection
        file = ContentFile(b"%PDF-1.4 essai", name=f"{SECRET}.pdf")
        picture = PictureFactory(title=SECRET, credit=SECRET, collection=collection)
        Attachment.objects.create(title=SECRET, collection=collection, file=file)
        UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(picture),
            file=file,
            uploaded_by_user=self.writer,
        )
        MembershipFactory(user=self.writer, centre=self.centre)
        FederationMembershipFactory(user=self.writer, federation=self.federation)
        HelpRequest.objects.create(
            centre=self.centre,
            page=self.draft.page_ptr,
            asked_by=self.writer,
            message=SECRET,
        )
        RemovalRequest.objects.create(
            page=self.private, kind="photo", message=SECRET, email=self.writer.email
        )
        Meeting.objects.create(
            group=self.group, title=SECRET, minutes=SECRET, day=date(2026, 1, 14)
        )
        EditingSession.objects.create(
            user=self.writer,
            content_type=ContentType.objects.get_for_model(InitiativePage),
            object_id=str(self.draft.pk),
            last_seen_at=timezone.now(),
        )

    def numbers(self):
        """Those of the foreign pages; what else is foreign has the first of them."""
        pages = Page.objects.filter(pk__gte=FOREIGN).order_by("pk")
        return list(pages.values_list("pk", flat=True))

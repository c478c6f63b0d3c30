import io

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.test.utils import override_settings
from wagtail.models import Site

from config.checks import migrations_of_an_older_version, what_to_do
from config.setup import set_up_site
from demo import accounts, bulk, catalogue, pages, reviews
from demo.documents import Documents
from home.setup import name_site, place_of_the_site
from initiatives.models import InitiativePage
from network.models import CentrePage

NO_MAILS = "django.core.mail.backends.dummy.EmailBackend"


class Command(BaseCommand):
    help = (
        "Load the demo content if the site has no centre yet, and print the accounts. "
        "With --fiches N: add generated fiches up to N, for benchmarks."
    )

    def add_arguments(self, parser):
        parser.add_argument("--fiches", type=int, metavar="N")
        parser.add_argument("--migrate", action="store_true", help="Migrate first.")

    def handle(self, *, fiches=None, migrate=False, **options):
        if fiches is not None and not 0 < fiches <= 1_000_000:
            raise CommandError("--fiches wants a number between 1 and 1,000,000.")
        if migrate:
            self.migrate()
        if CentrePage.objects.exists():
            self.stdout.write("The site has content already: nothing was added.")
            call_command("check_search", outbox=True, stdout=io.StringIO())
        else:
            self.load()
        self.name_the_site()
        if fiches:
            self.load_more(fiches)
        self.print_accounts()

    def migrate(self):
        if found := migrations_of_an_older_version(connection):
            raise CommandError(what_to_do(connection, found))
        call_command("migrate", verbosity=0)

    def load(self):
        self.stdout.write("Loading the demo content (about half a minute)...")
        # Around the transaction: mails go out after the commit.
        with override_settings(EMAIL_BACKEND=NO_MAILS), transaction.atomic():
            groups = set_up_site(publish_pages=True, quorum=2)
            users = accounts.make_accounts(groups)
            pictures = pages.make_pictures()
            federations = pages.make_federations()
            centres = {}
            for number, data in enumerate(catalogue.centres()):
                centre = pages.make_centre(data, federations.values())
                centres[data["slug"]] = centre
                for place, fiche in enumerate(data["fiches"]):
                    page = pages.make_draft(centre, fiche, pictures)
                    days_ago = 3 + (number * 37 + place * 211) % 700
                    pages.publish(page, users["webmestre"], days_ago)
            Documents(users["webmestre"]).load()
            accounts.make_memberships(users, centres, federations)
            reviews.make_reviews(centres, pictures, users)
            pages.fill_the_frame()
        call_command("rebuild_search", verbosity=0)
        count = InitiativePage.objects.published().count()
        self.stdout.write(f"{len(centres)} centres and {count} fiches are online.")

    def name_the_site(self):
        """The addresses that pages and mails show are those of this server."""
        site = Site.objects.get(is_default_site=True)
        if (site.hostname, site.port) != place_of_the_site():
            name_site(site)

    def load_more(self, wanted):
        missing = wanted - InitiativePage.objects.published().count()
        if missing > 0:
            bulk.make_fiches(missing, progress=self.stdout.write)
            call_command("rebuild_search", verbosity=1)

    def print_accounts(self):
        lines = accounts.lines()
        if lines:
            address = settings.WAGTAILADMIN_BASE_URL
            self.stdout.write(f"Back office: {address}/admin/  Demo accounts:")
            self.stdout.write("\n".join(lines))

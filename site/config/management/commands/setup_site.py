import io

from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from config.setup import set_up_site
from network.setup import WEBMASTERS


class Command(BaseCommand):
    help = "Make what a real site needs to start; safe to run at each deployment."

    def add_arguments(self, parser):
        parser.add_argument(
            "--webmaster",
            metavar="EMAIL",
            help="Invite a first webmaster: prints the link that sets the password.",
        )

    def handle(self, *, webmaster=None, **options):
        if webmaster:
            try:
                validate_email(webmaster)
            except ValidationError as error:
                raise CommandError(f"{webmaster} is no e-mail address.") from error
        groups = set_up_site()
        # What was indexed by the code of another deployment.
        call_command("check_search", outbox=True, stdout=io.StringIO())
        self.stdout.write("The site is set up.")
        if webmaster:
            self.invite(webmaster, groups[WEBMASTERS])

    def invite(self, email, group):
        users = get_user_model().objects
        user = users.filter(email__iexact=email).first() or users.create_user(email)
        user.groups.add(group)
        if user.has_usable_password():
            self.stdout.write(f"{email} is a webmaster and has a password already.")
            return
        address = reverse(
            "password_reset_confirm",
            args=[
                urlsafe_base64_encode(force_bytes(user.pk)),
                default_token_generator.make_token(user),
            ],
        )
        self.stdout.write(f"{email} is a webmaster. The password is set at {address}")

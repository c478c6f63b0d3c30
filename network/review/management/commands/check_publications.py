import logging
import sys
from contextlib import suppress
from datetime import timedelta

from django.core.management.base import BaseCommand
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.permissions import webmasters
from home.post.handing_over import MailPostponed, MailServerDown
from home.post.sending import send
from network.review.audit import doubts
from network.review.triggers.installation import differing

RECENT = timedelta(hours=2)  # each hour, and the one that a slow run missed

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = gettext_lazy(
        "Cherche ce qui est en ligne sans relecture, et les gardes qui manquent à la "
        "base de données (code 1 : il y en a). À lancer chaque nuit ; chaque heure "
        "avec --changed."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--changed",
            action="store_true",
            help=_("Seulement les pages qui ont changé depuis deux heures."),
        )

    def handle(self, *, changed, **options):
        since = timezone.now() - RECENT if changed else None
        found, lacking = list(doubts(since)), differing(connection)
        if found:
            self.tell_doubts(found)
        else:
            self.stdout.write(_("Tout ce qui est en ligne a été approuvé."))
        if lacking:
            self.tell_triggers(lacking)
        if found or lacking:
            sys.exit(1)

    def tell_doubts(self, found):
        for page, why in found:
            self.stderr.write(f"{page.title} (n° {page.pk}) : {why}")
        logger.error("Nobody vouches for: %s", [page.pk for page, _why in found])
        _mail(
            "review/unreviewed",
            doubts=found,
            address=reverse("wagtailadmin_explore_root"),
        )

    def tell_triggers(self, lacking):
        line = _(
            "Il manque à la base de données des gardes de la relecture : %(names)s"
        )
        self.stderr.write(line % {"names": ", ".join(lacking)})
        logger.error("Triggers of the review that lack or differ: %s", lacking)
        _mail("review/unguarded", names=lacking)


def _mail(event, **context):
    for user in webmasters():
        with suppress(MailServerDown, MailPostponed):  # logged; told tomorrow
            send(event, user, **context)

import logging
import sys
from contextlib import suppress

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.permissions import webmasters
from home.post.handing_over import MailPostponed, MailServerDown
from home.post.sending import send
from network.review.audit import unreviewed_pages
from network.review.triggers.installation import differing

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = gettext_lazy(
        "Cherche ce qui est en ligne sans relecture, et les gardes qui manquent à la "
        "base de données (code 1 : il y en a). À lancer chaque nuit."
    )

    def handle(self, *args, **options):
        pages, lacking = list(unreviewed_pages()), differing(connection)
        if pages:
            self.tell_pages(pages)
        else:
            self.stdout.write(_("Tout ce qui est en ligne a été approuvé."))
        if lacking:
            self.tell_triggers(lacking)
        if pages or lacking:
            sys.exit(1)

    def tell_pages(self, pages):
        for page in pages:
            line = _("En ligne sans relecture : %(title)s (n° %(pk)s)")
            self.stderr.write(line % {"title": page.title, "pk": page.pk})
        logger.error("Online without review: %s", [page.pk for page in pages])
        _mail("review/unreviewed", pages=pages, address="/admin/pages/")

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

import logging
import sys
from contextlib import suppress

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.permissions import webmasters
from home.post.handing_over import MailPostponed, MailServerDown
from home.post.sending import send
from network.review.audit import unreviewed_pages

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = gettext_lazy(
        "Cherche ce qui est en ligne sans relecture (code 1 : il y en a). À lancer "
        "chaque nuit."
    )

    def handle(self, *args, **options):
        pages = list(unreviewed_pages())
        if not pages:
            self.stdout.write(_("Tout ce qui est en ligne a été approuvé."))
            return
        for page in pages:
            line = _("En ligne sans relecture : %(title)s (n° %(pk)s)")
            self.stderr.write(line % {"title": page.title, "pk": page.pk})
        logger.error("Online without review: %s", [page.pk for page in pages])
        self._mail(pages)
        sys.exit(1)

    def _mail(self, pages):
        for user in webmasters():
            with suppress(MailServerDown, MailPostponed):  # logged; told tomorrow
                send("review/unreviewed", user, pages=pages, address="/admin/pages/")

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search import documents
from search.engines.factory import engine


class Command(BaseCommand):
    help = gettext_lazy(
        "Indexe toutes les pages publiques, et oublie celles qui ne le sont plus."
    )

    def handle(self, *args, verbosity=1, **options):
        in_use, total, done = engine(), documents.count_all(), 0
        stale = {page_id for page_id, _digest in in_use.identities()}
        for batch in documents.read_all():
            in_use.index(batch)
            stale -= {document.page_id for document in batch}
            done += len(batch)
            if verbosity:
                self.stdout.write(f"\r{done}/{total}", ending="")
        in_use.remove(stale)
        if verbosity:
            text = _("%(done)s pages indexées, %(stale)s oubliées.")
            self.stdout.write("\r" + text % {"done": done, "stale": len(stale)})

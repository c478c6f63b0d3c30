import sys

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search import documents
from search.backend import follow_the_analysis
from search.engines.factory import engine
from search.synchronisation import changed, drain, logger, note_older_analysis


class Command(BaseCommand):
    help = gettext_lazy(
        "Compare l’index de recherche avec les pages publiques (code 1 : écart)."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--outbox", action="store_true", help=_("Indexe seulement ce qui attend.")
        )
        parser.add_argument("--fix", action="store_true", help=_("Répare les écarts."))

    def handle(self, *args, outbox=False, fix=False, **options):
        follow_the_analysis()
        if older := note_older_analysis():
            text = _("L’analyse des mots a changé ; pages à indexer : %(count)s.")
            self.stdout.write(text % {"count": older})
        done = drain.call()
        if outbox:
            self.stdout.write(_("%(done)s pages indexées.") % {"done": done})
            return
        differences = self._differences()
        if not differences:
            self.stdout.write(_("L’index est à jour."))
            return
        logger.error("The search index differs from the tree: pages %s", differences)
        text = _("%(count)s pages diffèrent : %(pages)s")
        found = {"count": len(differences), "pages": differences[:20]}
        self.stderr.write(text % found)
        if fix:
            changed(differences)
            drain.call()
        sys.exit(1)

    def _differences(self):
        """Give the ids of the pages whose entry is missing, stale or too many."""
        tree = {
            document.page_id: document.digest
            for batch in documents.read_all()
            for document in batch
        }
        entries = dict(engine().identities())
        return sorted(
            page_id
            for page_id in tree.keys() | entries.keys()
            if tree.get(page_id) != entries.get(page_id)
        )

"""The index follows the tree: signals, outbox, task (search.md, section 7).

A signal writes outbox rows in the transaction of the change and asks for a drain after
its commit. What leaves the public state leaves the database index in that same
transaction; an engine outside the database has to wait for its rows to be drained.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Substr
from django.utils import timezone
from django_tasks import task
from wagtail.models import Page

from home.visibility import visible
from initiatives.models import InitiativePage
from network.models import CentrePage, FederationPage

from . import analysis, documents
from .engines.factory import engine
from .models import SearchOutbox

logger = logging.getLogger(__name__)
BATCH = 200
LONGEST_WAIT = timedelta(hours=6)


def changed(page_ids: Iterable[int]) -> None:
    """Note that these pages, or what they print, changed. Ids may be of any page.

    Those that a visitor may not see any more are forgotten at once.
    """
    page_ids = set(page_ids)
    if not page_ids:
        return
    with transaction.atomic():
        SearchOutbox.objects.bulk_create(
            [SearchOutbox(page_id=page_id) for page_id in sorted(page_ids)],
            batch_size=1000,
        )
        ids = sorted(page_ids)
        for start in range(0, len(ids), BATCH):
            some = ids[start : start + BATCH]
            seen = Page.objects.filter(visible(), pk__in=some)
            hidden = set(some) - set(seen.values_list("pk", flat=True))
            engine().remove(hidden)
        transaction.on_commit(_ask_for_a_drain)


def note_older_analysis() -> int:
    """Note the entries whose terms another analysis made; give how many.

    What a search asks for is analysed by the code that runs, so the index follows it.
    """
    entries = engine().identities()
    current = analysis.of_terms()
    older = {page_id for page_id, digest in entries if not digest.startswith(current)}
    if older:
        older -= set(SearchOutbox.objects.values_list("page_id", flat=True))
    changed(older)
    return len(older)


def _ask_for_a_drain():
    drain.enqueue()


@task()
def drain() -> int:
    """Index what the outbox names; give the number of pages done.

    Idempotent: a page is read anew, a vanished one is a removal. A row goes only when
    its page is written; a page that fails is tried again later and stops no other.
    """
    done = 0
    while batch := _due()[:BATCH]:
        rows = list(batch.values_list("pk", "page_id"))
        try:
            _write({page_id for _pk, page_id in rows})
        except Exception:
            logger.exception("A batch of pages could not be indexed: one by one")
            done += sum(_write_alone(page_id) for page_id in {p for _pk, p in rows})
        else:
            SearchOutbox.objects.filter(pk__in=[pk for pk, _page in rows]).delete()
            done += len({page_id for _pk, page_id in rows})
    return done


def _due():
    now = timezone.now()
    rows = SearchOutbox.objects.filter(Q(next_try_at=None) | Q(next_try_at__lte=now))
    return rows.order_by("pk")


def _write(page_ids):
    found = list(documents.read(page_ids))
    in_use = engine()
    in_use.index(found)
    in_use.remove(page_ids - {document.page_id for document in found})


def _write_alone(page_id):
    """Give 1 if the page is written, 0 if it failed and waits for its next try."""
    rows = _due().filter(page_id=page_id)
    keys = list(rows.values_list("pk", flat=True))
    try:
        _write({page_id})
    except Exception as error:
        logger.exception("Page %s could not be indexed", page_id)
        attempts = max(rows.values_list("attempts", flat=True), default=0) + 1
        SearchOutbox.objects.filter(pk__in=keys).update(
            attempts=attempts,
            next_try_at=timezone.now()
            + min(timedelta(minutes=2 ** min(attempts, 9)), LONGEST_WAIT),
            last_error=repr(error)[:250],
        )
        return 0
    SearchOutbox.objects.filter(pk__in=keys).delete()
    return 1


# What each signal touches. Receivers are connected in apps.py.


def page_changed(sender, instance, **kwargs):
    """A page was published or unpublished; what prints its name follows."""
    changed({instance.pk} | _that_print(instance))


def page_moved(sender, instance, **kwargs):
    """A page was moved: all that is below may have changed visibility or centre."""
    changed(_subtree(instance))


def page_deleted(sender, instance, **kwargs):
    """A page is gone (sent for each page of a deleted subtree)."""
    changed({instance.pk})


def restriction_changed(sender, instance, **kwargs):
    """A restriction was set, changed or lifted: the whole subtree is concerned."""
    changed(_subtree(instance.page))


def theme_changed(sender, instance, **kwargs):
    """A theme was saved or deleted."""
    changed(_fiches(theme_rows__theme=instance))


def audience_changed(sender, instance, **kwargs):
    """A public was saved or deleted."""
    changed(_fiches(audiences=instance))


def keyword_changed(sender, instance, **kwargs):
    """A keyword was renamed or deleted."""
    changed(_fiches(keyword_rows__tag=instance))


def territory_changed(sender, instance, **kwargs):
    """A territory was saved: its name stands on centres, fiches and federations."""
    here = Q(departement=instance) | Q(departement__parent=instance)
    centres = CentrePage.objects.filter(here)
    federations = FederationPage.objects.filter(
        Q(territories=instance) | Q(territories__parent=instance)
    )
    touched = set(federations.values_list("pk", flat=True))
    touched |= set(InitiativePage.objects.filter(here).values_list("pk", flat=True))
    for centre in centres:
        touched |= _subtree(centre)
    changed(touched)


def facts_changed(sender, instance, update_fields=None, **kwargs):
    """What no vote holds of a centre was saved alone; a publication says all else."""
    if not {*(update_fields or ())}.isdisjoint(instance.unvoted):
        page_changed(sender, instance)


def contact_changed(sender, instance, **kwargs):
    """How to reach a centre changed: its address is found, no other page's."""
    changed({instance.centre_id})


def centres_written(sender, centres, **kwargs):
    """Centres were written in bulk: they, and all that prints their name or place."""
    paths = [centre.path for centre in centres]
    below = Page.objects.annotate(centre=Substr("path", 1, len(paths[0])))
    found = set(below.filter(centre__in=paths).values_list("pk", flat=True))
    changed(found | _fiches(associated_centres__in=centres))


def _fiches(**condition):
    return set(InitiativePage.objects.filter(**condition).values_list("pk", flat=True))


def _subtree(page):
    pages = Page.objects.descendant_of(page, inclusive=True)
    return set(pages.values_list("pk", flat=True))


def _that_print(page):
    """Give the ids of the pages that show the name of this one."""
    specific = page.specific_deferred if type(page) is Page else page
    if isinstance(specific, CentrePage):
        return _subtree(page) | _fiches(associated_centres=specific)
    if isinstance(specific, FederationPage):
        centres = CentrePage.objects.filter(federation=specific)
        return set().union(*map(_subtree, centres))
    return set()

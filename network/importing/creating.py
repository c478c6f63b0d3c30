"""Many centres at once: the rows that `add_child`, `save` and `publish` would leave.

By those ways a centre costs 173 queries, five thousand a quarter of an hour; written
together, a minute. What they would check is checked here: address, place, collection.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Max
from django.db.models.functions import Length, Substr
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, Page, ReferenceIndex
from wagtail.search.backends import get_search_backends

from home.slugs import slug_of
from network.filing import collection_of_territory
from network.models import CentreContact, CentreIndexPage, CentrePage
from network.review.triggers.door import opened
from network.review.vouching import vouch_for

from .signals import centres_written

LONGEST_SLUG = 240  # signs; a sibling may add a number


def create(centres, *, user, reason):
    """Put these new CentrePages online, each with its `contact`, unsaved as it is.

    `reason`: for the history. Call it in a transaction; IntegrityError if somebody
    else made a page at the same place: nothing is kept, and it can be done again.
    """
    index = CentreIndexPage.objects.select_for_update(of=("self", "page_ptr")).get()
    _place(centres, index)
    _file(centres)
    _write(centres)
    vouch_for(centres, user=user, reason=reason)
    _note_references(centres)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(CentrePage, centres)
    centres_written.send(CentrePage, centres=centres)


def _place(centres, index):
    """The last of the index, in their order, at addresses that nobody has or had."""
    now, locale = timezone.now(), Locale.get_default()
    kind = ContentType.objects.get_for_model(CentrePage)
    taken = _taken(index)
    for centre, path in zip(centres, _paths(index, len(centres)), strict=True):
        centre.path, centre.depth, centre.numchild = path, index.depth + 1, 0
        centre.slug = _free(slug_of(centre.title)[:LONGEST_SLUG].strip("-"), taken)
        centre.url_path = f"{index.url_path}{centre.slug}/"
        centre.draft_title = centre.title
        centre.fold()
        centre.locale, centre.content_type = locale, kind
        centre.live = True
        centre.has_unpublished_changes = False
        centre.first_published_at = centre.last_published_at = now
        centre.latest_revision_created_at = now
    rows = Page.objects.filter(pk=index.pk)
    rows.update(numchild=F("numchild") + len(centres))


def _paths(parent, number):
    """The places of so many new children of a row of a tree of treebeard."""
    kind, last = type(parent), parent.get_last_child()
    step = kind._str2int(last.path[-kind.steplen :]) if last else 0
    return [
        kind._get_path(parent.path, parent.depth + 1, step + more)
        for more in range(1, number + 1)
    ]


def _taken(index):
    """The slugs of the children of a page, and those that lead elsewhere from there."""
    slugs = set(index.get_children().values_list("slug", flat=True))
    place = Redirect.normalise_path(index.get_url() or "/")
    former = Redirect.objects.filter(old_path__startswith=f"{place}/")
    for path in former.values_list("old_path", flat=True):
        slugs.add(path[len(place) + 1 :].partition("/")[0])
    return slugs


def _free(slug, taken):
    slug = slug or "centre"
    free, number = slug, 1
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    taken.add(free)
    return free


def _file(centres):
    """To each its own collection, under that of its département (filing.py).

    Behind the others there: in the order of names, that of the core, each would move
    those that follow it.
    """
    territories = {centre.departement_id: centre.departement for centre in centres}
    keys = [collection_of_territory(one).pk for one in territories.values()]
    parents = Collection.objects.select_for_update().order_by("pk").in_bulk(keys)
    last = _last_children(parents.values())
    for centre in centres:
        parent = parents[territories[centre.departement_id].collection_id]
        step = last.get(parent.path, 0) + 1
        last[parent.path], parent.numchild = step, parent.numchild + 1
        centre.collection = Collection(
            name=centre.title[:255],
            path=Collection._get_path(parent.path, parent.depth + 1, step),
            depth=parent.depth + 1,
        )
    Collection.objects.bulk_create(centre.collection for centre in centres)
    for centre in centres:
        centre.collection_id = centre.collection.pk
    Collection.objects.bulk_update(parents.values(), ["numchild"])


def _last_children(parents):
    """{path of a parent: the number of its last child}, in one query."""
    size = Collection.steplen
    above = Substr("path", 1, Length("path") - size)
    rows = Collection.objects.annotate(above=above).order_by()
    rows = rows.filter(above__in=[parent.path for parent in parents])
    rows = rows.values_list("above").annotate(last=Max("path"))
    return {path: Collection._str2int(last[-size:]) for path, last in rows}


def _write(centres):
    """Multi-table models refuse bulk_create: the parents first, then the child rows.

    Live from the first: what goes online is what `vouch_for` gives its version to.
    """
    contacts = [centre.contact for centre in centres]
    names = [
        field.attname for field in Page._meta.concrete_fields if field.name != "id"
    ]
    parents = Page.objects.bulk_create(
        Page(**{name: getattr(centre, name) for name in names}) for centre in centres
    )
    with opened(*[parent.pk for parent in parents]):
        for centre, parent in zip(centres, parents, strict=True):
            centre.pk = centre.id = centre.page_ptr_id = parent.pk
            # Raw: neither signals, which would index it alone, nor its parents again.
            centre.save_base(raw=True, force_insert=True)
    for centre, contact in zip(centres, contacts, strict=True):
        contact.centre_id = centre.pk
    CentreContact.objects.bulk_create(contacts)


def _note_references(centres):
    """Which federation or département they name, for « where is it used? »."""
    kind = ContentType.objects.get_for_model(CentrePage)
    base = ContentType.objects.get_for_model(Page)
    ReferenceIndex.objects.bulk_create(
        ReferenceIndex(
            content_type=kind,
            base_content_type=base,
            object_id=str(centre.pk),
            to_content_type_id=to,
            to_object_id=key,
            model_path=model_path,
            content_path=path,
            content_path_hash=ReferenceIndex._get_content_path_hash(path),
        )
        for centre in centres
        for to, key, model_path, path in _references_of(centre)
    )


def _references_of(centre):
    return set(ReferenceIndex._extract_references_from_object(centre))

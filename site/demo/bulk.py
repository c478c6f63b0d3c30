"""Many generated fiches, in bulk, for benchmarks only: their text says nothing."""

import random
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import Locale, Page, PageLogEntry, Revision

from home.models import Theme
from initiatives.models import (
    Audience,
    InitiativePage,
    InitiativeStep,
    InitiativeTheme,
)
from network.models import CentrePage
from network.review.triggers.door import opened

BATCH = 500
IMPORT_LOG = [
    ("review.publication.import", {"reason": "Fiche inventée pour les mesures"}),
    ("wagtail.publish", {}),
]


def words(rng):
    """A vocabulary of 3,000 invented words, from short syllables."""
    syllables = [
        "ba",
        "che",
        "di",
        "fou",
        "gra",
        "lo",
        "mi",
        "no",
        "pa",
        "que",
        "ri",
        "sa",
        "ti",
        "vo",
        "lu",
        "jan",
        "tel",
        "mar",
    ]
    return ["".join(rng.choices(syllables, k=rng.randint(2, 4))) for _ in range(3000)]


def make_fiches(count, progress):
    """Add `count` published fiches under the existing centres, by batches.

    bulk_create writes the rows behind the guard, by the door of the triggers:
    benchmarks only. Each fiche has the revision and the log of a publication by
    import, as the guard would have left them, so that nothing passes for a
    publication that nobody vouches for.
    """
    rng = random.Random(7)
    vocabulary = words(rng)
    frame = _Frame()
    done = 0
    while done < count:
        size = min(BATCH, count - done)
        with transaction.atomic():
            _make_batch(size, rng, vocabulary, frame)
        done += size
        progress(f"{done} of {count} generated fiches")
    Page.fix_tree()


class _Frame:
    """What every generated fiche hangs on, read once."""

    def __init__(self):
        self.centres = list(CentrePage.objects.all())
        self.children = {
            centre.pk: centre.get_children().count() for centre in self.centres
        }
        self.themes = list(Theme.objects.all())
        self.audiences = list(Audience.objects.all())
        self.locale = Locale.get_default()
        self.content_type = ContentType.objects.get_for_model(InitiativePage)
        self.base_content_type = ContentType.objects.get_for_model(Page)
        self.number = Page.objects.count()


def _make_batch(size, rng, vocabulary, frame):
    pages = [_page(rng, vocabulary, frame) for _ in range(size)]
    # Multi-table models refuse bulk_create: parents first, then the child rows.
    parents = Page.objects.bulk_create([_parent_of(page) for page in pages])
    with opened(*[parent.pk for parent in parents]):
        _add_what_they_say(pages, parents, rng, vocabulary, frame)


def _add_what_they_say(pages, parents, rng, vocabulary, frame):
    for page, parent in zip(pages, parents, strict=True):
        page.pk = page.id = page.page_ptr_id = parent.pk
        page.save_base(raw=True, force_insert=False)
        _fill(page, rng, vocabulary, frame)
    for relation in get_all_child_relations(InitiativePage):
        name = relation.get_accessor_name()
        relation.related_model.objects.bulk_create(
            row for page in pages for row in getattr(page, name).all()
        )
    links = InitiativePage.audiences.through
    links.objects.bulk_create(
        links(initiativepage_id=page.pk, audience_id=audience.pk)
        for page in pages
        for audience in page.audiences.all()
    )
    _import(pages, parents, frame)


def _fill(page, rng, vocabulary, frame):
    """Set every relation in memory: the revision is written without reading rows."""
    for relation in get_all_child_relations(InitiativePage):
        setattr(page, relation.get_accessor_name(), [])
    page.theme_rows = [
        InitiativeTheme(page=page, theme=theme, sort_order=order)
        for order, theme in enumerate(rng.sample(frame.themes, rng.randint(1, 3)))
    ]
    page.steps = [
        InitiativeStep(
            page=page, title=f"Étape {n}", text=_text(rng, vocabulary, 40), sort_order=n
        )
        for n in range(3)
    ]
    page.audiences = rng.sample(frame.audiences, rng.randint(1, 3))
    page.associated_centres = []


def _import(pages, parents, frame):
    """What `publication_without_review(kind="import")` and publish() would write."""
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type=frame.content_type,
            base_content_type=frame.base_content_type,
            object_id=str(page.pk),
            object_str=page.title,
            created_at=page.first_published_at,
            content=page.serializable_data(),
        )
        for page in pages
    )
    for parent, revision in zip(parents, revisions, strict=True):
        parent.live_revision = parent.latest_revision = revision
    Page.objects.bulk_update(parents, ["live_revision", "latest_revision"])
    # The exception first: the audit looks for it before the publication.
    for action, data in IMPORT_LOG:
        PageLogEntry.objects.bulk_create(
            PageLogEntry(
                page=parent,
                content_type=frame.content_type,
                label=parent.title,
                action=action,
                timestamp=parent.first_published_at,
                revision=parent.live_revision,
                data=data,
            )
            for parent in parents
        )


def _text(rng, vocabulary, length):
    return " ".join(rng.choices(vocabulary, k=length)).capitalize() + "."


def _page(rng, vocabulary, frame):
    centre = rng.choice(frame.centres)
    frame.children[centre.pk] += 1
    frame.number += 1
    slug = f"fiche-{frame.number}"
    when = timezone.now() - timedelta(minutes=frame.number)
    text = f"<p>{_text(rng, vocabulary, 120)}</p>"
    title = _text(rng, vocabulary, 6)[:80]
    return InitiativePage(
        path=Page._get_path(centre.path, centre.depth + 1, frame.children[centre.pk]),
        depth=centre.depth + 1,
        title=title,
        draft_title=title,
        slug=slug,
        url_path=f"{centre.url_path}{slug}/",
        locale=frame.locale,
        content_type=frame.content_type,
        live=True,
        first_published_at=when,
        last_published_at=when,
        tagline=_text(rng, vocabulary, 14)[:140],
        summary=_text(rng, vocabulary, 50)[:500],
        start_year=rng.randint(2014, 2026),
        natures=[rng.choice(InitiativePage.Nature.values)],
        story=[("story", {"starting_point": text, "residents_role": text})],
    )


def _parent_of(page):
    names = [
        field.attname for field in Page._meta.concrete_fields if field.name != "id"
    ]
    return Page(**{name: getattr(page, name) for name in names})

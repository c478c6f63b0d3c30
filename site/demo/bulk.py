"""Many generated fiches, in bulk, for benchmarks only: their text says nothing."""

import random
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from home.models import Theme
from initiatives.models import (
    Audience,
    InitiativePage,
    InitiativeStep,
    InitiativeTheme,
)
from network.models import CentrePage

BATCH = 500


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
    """Add `count` published fiches under the existing centres, without revisions.

    bulk_create writes the rows behind the guard: benchmarks only (docs of the guard:
    network/review/publication.py).
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
        self.number = Page.objects.count()


def _make_batch(size, rng, vocabulary, frame):
    pages = [_page(rng, vocabulary, frame) for _ in range(size)]
    # Multi-table models refuse bulk_create: parents first, then the child rows.
    parents = Page.objects.bulk_create([_parent_of(page) for page in pages])
    for page, parent in zip(pages, parents, strict=True):
        page.pk = page.id = page.page_ptr_id = parent.pk
        page.save_base(raw=True, force_insert=False)
    InitiativeTheme.objects.bulk_create(
        InitiativeTheme(page=page, theme=theme, sort_order=order)
        for page in pages
        for order, theme in enumerate(rng.sample(frame.themes, rng.randint(1, 3)))
    )
    InitiativeStep.objects.bulk_create(
        InitiativeStep(
            page=page, title=f"Étape {n}", text=_text(rng, vocabulary, 40), sort_order=n
        )
        for page in pages
        for n in range(3)
    )
    links = InitiativePage.audiences.through
    links.objects.bulk_create(
        links(initiativepage_id=page.pk, audience_id=audience.pk)
        for page in pages
        for audience in rng.sample(frame.audiences, rng.randint(1, 3))
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

"""The rows of a fiche from one of its revisions: nine tables would be nine queries."""

from django.db.models import BooleanField, ExpressionWrapper, Q

from home.models import Picture, PictureRendition, Theme
from home.renditions import SPECS
from home.tree import above
from home.visibility import visible
from network.models import CentrePage
from network.review.rows import take_voted_rows

from .audience import Audience


def take_voted_fiche(page):
    """Fill the rows of `page` in memory; without a live revision, leave them be."""
    if not page.live_revision_id:
        return
    take_voted_rows(page)
    content = page.live_revision.content
    _give_audiences(page, content)
    _give_themes(page)
    _give_pictures(page)
    _give_centres(page, content.get("associated_centres", []))


def as_written(model, revision):
    """The page of that revision, in memory and without a query: for lists of drafts.

    Its associated centres have their keys only; its centre, pictures and account are
    not read: what asks for them makes a query.
    """
    content = dict(revision.content)
    content.pop("audiences", None)
    associated = content.pop("associated_centres", [])
    page = model.from_serializable_data(content, check_fks=False)
    known = Theme.objects.by_pk()
    page.theme_rows.set([row for row in page.theme_rows.all() if row.theme_id in known])
    page.associated_centres.set([CentrePage(pk=pk) for pk in associated])
    _give_audiences(page, revision.content)
    _give_themes(page)
    return page


def _give_audiences(page, content):
    audiences = Audience.objects.by_pk()
    chosen = {pk for pk in content.get("audiences", []) if pk in audiences}
    page.audiences.set([row for pk, row in audiences.items() if pk in chosen])


def _give_themes(page):
    themes = Theme.objects.by_pk()
    for row in page.theme_rows.all():
        if row.theme_id in themes:  # else read by itself: the cache is behind
            row.theme = themes[row.theme_id]


def _give_centres(page, associated):
    """The centre above and the associated ones that a visitor may see."""
    path = above(page)
    centres = (
        CentrePage.objects.filter(Q(path=path) | Q(pk__in=associated))
        .select_related("departement__parent")
        .annotate(is_visible=ExpressionWrapper(visible(), BooleanField()))
    )
    page.shown_associates = []
    for centre in centres:
        if centre.path == path:
            page.centre = centre
        elif centre.is_visible:
            page.shown_associates.append(centre)


def _give_pictures(page):
    """The pictures with their renditions; those without any yet are read alone."""
    rows = page.photos.all()
    wanted = {row.picture_id for row in rows}
    pictures = {}
    if wanted:
        for rendition in PictureRendition.objects.filter(
            image__in=wanted, filter_spec__in=SPECS.values()
        ).select_related("image"):
            picture = pictures.setdefault(rendition.image_id, rendition.image)
            picture.__dict__.setdefault("prefetched_renditions", []).append(rendition)
    if missing := wanted - set(pictures):
        pictures |= Picture.objects.in_bulk(missing)
    for row in rows:
        row.picture = pictures.get(row.picture_id)

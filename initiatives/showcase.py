"""What the home page shows of the fiches, in as few queries as can be."""

from django.db.models import (
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce, JSONObject, Length

from home.models import Theme
from home.tree import path_above
from home.visibility import visible
from network.models import CentrePage, FederationPage

from .models import (
    InitiativePage,
    InitiativePhoto,
    InitiativeQuote,
    InitiativeTheme,
)
from .models.centre import centre_above

LONGEST_VOICE = 180  # signs: set large, a longer quote fills a phone's screen


def fiches_of_territories(territories, federation=None):
    """The Q of fiches that take place there: ids of départements or regions.

    A fiche without a département of its own has its centre's; with `federation`,
    the fiches of its members too.
    """
    there = Q(departement__in=territories) | Q(departement__parent__in=territories)
    centres = centre_above()
    around = Q(departement=None) & Exists(centres.filter(there))
    if federation is not None:
        around |= Exists(centres.filter(federation=federation))
    return there | around


def fiches_by_departement():
    """{code: how many published fiches take place there}, in one query."""
    above = centre_above().values("departement__code")
    place = Coalesce("departement__code", Subquery(above))
    published = InitiativePage.objects.published().order_by()
    return dict(published.values_list(place).annotate(Count("pk")))


def fiche_figures(territory):
    """{"fiches" that take place there, "tellers": their centres}: numbers, one query."""
    there = InitiativePage.objects.published().filter(
        fiches_of_territories([territory.pk])
    )
    return there.aggregate(
        fiches=Count("pk"), tellers=Count(path_above("path"), distinct=True)
    )


def home_fiches(home, count):
    """{"featured", "latest", "quote"}: the fiche of the day, the newest ones, a voice.

    In one query, and those of the featured fiche shown large. The first is the editor's
    choice or the newest with a photo; the quote is from the newest fiche that has one,
    other than the featured one if possible: {"text", "first_name", "role", "fiche"}.
    """
    published = InitiativePage.objects.published()
    newest = published.newest_first().values("pk")[: count + 1]
    voices = (
        InitiativeQuote.objects.filter(page=OuterRef("pk"), consent=True)
        .annotate(signs=Length("text"))
        .filter(signs__range=(1, LONGEST_VOICE))
    )
    fiches = list(
        published.filter(Q(pk__in=list_of(newest)) | Q(pk=home.featured_page_id))
        .for_cards()
        .newest_first()
        .annotate(
            voice=voices.order_by("sort_order").values(
                said=JSONObject(text="text", first_name="first_name", role="role")
            )[:1]
        )
    )
    featured = _featured(fiches, home.featured_page_id)
    latest = [fiche for fiche in fiches if fiche != featured][:count]
    if featured:
        prefetch_related_objects([featured], *_page_lookups())
    quoted = next((fiche for fiche in [*latest, *fiches] if fiche.voice), None)
    return {
        "featured": featured,
        "latest": latest,
        "quote": {**quoted.voice, "fiche": quoted} if quoted else None,
    }


def list_of(ids):
    """A sliced query as a subquery that every database accepts."""
    return InitiativePage.objects.filter(pk__in=Subquery(ids)).values("pk")


def _page_lookups():
    """What to prefetch on a fiche that is shown large."""
    photos = InitiativePhoto.objects.select_related("picture").prefetch_related(
        "picture__renditions"
    )
    themes = InitiativeTheme.objects.select_related("theme")
    return [
        Prefetch("theme_rows", queryset=themes),
        Prefetch("photos", queryset=photos),
        "centre",
    ]


def _featured(fiches, chosen):
    by_choice = [fiche for fiche in fiches if fiche.pk == chosen]
    with_photo = [fiche for fiche in fiches if fiche.card_photo]
    return next(iter([*by_choice, *with_photo]), None)


def figures():
    """What the home page counts, in one query.

    {"themes": the twelve, each with `fiche_count`; "fiches", "tellers" (centres with
    a fiche), "centres", "federations": int}.
    """
    published = InitiativePage.objects.published()
    totals = {
        "fiches": _count(published, "pk"),
        "tellers": _count(published, path_above("path")),
        "centres": _count(CentrePage.objects.published(), "pk"),
        "federations": _count(FederationPage.objects.filter(visible()), "pk"),
    }
    rows = InitiativeTheme.objects.filter(
        theme=OuterRef("pk"), page__in=published.values("pk")
    )
    themes = list(Theme.objects.annotate(fiche_count=_count(rows, "page"), **totals))
    shown = {name: getattr(themes[0], name) if themes else 0 for name in totals}
    return {"themes": themes, **shown}


def _count(queryset, expression):
    """The number of distinct values of an expression, as a subquery."""
    rows = queryset.order_by().annotate(whole=Value(1)).values("whole")
    counted = rows.annotate(number=Count(expression, distinct=True)).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)

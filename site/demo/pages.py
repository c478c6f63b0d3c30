"""From the demo's data to pages, by the import path of the editorial guard."""

from datetime import timedelta

from django.core.files import File
from django.utils import timezone
from django.utils.html import escape
from wagtail.models import Collection, Page

from home.models import Picture, SiteSettings, Theme
from home.slugs import slug_of
from initiatives.models import (
    Audience,
    InitiativePage,
    InitiativePartner,
    InitiativePhoto,
    InitiativeQuote,
    InitiativeStep,
    InitiativeTheme,
    KeyFigure,
)
from network.models import (
    CentreContact,
    CentreIndexPage,
    CentrePage,
    FederationIndexPage,
    FederationPage,
    Territory,
)
from network.review.publication import publication_without_review

from . import catalogue

PLAIN = [
    "tagline",
    "summary",
    "status",
    "start_month",
    "start_year",
    "end_month",
    "end_year",
    "end_reason",
    "place",
    "scale",
    "natures",
    "initiated_by",
    "employees",
    "volunteers",
    "residents",
    "team_note",
    "budget",
    "budget_note",
    "material",
    "contact_function",
]
RICH = [
    "starting_point",
    "residents_role",
    "results_residents",
    "results_centre",
    "results_territory",
    "evidence",
    "limits",
    "outlook",
]
CONTACT = ["phone", "email", "website", "address", "opening_hours"]
LISTS = ["goals", "success_factors", "advice"]
REASON = "Contenu de démonstration"


def rich(text):
    """Paragraphs separated by an empty line, as rich text."""
    pieces = [piece.strip() for piece in text.split("\n\n") if piece.strip()]
    return "".join(f"<p>{escape(' '.join(piece.split()))}</p>" for piece in pieces)


def make_pictures():
    """{name: Picture} of the illustrations, in a collection of their own."""
    root = Collection.get_first_root_node()
    collection = Collection.objects.filter(name="Illustrations").first()
    if collection is None:
        collection = root.add_child(instance=Collection(name="Illustrations"))
    pictures = {}
    for name, texts in catalogue.read("pictures/pictures.toml").items():
        with catalogue.picture_file(name).open("rb") as file:
            picture = Picture(
                title=texts["title"],
                description=texts["alt"],
                credit=texts["credit"],
                consent_kind=Picture.Kind.NOBODY,
                collection=collection,
                file=File(file, name=f"{name}.jpg"),
            )
            picture.save()
        pictures[name] = picture
    return pictures


def make_federations():
    """The federations, published: {slug: FederationPage}."""
    index = FederationIndexPage.objects.get()
    pages = {}
    for row in catalogue.read("federations.toml")["federations"]:
        territories = [
            Territory.objects.get(**where) for where in row.pop("territories")
        ]
        page = FederationPage(**row)
        index.add_child(instance=page)
        page.territories = territories
        page.save_revision().publish()
        pages[page.slug] = page
    return pages


def make_centre(data, federations):
    """One centre, published, member of the federation of its département."""
    fields = dict(data["centre"])
    reached = {name: fields.pop(name) for name in CONTACT if name in fields}
    departement = Territory.objects.get(
        kind=Territory.Kind.DEPARTEMENT, code=fields.pop("departement")
    )
    federation = next(
        (
            page
            for page in federations
            if departement.pk in {territory.pk for territory in page.territories.all()}
        ),
        None,
    )
    if fields.get("adhesion") == CentrePage.Adhesion.NONE:
        federation = None
    centre = CentrePage(
        title=fields.pop("name"),
        slug=data["slug"],
        departement=departement,
        federation=federation,
        live=False,
        **fields,
    )
    # Read again: treebeard counts children on the instance it is given.
    CentreIndexPage.objects.get().add_child(instance=centre)
    CentreContact.objects.filter(centre=centre).update(**reached)
    revision = centre.save_revision()
    with publication_without_review(centre, user=None, kind="import", reason=REASON):
        revision.publish(skip_permission_checks=True)
    return CentrePage.objects.get(pk=centre.pk)


def fill(page, data, pictures):
    """Set every field and row that the data give; returns the page, unsaved."""
    for name in PLAIN:
        if name in data:
            setattr(page, name, data[name])
    story = {name: rich(data[name]) for name in RICH if name in data}
    story |= {name: data[name] for name in LISTS if name in data}
    if "one_thing" in data:
        story["one_thing"] = data["one_thing"]
    page.story = [("story", story)]
    themes = Theme.objects.in_bulk(data.get("themes", []), field_name="slug")
    page.theme_rows = [
        InitiativeTheme(theme=themes[slug], sort_order=order)
        for order, slug in enumerate(data.get("themes", []))
    ]
    page.audiences = list(Audience.objects.filter(slug__in=data.get("audiences", [])))
    for name, model in (
        ("steps", InitiativeStep),
        ("key_figures", KeyFigure),
        ("partners", InitiativePartner),
    ):
        rows = data.get(name, [])
        setattr(page, name, [model(sort_order=n, **row) for n, row in enumerate(rows)])
    page.quotes = [
        InitiativeQuote(sort_order=n, consent=True, **row)
        for n, row in enumerate(data.get("quotes", []))
    ]
    if name := data.get("photo"):
        picture = pictures[name]
        page.photos = [
            InitiativePhoto(
                picture=picture,
                alt=picture.description,
                credit=picture.credit,
                consent_kind=picture.consent_kind,
            )
        ]
    page.keywords.add(*data.get("keywords", []))
    return page


def make_draft(centre, data, pictures, owner=None):
    """A fiche as a draft under its centre, with its first revision."""
    page = InitiativePage(
        title=data["title"],
        slug=data.get("slug") or slug_of(data["title"])[:80],
        owner=owner,
        live=False,
        tagline=data.get("tagline", ""),
        summary=data.get("summary", ""),
    )
    CentrePage.objects.get(pk=centre.pk).add_child(instance=page)
    page = fill(InitiativePage.objects.get(pk=page.pk), data, pictures)
    page.save()
    page.save_revision(user=owner, clean=False)
    return page


def publish(page, user, days_ago):
    """Put a draft online; dated so that the newest are not all of one minute."""
    with publication_without_review(page, user=user, kind="import", reason=REASON):
        page.get_latest_revision().publish(user=user, skip_permission_checks=True)
    when = timezone.now() - timedelta(days=days_ago, hours=days_ago % 7)
    Page.objects.filter(pk=page.pk).update(
        first_published_at=when, last_published_at=when
    )


def fill_the_frame():
    """A contact, so that « écrivez-nous » leads somewhere."""
    settings = SiteSettings.objects.first()
    settings.contact_email = "bonjour@demo.example"
    settings.contact_phone = "01 99 00 12 34"
    settings.save()

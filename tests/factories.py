"""Factories: real pages in a real tree, complete unless told otherwise."""

import io
from datetime import date
from itertools import product

import factory
import wagtail_factories
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory
from PIL import Image as PILImage
from wagtail.models import Collection

from home.models import Attachment, HomePage, Picture, StandardPage, Theme, User
from initiatives.models import (
    Audience,
    InitiativePage,
    InitiativePhoto,
    InitiativeStep,
    InitiativeTheme,
)
from network.groups.models import (
    CommissionPage,
    Event,
    Resource,
    WorkingGroupPage,
)
from network.models import (
    CentreIndexPage,
    FederationIndexPage,
    FederationMembership,
    FederationPage,
    Membership,
    Partner,
    Territory,
)
from network.projects.models import (
    FederalProjectChapterPage,
    FederalProjectPage,
    ProjectEntry,
)

from .centres import CentrePageFactory
from .publishing import publish


class UserFactory(DjangoModelFactory):
    email = factory.Sequence(lambda n: f"personne{n}@exemple.test")
    first_name = factory.Sequence(lambda n: f"Prénom{n}")
    last_name = factory.Sequence(lambda n: f"Nomdefamille{n}")

    class Meta:
        model = User
        skip_postgeneration_save = True

    @classmethod
    def _create(cls, model_class, *args, password="mot de passe", **kwargs):  # noqa: S107
        return model_class.objects.create_user(password=password, **kwargs)


class ThemeFactory(DjangoModelFactory):
    number = factory.Sequence(lambda n: n % 12)
    name = factory.Sequence(lambda n: f"Thème {n}")
    slug = factory.Sequence(lambda n: f"theme-{n}")

    class Meta:
        model = Theme
        django_get_or_create = ["number"]


class AudienceFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Public {n}")
    slug = factory.Sequence(lambda n: f"public-{n}")

    class Meta:
        model = Audience
        django_get_or_create = ["slug"]


class RegionFactory(DjangoModelFactory):
    kind = Territory.Kind.REGION
    code = "24"
    name = "Centre-Val de Loire"

    class Meta:
        model = Territory
        django_get_or_create = ["kind", "code"]


class DepartementFactory(DjangoModelFactory):
    kind = Territory.Kind.DEPARTEMENT
    code = "37"
    name = "Indre-et-Loire"
    parent = factory.SubFactory(RegionFactory)

    class Meta:
        model = Territory
        django_get_or_create = ["kind", "code"]


class HomePageFactory(wagtail_factories.PageFactory):
    title = "Accueil"
    slug = "accueil"
    promise = "Racontons ce que les habitants inventent"

    class Meta:
        model = HomePage


class StandardPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda n: f"Page {n}")

    class Meta:
        model = StandardPage


class CentreIndexPageFactory(wagtail_factories.PageFactory):
    title = "Centres"
    slug = "centres"

    class Meta:
        model = CentreIndexPage


class FederationIndexPageFactory(wagtail_factories.PageFactory):
    title = "Fédérations"
    slug = "federations"

    class Meta:
        model = FederationIndexPage


class FederationPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda n: f"Fédération n° {n}")
    slug = factory.Sequence(lambda n: f"federation-{n}")
    parent = factory.LazyFunction(lambda: FederationIndexPage.objects.get())

    class Meta:
        model = FederationPage


class MembershipFactory(DjangoModelFactory):
    """Accepted; `accepted_at=None` makes an invitation that waits for its answer."""

    user = factory.SubFactory(UserFactory)
    centre = factory.SubFactory(CentrePageFactory)
    accepted_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = Membership


class FederationMembershipFactory(DjangoModelFactory):
    user = factory.SubFactory(UserFactory)
    federation = factory.SubFactory(FederationPageFactory)

    class Meta:
        model = FederationMembership


def image_file(size=(1600, 1000), kind="JPEG", exif=b"", colour=(200, 80, 40)):
    """The bytes of a real picture."""
    output = io.BytesIO()
    options = {"exif": exif} if exif else {}  # none is refused by the writer of HEIC
    PILImage.new("RGB", size, colour).save(output, kind, **options)
    return output.getvalue()


class PictureFactory(DjangoModelFactory):
    title = factory.Sequence(lambda n: f"Image {n}")
    description = "Une table dressée sous un arbre."
    credit = "Atelier photo"
    consent_kind = Picture.Kind.NOBODY
    collection = factory.LazyFunction(Collection.get_first_root_node)
    file = factory.Sequence(
        lambda n: ContentFile(image_file(size=(160, 100)), name=f"image-{n}.jpg")
    )

    class Meta:
        model = Picture


STORY = {
    "starting_point": "<p>On se croisait tous les jours sans se connaître.</p>",
    "residents_role": "<p>Les habitants choisissent les sujets et tiennent la caisse.</p>",
    "results_residents": "<p>Trois parents ont repris une formation.</p>",
}


class InitiativePageFactory(wagtail_factories.PageFactory):
    """A fiche that could be submitted, as a draft with its revision.

    `published=True` puts it online by the import path; `themes` and `audiences` are
    lists of instances; `steps` a list of texts; `story` overrides sections.
    """

    title = factory.Sequence(lambda n: f"Les voisins ont ouvert leur café n° {n}")
    slug = factory.Sequence(lambda n: f"fiche-{n}")
    parent = factory.SubFactory(CentrePageFactory)
    owner = None
    live = False
    tagline = "Chaque vendredi, le quartier se retrouve autour d’un café."
    summary = "Depuis deux ans, des voisins tiennent un café dans le hall de la tour."
    start_year = 2023

    class Meta:
        model = InitiativePage

    @classmethod
    def _create(
        cls,
        model_class,
        *args,
        published=False,
        themes=None,
        audiences=None,
        steps=("Frapper aux portes", "Ouvrir le local"),
        story=None,
        picture=None,
        keywords=(),
        author=None,
        **kwargs,
    ):
        kwargs["story"] = [("story", {**STORY, **(story or {})})]
        parent = kwargs.pop("parent")
        page = model_class(**kwargs)
        if themes is None:
            themes = [ThemeFactory(number=7, name="Lien social", slug="lien-social")]
        if audiences is None:
            audiences = [AudienceFactory(name="Familles", slug="familles")]
        page.theme_rows = [
            InitiativeTheme(theme=theme, sort_order=order)
            for order, theme in enumerate(themes)
        ]
        page.audiences = audiences
        said = "{} : tout le monde aide."
        page.steps = [
            InitiativeStep(title=title, text=said.format(title), sort_order=n)
            for n, title in enumerate(steps)
        ]
        if picture:
            shown = {"alt": "Une table dressée.", "credit": "Atelier photo"}
            page.photos = [
                InitiativePhoto(picture=picture, consent_kind="nobody", **shown)
            ]
        page.keywords.add(*keywords)
        parent.add_child(instance=page)
        # As the editor does: everything is in the revision and, for a draft, the row.
        page = InitiativePage.objects.get(pk=page.pk)
        page.save_revision(user=author or page.owner)
        if published:
            publish(page)
        return InitiativePage.objects.get(pk=page.pk)


class DocumentPageFactory(wagtail_factories.PageFactory):
    """A page of a federation, a draft unless `published`; `rows` is {relation: [row]}."""

    parent = factory.SubFactory(FederationPageFactory)
    live = False

    class Meta:
        abstract = True

    @classmethod
    def _create(
        cls, model_class, *args, published=False, author=None, rows=None, **kwargs
    ):
        parent = type(kwargs["parent"]).objects.get(pk=kwargs.pop("parent").pk)
        page = cls.written(model_class(**kwargs))
        for relation, found in (rows or {}).items():
            for order, row in enumerate(found):
                row.sort_order = order
            setattr(page, relation, found)
        parent.add_child(instance=page)
        page = model_class.objects.get(pk=page.pk)
        page.save_revision(user=author)
        return publish(page) if published else model_class.objects.get(pk=page.pk)

    @classmethod
    def written(cls, page):
        return page


class FederalProjectPageFactory(DocumentPageFactory):
    """With two orientations, and an action under each."""

    title = factory.Sequence(lambda n: f"Projet fédéral n° {n}")
    slug = factory.Sequence(lambda n: f"projet-{n}")

    class Meta:
        model = FederalProjectPage

    @classmethod
    def written(cls, page):
        lines = [(0, "orientation", "Ouvrir la porte"), (1, "action", "Aller vers")]
        page.entries = [
            ProjectEntry(level=level, kind=kind, title=f"{title} {n}", sort_order=order)
            for order, (n, (level, kind, title)) in enumerate(product((1, 2), lines))
        ]
        return page


class WorkingGroupPageFactory(DocumentPageFactory):
    title = factory.Sequence(lambda n: f"Groupe n° {n}")
    slug = factory.Sequence(lambda n: f"groupe-{n}")

    class Meta:
        model = WorkingGroupPage


class CommissionPageFactory(WorkingGroupPageFactory):
    title = factory.Sequence(lambda n: f"Commission n° {n}")

    class Meta:
        model = CommissionPage


class AttachmentFactory(DjangoModelFactory):
    title = factory.Sequence(lambda n: f"Document {n}")
    collection = factory.LazyFunction(Collection.get_first_root_node)
    file = factory.Sequence(
        lambda n: ContentFile(b"%PDF-1.7 " + str(n).encode(), name=f"document-{n}.pdf")
    )

    class Meta:
        model = Attachment


class EventFactory(DjangoModelFactory):
    federation = factory.SubFactory(FederationPageFactory)
    title = factory.Sequence(lambda n: f"Rencontre n° {n}")
    day = date(2090, 3, 14)

    class Meta:
        model = Event


class ResourceFactory(DjangoModelFactory):
    """An address, unless `file` is given."""

    federation = factory.SubFactory(FederationPageFactory)
    title = factory.Sequence(lambda n: f"Guide n° {n}")
    kind = "guide"
    year = 2024
    link = factory.LazyAttribute(lambda it: "" if it.file else "https://exemple.test/")
    file = None

    class Meta:
        model = Resource


class PartnerFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Partenaire n° {n}")
    kind = Partner.Kind.CAF

    class Meta:
        model = Partner


class ChapterPageFactory(DocumentPageFactory):
    title = factory.Sequence(lambda n: f"Chapitre n° {n}")
    slug = factory.Sequence(lambda n: f"chapitre-{n}")
    parent = factory.SubFactory(FederalProjectPageFactory)

    class Meta:
        model = FederalProjectChapterPage


def start_numbers_at(number):
    """Planted rows and those of a test never take the same number."""
    for factory_class in list(globals().values()):
        if isinstance(factory_class, type) and issubclass(
            factory_class, factory.Factory
        ):
            factory_class.reset_sequence(number, force=True)

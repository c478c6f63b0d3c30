"""What a real site needs of this app to start; each function can run again."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Collection, Page, Site

from .models import HomePage, SiteSettings, StandardPage, Theme
from .setup_texts import NAMED, PAGES
from .slugs import slug_of

# Number, name, presentation, other words: domain.md, "Decisions that bind".
THEMES = [
    (
        "parentalite",
        "Parentalité et familles",
        "Souffler, s’entraider, grandir avec ses enfants.",
        "parents, familles, petite enfance, garde d’enfants",
    ),
    (
        "jeunesse",
        "Enfance et jeunesse",
        "Des enfants et des jeunes qui prennent leur place.",
        "enfants, jeunes, adolescents, école, scolarité",
    ),
    (
        "bien-vieillir",
        "Bien vieillir",
        "Avancer en âge entouré, utile et curieux.",
        "aînés, séniors, retraités, personnes âgées, aidants",
    ),
    (
        "droits",
        "Accès aux droits et égalité",
        "Connaître ses droits, les obtenir, combattre les discriminations.",
        "droits, démarches, discriminations, égalité, papiers",
    ),
    (
        "numerique",
        "Inclusion numérique",
        "Apprivoiser l’ordinateur et le téléphone, ensemble.",
        "ordinateur, internet, informatique, téléphone",
    ),
    (
        "culture",
        "Culture, loisirs, vacances",
        "Créer, jouer, partir, s’émerveiller.",
        "culture, théâtre, musique, sorties, vacances, loisirs",
    ),
    (
        "ecologie",
        "Transition écologique et alimentation",
        "Cultiver, cuisiner, réparer, moins jeter.",
        "écologie, environnement, jardin, cuisine, réparation, alimentation",
    ),
    (
        "lien-social",
        "Lien social et vivre-ensemble",
        "Se rencontrer, rompre la solitude, faire la fête.",
        "solitude, isolement, rencontre, voisins, fête",
    ),
    (
        "sante",
        "Santé et bien-être",
        "Prendre soin de soi et des autres.",
        "santé, soin, bien-être, sport, prévention",
    ),
    (
        "habitat",
        "Habitat et cadre de vie",
        "Mieux vivre dans son logement, son immeuble, sa rue.",
        "logement, immeuble, quartier, cadre de vie, voisinage",
    ),
    (
        "participation",
        "Participation et pouvoir d’agir",
        "Décider ensemble de ce qui nous regarde.",
        "démocratie, citoyenneté, pouvoir d’agir, engagement, bénévolat",
    ),
    (
        "insertion",
        "Insertion, emploi, mobilité",
        "Se former, travailler, se déplacer.",
        "emploi, travail, formation, transport, mobilité",
    ),
]

AS_INSTALLED = "localhost", 80  # the row of Wagtail's first migration


def set_up_themes():
    for number, (slug, name, introduction, synonyms) in enumerate(THEMES):
        Theme.objects.get_or_create(
            number=number,
            defaults={
                "slug": slug,
                "name": name,
                "introduction": introduction,
                "synonyms": synonyms,
            },
        )


def set_up_home():
    """The home page, the root of the default site: returned."""
    home = HomePage.objects.first()
    if home is None:
        _remove_the_core_welcome()
        root = Page.get_first_root_node()
        home = HomePage(
            title="C’est possible",
            slug="accueil",
            promise="Ce que les habitants inventent, racontons-le",
            lead=(
                "Les centres sociaux partagent leurs initiatives : trouvez celle qui "
                "vous donnera envie d’essayer."
            ),
            example_searches="jardin partagé, café des parents, aînés",
        )
        root.add_child(instance=home)
    site, _created = Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "root_page": home,
            "site_name": "C’est possible",
            **({} if Site.objects.exists() else {"hostname": "localhost"}),
        },
    )
    if (site.hostname, site.port) == AS_INSTALLED:
        name_site(site)
    SiteSettings.for_site(site)
    Collection.objects.filter(depth=1, name="Root").update(name="Tous les fichiers")
    _name_the_root()
    return home


def name_site(site):
    """What pages say of their address is what mails say: WAGTAILADMIN_BASE_URL."""
    site.hostname, site.port = place_of_the_site()
    site.save()


def place_of_the_site():
    """(host, port) of WAGTAILADMIN_BASE_URL; what was installed if it names none."""
    try:
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        port = address.port or {"https": 443}.get(address.scheme, 80)
    except ValueError:  # a port that is no number, a bracket alone
        return AS_INSTALLED
    return (address.hostname, port) if address.hostname else AS_INSTALLED


def _name_the_root():
    title = "Tout le site"
    root = Page.objects.filter(depth=1, title="Root")
    root.update(title=title, draft_title=title)


def _remove_the_core_welcome():
    """Wagtail's first migration makes a welcome page: replace it, nothing else."""
    Site.objects.filter(root_page__slug="home", root_page__depth=2).delete()
    for page in Page.objects.filter(depth=2, slug="home"):
        if page.specific_class is Page:
            page.delete()


def set_up_pages(home, publish=False):
    """The standard pages, once; published in the demo only."""
    for title, introduction, texts in PAGES:
        slug, setting = NAMED.get(title, (slug_of(title), ""))
        if StandardPage.objects.child_of(home).filter(slug=slug).exists():
            continue
        page = StandardPage(
            title=title,
            slug=slug,
            introduction=introduction,
            body=[("text", text) for text in texts],
            live=False,
        )
        home.add_child(instance=page)
        revision = page.save_revision()
        if publish:
            revision.publish()
        if setting:
            _name(page, setting)


def _name(page, setting):
    """Say in the settings where the frame finds this page, if they name none yet."""
    settings = SiteSettings.objects.filter(**{setting: None}).first()
    if settings:
        setattr(settings, setting, page)
        settings.save(update_fields=[setting])

"""The one list of what a fiche lacks before it can be sent to the committee.

It works on any in-memory page (form, revision, live row) and is asked at four
doors: the progress panel, the form, CommitteeTask.start() and, through start(),
"submit again". Source of the ten required fields: domain.md, "Decisions that bind".
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from home.signs import says_something

from .faults import Item, faults_of, faults_of_writing
from .sections import ESSENTIALS, LABEL_OF

UNTITLED = "Fiche sans titre"


def missing_items(page):
    """What stops the submission: a list of Items, empty when the fiche is ready."""
    essentials = essential_items(page)
    said = {(item.field, item.section) for item in essentials}
    return [item for item in essentials if not item.is_done] + [
        fault for fault in faults_of(page) if (fault.field, fault.section) not in said
    ]


def _has_results(page):
    sections = ("results_residents", "results_centre", "results_territory")
    return any(says_something(page.sections.get(name)) for name in sections)


def _has_steps(page):
    return sum(bool(step.title and step.text) for step in page.steps.all()) >= 2


def _section(name):
    return lambda page: says_something(page.sections.get(name))


# The key of an essential: whether it is done, what to do.
CHECKS = {
    "title": (
        lambda page: page.title and page.title != UNTITLED,
        _l("Donnez un titre qui dit ce qui a changé."),
    ),
    "tagline": (
        lambda page: page.tagline,
        _l("Écrivez une phrase d’accroche."),
    ),
    "summary": (
        lambda page: page.summary,
        _l("Résumez l’initiative."),
    ),
    "theme_rows": (
        lambda page: 1 <= len({theme.pk for theme in page.themes}) <= 3,
        _l("Choisissez un à trois thèmes, le principal d’abord."),
    ),
    "audiences": (
        lambda page: 1 <= len(page.audiences.all()) <= 4,
        _l("Choisissez un à quatre publics."),
    ),
    "start_year": (
        lambda page: page.start_year and page.status,
        _l("Dites en quelle année l’initiative commence."),
    ),
    "steps": (
        _has_steps,
        _l("Racontez au moins deux étapes."),
    ),
    "starting_point": (
        _section("starting_point"),
        _l("Dites de quoi vous êtes partis."),
    ),
    "residents_role": (
        _section("residents_role"),
        _l("Dites ce que les habitants décident et font."),
    ),
    "results_residents": (
        _has_results,
        _l("Remplissez au moins une des trois cases « Ce qui a changé »."),
    ),
}


def essential_items(page):
    """The ten points of « L’essentiel », in the order of the form.

    One that is filled but too long is not done: its message says what to mend.
    """
    faults = {(one.field, one.section): one for one in faults_of_writing(page)}
    items = []
    for field, section, label in ESSENTIALS:
        is_done, message = CHECKS[section or field]
        done, fault = bool(is_done(page)), faults.get((field, section))
        said = fault.message if done and fault else str(message)
        items.append(
            Item(field, str(label), said, section, is_done=done and fault is None)
        )
    return items


def advised_items(page):
    """What would enrich the fiche and never blocks it, done or not."""
    story = page.sections
    rows = [
        ("photos", "", _("Une photo"), page.photos.all()),
        ("place", "", str(LABEL_OF["place"]), page.place),
        ("quotes", "", _("Une parole d’habitant"), page.quotes.all()),
        ("key_figures", "", _("Un chiffre clé"), page.key_figures.all()),
        ("partners", "", _("Vos partenaires"), page.partners.all()),
        ("story", "advice", _("Vos conseils"), story.get("advice")),
        ("story", "limits", _("Les difficultés"), says_something(story.get("limits"))),
        ("budget", "", _("Le budget"), page.budget),
        ("contact_function", "", _("Qui contacter"), page.contact_function),
    ]
    return [
        Item(field, label, "", section, is_done=bool(done), is_advised=True)
        for field, section, label, done in rows
    ]

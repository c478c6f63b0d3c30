"""The parts of a fiche, each with its one name.

The form, the list of what is missing and the remarks of the committee say it alike,
or nobody would find the place that a remark is about.
"""

from django.utils.translation import gettext_lazy as _

from network.review.questions import ReviewSection

ROWS = {"theme_rows", "steps", "photos", "quotes", "key_figures", "partners"}

# field, section of the story, label: the ten essentials, in the order of the form.
ESSENTIALS = [
    ("title", "", _("Titre")),
    ("tagline", "", _("Accroche")),
    ("summary", "", _("Résumé")),
    ("theme_rows", "", _("Thèmes")),
    ("audiences", "", _("Publics")),
    ("start_year", "", _("Début et statut")),
    ("steps", "", _("Ce que nous avons fait")),
    ("story", "starting_point", _("Constat de départ")),
    ("story", "residents_role", _("Place des habitants")),
    ("story", "results_residents", _("Ce qui a changé")),
]
# What stands beside them.
OTHERS = [
    ("photos", "", _("Photos")),
    ("quotes", "", _("Paroles")),
    ("key_figures", "", _("Chiffres clés")),
    ("partners", "", _("Partenaires")),
    ("place", "", _("Le lieu")),
    ("team_note", "", _("Ce qu’il a fallu")),
    ("story", "one_thing", _("Une chose à dire")),
    ("story", "limits", _("Les difficultés et les limites")),
    ("story", "advice", _("Les conseils pour se lancer")),
    ("complements", "", _("Vidéos, documents, liens")),
    ("contact_function", "", _("Contact")),
]
PARTS = [*ESSENTIALS, *OTHERS]
# The key of a section: the field of the form that holds it, and its name.
FIELD_OF = {section or field: field for field, section, _label in PARTS}
LABEL_OF = {section or field: label for field, section, label in PARTS}


def anchor_of(field, section=""):
    """The id of the element to go to, as Wagtail builds it.

    The block of a section may lack an id of its own: guided_form.js then finds it by
    its name.
    """
    if section:
        return f"story-0-value-{section}"
    return f"id_{field}" + ("-FORMS" if field in ROWS else "")


def review_sections():
    """The ReviewSections of a fiche: the ten essentials, then what enriches it."""
    return [
        ReviewSection(
            key=section or field,
            label=str(label),
            anchor=anchor_of(field, section),
        )
        for field, section, label in PARTS
    ]

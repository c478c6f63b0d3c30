"""The parts of a fiche to which the committee may pin a remark."""

from django.utils.translation import gettext_lazy as _

from network.review.questions import ReviewSection

from .faults import Item
from .readiness import ESSENTIALS

# field, section of the story, label: what stands beside the ten essentials.
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
PARTS = [*(point[:3] for point in ESSENTIALS), *OTHERS]
# The key of a section: the field of the form that holds it.
FIELD_OF = {section or field: field for field, section, _label in PARTS}


def review_sections():
    """The ReviewSections of a fiche: the ten essentials, then what enriches it."""
    return [
        ReviewSection(
            key=section or field,
            label=str(label),
            anchor=Item(field, str(label), "", section).anchor,
        )
        for field, section, label in PARTS
    ]

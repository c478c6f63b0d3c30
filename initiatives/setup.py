"""The closed list of publics; can run again."""

from .models import Audience

# domain.md, section 3
AUDIENCES = [
    ("tous", "Tous publics"),
    ("petite-enfance", "Petite enfance"),
    ("enfants", "Enfants"),
    ("jeunes", "Jeunes"),
    ("jeunes-adultes", "Jeunes adultes"),
    ("adultes", "Adultes"),
    ("familles", "Familles et parents"),
    ("seniors", "Séniors"),
    ("personnes-isolees", "Personnes isolées"),
    ("insertion", "Personnes en insertion"),
    ("exilees", "Personnes exilées ou allophones"),
    ("handicap", "Personnes en situation de handicap"),
    ("benevoles", "Bénévoles et administrateurs"),
    ("professionnels", "Professionnels"),
]


def set_up_audiences():
    for number, (slug, name) in enumerate(AUDIENCES):
        Audience.objects.get_or_create(
            slug=slug, defaults={"name": name, "sort_order": number}
        )

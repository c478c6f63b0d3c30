"""What the browser posts for the guided form."""

from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

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
LISTS = ("goals", "success_factors", "advice")
ROWS = ("theme_rows", "steps", "photos", "quotes", "key_figures", "partners")


def story(**texts):
    """The single block of the story with these sections, the others empty."""
    sections = {name: rich_text(f"<p>{texts.get(name, '')}</p>") for name in RICH}
    sections |= {name: {"count": "0"} for name in LISTS}
    sections["one_thing"] = texts.get("one_thing", "")
    return streamfield([("story", sections)])


def post_data(**fields):
    """A whole post: what is not given is empty, as a person left it."""
    rows = {name: inline_formset(fields.pop(name, []), initial=0) for name in ROWS}
    lists = {
        name: fields.pop(name, []) for name in ("audiences", "natures", "initiated_by")
    }
    data = {
        "title": "",
        "tagline": "",
        "summary": "",
        "status": "ongoing",
        "start_month": "",
        "start_year": "",
        "end_month": "",
        "end_year": "",
        "end_reason": "",
        "place": "",
        "departement": "",
        "scale": "",
        "keywords": "",
        "employees": "",
        "volunteers": "",
        "residents": "",
        "team_note": "",
        "budget": "",
        "budget_note": "",
        "material": "",
        "adapted_from": "",
        "contact_function": "",
        "contact_email": "",
        "contact_phone": "",
        "story": fields.pop("story", story()),
        "complements": streamfield([]),
        **rows,
        **fields,
    }
    return nested_form_data(data) | lists


def complete_data(theme, audience, **fields):
    """The ten essentials as somebody would type them."""
    return post_data(
        **{
            "title": "Les voisins ont ouvert leur café",
            "tagline": "Chaque vendredi, le quartier se retrouve autour d’un café.",
            "summary": "Depuis deux ans, des voisins tiennent un café.",
            "theme_rows": [{"theme": theme.pk}],
            "audiences": [audience.pk],
            "start_year": "2023",
            "steps": [
                {"title": "Frapper aux portes", "period": "", "text": "À deux."},
                {"title": "Ouvrir le local", "period": "", "text": "Un samedi."},
            ],
            "story": story(
                starting_point="On se croisait sans se connaître.",
                residents_role="Les habitants décident de tout.",
                results_residents="Trois parents ont repris une formation.",
            ),
            **fields,
        }
    )


def photo_of(picture):
    """A row of the photos, complete, that shows this picture."""
    return {
        "picture": picture.pk,
        "consent_kind": "nobody",
        "consent_given_by": "",
        "consent_given_on": "",
        "consent_scope": "",
        "consent_until": "",
        "alt": "Une table.",
        "credit": "Nous",
    }

"""The facts of a centre that an import may write: read, compared, said, set.

A fact is what JSON keeps of it, under the name of its field; `place` is the commune with
its code and postcode, which go together.
"""

import re
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from home.spelling import words
from network.models import CentreContact, CentrePage

PAGE = ("kind", "management", "adhesion", "federation", "siret")
PAGE += ("agreed_on", "agreed_until")
CONTACT = ("phone", "email", "website", "address", "opening_hours")
LABELS = {"title": _l("Nom"), "place": _l("Commune")}
PLACE = ("postcode", "commune", "code_insee", "departement")


def facts_of(centres) -> dict:
    """{key: what is online} of a QuerySet of CentrePages, in one query and no instance."""
    columns = ["pk", "title", *PAGE, *PLACE[:3], "departement__code"]
    columns += [f"contact__{name}" for name in CONTACT]
    return {row["pk"]: _facts(row) for row in centres.values(*columns)}


def _facts(row):
    place = {name: row[name] for name in PLACE[:3]}
    place["departement"] = row["departement__code"]
    day = row["agreed_on"]
    found = {"title": row["title"], "place": place}
    found |= {name: row[name] for name in PAGE}
    found["agreed_on"] = day and day.isoformat()
    # A centre may have no row of contact yet.
    return found | {name: row[f"contact__{name}"] or "" for name in CONTACT}


def is_same(name, one, other) -> bool:
    """Whether two facts say the same, however they are written."""
    if not one or not other:
        return not one and not other
    if name == "place":
        return _is_same_place(one, other)
    if name in READ_ALIKE:
        return READ_ALIKE[name](one) == READ_ALIKE[name](other)
    return one == other


def _is_same_place(one, other):
    posts = {one["postcode"], other["postcode"]} - {""}
    return one["code_insee"] == other["code_insee"] and len(posts) < 2


def _bare(site):
    return re.sub(r"^https?://(www\.)?|/+$", "", site.lower())


READ_ALIKE = {
    "title": words,
    "address": words,
    "opening_hours": words,
    "email": str.lower,
    "website": _bare,
    "phone": lambda text: re.sub(r"\D", "", text),
}


def label_of(name) -> str:
    """As the forms of the site call it."""
    if name in LABELS:
        return str(LABELS[name])
    model = CentreContact if name in CONTACT else CentrePage
    label = str(model._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def said(name, value, federations=None) -> str:
    """A fact in words; `federations`: {key: title}."""
    if value in (None, "", {}):
        return _("rien")
    if name == "place":
        return f"{value['postcode']} {value['commune']}".strip()
    if name == "federation":
        return (federations or {}).get(value, str(value))
    if name == "agreed_on":
        return date_format(date.fromisoformat(value), "d/m/Y")
    if name in ("kind", "management", "adhesion"):
        choices = dict(CentrePage._meta.get_field(name).flatchoices)
        return str(choices.get(value, value))
    return " ".join(str(value).split())


def set_facts(centre, values) -> None:
    """Put these facts, but the place, into a CentrePage and its `contact`."""
    for name, value in values.items():
        if name in CONTACT:
            setattr(centre.contact, name, value or "")
        elif name == "federation":
            centre.federation_id = value
        elif name == "agreed_on":
            centre.agreed_on = value and date.fromisoformat(value)
        elif name != "place":
            setattr(centre, name, value)

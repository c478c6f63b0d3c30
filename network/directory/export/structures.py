"""The directory in the schema of data·inclusion, « structures », version 1.

Source: the package data-inclusion-schema 1.0.10, which a test asks. What the schema would
refuse of a centre is left out, never the centre. Opening hours are: it wants those of
OpenStreetMap, and a centre writes sentences.
"""

import re
from datetime import UTC

from django.utils import timezone
from django.utils.translation import gettext as _

from home.telephone import dialled

from ...models import CentrePage
from ...models.siret import is_siret
from .documents import bytes_of

SOURCE = "c-est-possible"
SHORTEST_NAME, LONGEST_NAME, SHORTEST_DESCRIPTION = 3, 150, 5  # signs
# Its « réseaux porteurs » whom a management or an adhesion names.
CARRIERS = {"caf": "caf", "commune": "communes", "intercommunal": "communes"}
CARRIERS |= {"fcsf": "fcsf"}
HOST = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
MAIL = re.compile(
    rf"\A[\w!#$%&'*+/=?^{{|}}~-]+(?:\.[\w!#$%&'*+/=?^{{|}}~-]+)*@{HOST}", re.IGNORECASE
)
SITE = re.compile(rf"https?://{HOST}(?::[1-5]?\d{{1,4}})?(?:[/?#]\S*)?", re.IGNORECASE)
UNREACHED = (".arpa", ".invalid", ".local", ".localhost", ".onion", ".test")


def as_structures(facts, _request) -> bytes:
    return bytes_of([structure_of(one) for one in facts])


def structure_of(facts: dict) -> dict:
    """`facts` as in facts.py; keys of the schema that say something alone."""
    carriers = (CARRIERS.get(facts[name]) for name in ("gestion", "adhesion"))
    said = {
        "source": SOURCE,
        "id": f"{SOURCE}--{facts['identifiant']}",
        "nom": _name_of(facts),
        "date_maj": _day_of(facts["mise_a_jour"]),
        "description": _if(
            facts["presentation"], len(facts["presentation"]) >= SHORTEST_DESCRIPTION
        ),
        "lien_source": facts["page"],
        "siret": _if(facts["siret"], is_siret(facts["siret"])),
        "commune": facts["commune"],
        "code_postal": _matching(facts["code_postal"], "[0-9]{5}"),
        "code_insee": _matching(facts["code_commune"], "[0-9][0-9AB][0-9]{3}"),
        "adresse": facts["adresse"],
        "longitude": facts["longitude"],
        "latitude": facts["latitude"],
        # Trap: +33 is wrong of an overseas number (home/telephone.py).
        "telephone": dialled(facts["telephone"]),
        "courriel": _matching(_if(facts["courriel"], _is_reached(facts)), MAIL),
        "site_web": _matching(facts["site"], SITE),
        "reseaux_porteurs": sorted({one for one in carriers if one}),
    }
    return {name: value for name, value in said.items() if value not in (None, "", [])}


def _if(value, is_right):
    return value if is_right else ""


def _matching(text, pattern):
    return _if(text, re.fullmatch(pattern, text))


def _is_reached(facts):
    return not facts["courriel"].lower().endswith(UNREACHED)


def _name_of(facts):
    """Of 3 to 150 signs, and without a point at its end."""
    name = " ".join(facts["nom"].split())
    if len(name) > LONGEST_NAME:
        name = name[: LONGEST_NAME + 1].rpartition(" ")[0] or name[:LONGEST_NAME]
    name = name if name.endswith("etc.") else name.rstrip(". ")
    if len(name) >= SHORTEST_NAME:
        return name
    kind = CentrePage.Kind(facts["type"]).label
    return _("%(kind)s %(name)s") % {"kind": kind, "name": name} if name else str(kind)


def _day_of(moment):
    """Trap: the schema refuses what is tomorrow in UTC."""
    return (moment or timezone.now()).astimezone(UTC).date()

"""The names of the columns of a list of centres: those that people write."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from home.sheets.tables import NotATable
from home.spelling import asked_words

from .words import meant

# Case, accents, articles and plurals aside, and without whose it is (OWNERS).
NAMES = {
    "title": (
        "nom, nom usuel, nom complet, nom officiel, nom association, denomination, "
        "denomination usuelle, raison, intitule, libelle, enseigne, appellation, titre"
    ),
    "kind": "type, nature, categorie, type agrement, nature agrement",
    "management": (
        "mode gestion, gestion, type gestion, type gestionnaire, nature gestionnaire, "
        "statut gestionnaire, statut juridique, nature juridique, forme juridique"
    ),
    "adhesion": (
        "adhesion, adherent, adherente, adhesion reseau, adherent reseau, "
        "statut adhesion, niveau adhesion"
    ),
    "adhesion_fcsf": (
        "fcsf, adhesion fcsf, adherent fcsf, adherente fcsf, membre fcsf, "
        "adhesion nationale, adhesion federation nationale"
    ),
    "adhesion_federation": (
        "adhesion federation, adherent federation, adhesion federation locale, "
        "adhesion federation departementale, adherent federation departementale"
    ),
    "federation": (
        "federation, nom federation, federation departementale, federation locale, "
        "federation rattachement"
    ),
    "siret": "siret, n siret, no siret, num siret, numero siret, code siret",
    "agreed_on": (
        "1er agrement, premier agrement, date 1er agrement, date premier agrement, "
        "annee 1er agrement, annee premier agrement, date agrement, annee agrement, "
        "agree depuis, agrement depuis, agrement initial, date agrement initial, "
        "date agrement caf, date 1er agrement caf, date premier agrement caf"
    ),
    "agreed_until": (
        "fin agrement, date fin agrement, annee fin agrement, echeance agrement, "
        "date echeance agrement, agrement jusque, agree jusque, valable jusque, "
        "validite agrement, date validite agrement, fin validite agrement, "
        "date fin validite agrement, expiration agrement, date expiration agrement"
    ),
    "postcode": "cp, code postal, codepostal, code postale, adresse code postal",
    "commune": (
        "commune, ville, localite, nom commune, nom ville, libelle commune, "
        "ville commune, commune ville, ville ou commune, commune implantation, ville implantation, "
        "adresse ville, adresse commune, cp ville, cp commune, ville cp, commune cp, "
        "code postal ville, code postal commune, ville code postal, commune code postal"
    ),
    "code_insee": (
        "code insee, insee, n insee, numero insee, code commune, code insee commune, "
        "code commune insee, insee commune, insee com, code officiel geographique, cog, "
        "depcom, codgeo"
    ),
    "departement_code": (
        "code departement, code dept, code dep, n departement, no departement, "
        "num departement, numero departement, departement code"
    ),
    "departement_name": "departement, dept, dep, dpt, nom departement, libelle departement",
    "address": (
        "adresse, adresse postale, adresse complete, adresse physique, adresse 1, "
        "adresse1, adresse ligne 1, adresse rue, adresse accueil, rue, voie, numero voie"
    ),
    "address_more": (
        "adresse 2, adresse2, adresse ligne 2, complement adresse, adresse complement, "
        "adresse complementaire"
    ),
    "phone": (
        "tel, telephone, phone, tel fixe, telephone fixe, n tel, n telephone, "
        "no telephone, num telephone, numero tel, numero telephone, tel contact, "
        "telephone contact, contact tel, contact telephone, tel accueil, "
        "telephone accueil, tel standard, telephone standard"
    ),
    "email": (
        "mail, courriel, email, e mail, mel, courrier electronique, messagerie, "
        "adresse mail, adresse email, adresse e mail, adresse courriel, "
        "adresse electronique, mail contact, email contact, e mail contact, "
        "courriel contact, contact mail, contact email, contact courriel, "
        "adresse mail contact, adresse email contact, adresse e mail contact, "
        "adresse electronique contact, mail accueil, email accueil, courriel accueil, "
        "mail generique, email generique"
    ),
    "website": (
        "site, site internet, site web, siteweb, web, internet, url, url site, "
        "url site internet, lien site, lien site internet, adresse site, "
        "adresse site internet, adresse site web, adresse internet, adresse web, page web"
    ),
    "opening_hours": (
        "horaire, horaire ouverture, heure ouverture, ouverture, jour ouverture, "
        "horaire accueil, jour horaire ouverture"
    ),
}
FIELD_OF = {
    " ".join(asked_words(name)): field
    for field, said in NAMES.items()
    for name in said.split(", ")
}
# « Adresse de la structure » is « Adresse »; « Structure » alone names the centre.
OWNERS = {"structure", "centre", "social", "sociale", "socioculturel", "etablissement"}
OWNERS |= {"equipement", "espace", "vie", "evs"}
CENTRES = {"structure", "centre", "centre social", "centre social evs", "equipement"}
CENTRES |= {"etablissement", "centre social espace vie sociale"}
ASIDE = re.compile(r"\([^)]*\)|\*|\b(?:19|20)\d\d\b")
UNTIL = re.compile(r"jusqu['\u2019]", re.IGNORECASE)  # an elided article else
LONGEST_NAME = 80  # signs
MOST_SAID = 30  # columns in a sentence


class Column(NamedTuple):
    """`index` from 0; `field`: what it says, "" where nothing of ours."""

    index: int
    name: str
    field: str = ""

    @property
    def place(self) -> str:
        """« C », as spreadsheets call it."""
        return get_column_letter(self.index + 1)


def field_of(name: str) -> str:
    """What a column of this name says, or ""."""
    if len(name) > LONGEST_NAME:
        return ""
    text = UNTIL.sub("jusque ", meant(name))
    words = asked_words(ASIDE.sub(" ", text)) or asked_words(text)
    if " ".join(words) in CENTRES:
        return "title"
    return FIELD_OF.get(" ".join(word for word in words if word not in OWNERS), "")


def known(names: list[str]) -> list[str]:
    """Those that name a column of ours."""
    return [name for name in names if field_of(name)]


def columns_of(heading: list, below: list) -> tuple[list[Column], list[Column]]:
    """(those that are read, those that are not) of a table, each of a name of its own.

    `heading`: the cells that name them; `below`: (number, cells) of the other lines.
    Raises NotATable without a column of names, and where two say the same.
    """
    full = {i for _number, cells in below for i, cell in enumerate(cells) if cell.text}
    names = {i: " ".join(cell.text.split()) for i, cell in enumerate(heading)}
    found, used = [], set()
    for index in sorted(full | {i for i, name in names.items() if name}):
        name = names.get(index) or _("colonne %(number)s") % {"number": index + 1}
        column = Column(index, name, field_of(names.get(index, "")))
        if name in used:
            column = column._replace(name=f"{name} ({column.place})")
        used.add(column.name)
        found.append(column)
    known, unknown = _settled(found, full)
    if "title" not in known:
        raise _without_names(found)
    return list(known.values()), [one._replace(field="") for one in unknown]


def _settled(columns, full):
    """({field: column}, the others): of two of one meaning that which holds something."""
    known, unknown, refused = {}, [], []
    for column in columns:
        former = known.get(column.field)
        if not column.field or (former and column.index not in full):
            unknown.append(column)
        elif former and former.index in full:
            refused.append(_same(former, column))
        else:
            unknown += [former] if former else []
            known[column.field] = column
    if refused:
        raise NotATable(*refused)
    return known, unknown


def _same(first, second):
    return _(
        "Les colonnes %(first)s (« %(one)s ») et %(second)s (« %(other)s ») disent la même "
        "chose : gardez-en une, ou donnez à l’autre un titre qui dit ce qu’elle est."
    ) % {
        "first": first.place,
        "one": first.name,
        "second": second.place,
        "other": second.name,
    }


def _without_names(columns):
    names = ", ".join(f"« {column.name} »" for column in columns[:MOST_SAID])
    return NotATable(
        _(
            "Aucune colonne ne donne le nom des centres : donnez à la sienne le titre "
            "« Nom ». Ce qui a été lu à la place des titres : %(names)s."
        )
        % {"names": names}
    )

"""Whether an address of mails is a centre's or a person's: in doubt it is a person's.

What is read as a centre's goes online at once, and a person's must not (domain.md,
section 1). So an address has to say what it is: a function (« accueil »), a kind of
place (« csc »), or the centre by its name, its initials, its town or its own domain.
"""

import re

from home.spelling import ARTICLES, fold, words

FUNCTIONS = (
    "accueil administratif administration administrations adherent adherents asso assos "
    "association bonjour bureau communication compta comptabilite conseil contact "
    "contacts coordination direction directeur directrice enfance famille familles hello "
    "info infos information informations jeune jeunes jeunesse mail mairie president "
    "presidence presidente secretariat secretaire vie"
)
PLACES = (
    "amicale animation ccas centre centres centresocial centresocioculturel cs csc cscs "
    "csx csf espace evs foyer federation fede loisirs maison mdq mjc mpt mpq quartier "
    "ludotheque pole social sociale socio socioculturel structure"
)
SAID = {*FUNCTIONS.split(), *PLACES.split()}
BEGIN = tuple(one for one in SAID if len(one) > 4) + ("csc", "mjc", "evs")
PIECE = re.compile(r"[a-z]+")
SHORTEST = 4  # letters of a word of the name that stands in a longer one


def is_of_a_person(mail: str, title: str, commune: str) -> bool:
    """`mail` in small letters; `title` and `commune` of the centre, "" if not known."""
    local, _at, domain = mail.partition("@")
    pieces = [one for one in PIECE.findall(fold(local)) if one not in ARTICLES]
    if not pieces or any(_says_a_function(piece) for piece in pieces):
        return not pieces
    own = {word for word in words(f"{title} {commune}") if word not in ARTICLES}
    whole = "".join(pieces)
    site = "".join(PIECE.findall(fold(domain.rpartition(".")[0])))
    if whole == site or whole in _initials(title):
        return False
    return not all(_is_named(piece, own) for piece in pieces)


def _says_a_function(piece):
    return piece in SAID or piece.startswith(BEGIN)


def _is_named(piece, own):
    """« troisecluses » of « Les Trois Écluses »; whatever is left is short."""
    left = piece
    for word in sorted(own, key=len, reverse=True):
        if len(word) >= SHORTEST or piece == word:
            left = left.replace(word, "")
    return left != piece and len(left) <= 3


def _initials(title):
    """« acsq » of « Association du Centre social du Quartier », with « du » and without."""
    said = words(title)
    full = [word for word in said if word not in ARTICLES]
    found = {"".join(word[0] for word in one) for one in (said, full)}
    return {one for one in found if len(one) > 2}

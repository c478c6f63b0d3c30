"""Which commune is meant: exactly, or a question. Never a guess.

Traps, each run on the whole register: 41 communes have a postcode of another
département, 32 postcodes serve two, 1,441 names are borne by several communes.
Source: the notes beside network/data/communes.csv.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from ..models.territory import Territory
from .known import Asked
from .meaning import Found, Meant
from .names import folded_name, key_of
from .suggestions import communes_named
from .typed import postcode_of, read

DEPARTEMENT = Territory.Kind.DEPARTEMENT
__all__ = ["Found", "commune_of", "communes_named"]
# What La Poste serves and is no département. {beginning of a postcode: who}
ELSEWHERE = {
    "97133": _l("Saint-Barthélemy"),
    "97150": _l("Saint-Martin"),
    "975": _l("Saint-Pierre-et-Miquelon"),
    "977": _l("Saint-Barthélemy"),
    "978": _l("Saint-Martin"),
    "980": _l("Monaco"),
    "984": _l("les Terres australes et antarctiques françaises"),
    "986": _l("Wallis-et-Futuna"),
    "987": _l("la Polynésie française"),
    "988": _l("la Nouvelle-Calédonie"),
    "989": _l("Clipperton"),
}


def commune_of(postcode, name, departement=None, known=None):
    """Give the Found of what a file, or somebody, says of a commune.

    Any of the three may be missing; `departement` is a code, a name or a Territory.
    `known`: known.Whole() for many lines.
    """
    typed = read(str(name or ""))
    post = postcode_of(str(postcode or ""))
    if post is None:
        said = _("« %(text)s » n’est pas un code postal : il a cinq chiffres.")
        return Found(why=said % {"text": postcode})
    post = post or typed.postcode
    within, why = _departement_of(departement)
    why = why or _why_elsewhere(post)
    if why:
        return Found(why=why)
    within = within or _departement_of(typed.departement)[0]
    if "cedex" in str(postcode).lower():
        typed = typed._replace(is_cedex=True)
    return Meant(typed, post, within, known or Asked()).found()


def _departement_of(text):
    """(its Territory or None, why it is none): « 1 », « 2a », « Doubs », « 974 »."""
    if not text or isinstance(text, Territory):
        return text or None, ""
    code, key = str(text).strip().upper().zfill(2), key_of(folded_name(str(text)))
    if code in ("20", "CORSE"):  # before 1976: one of the two
        return None, ""
    known = [
        one for one in Territory.objects.by_pk().values() if one.kind == DEPARTEMENT
    ]
    for one in known:
        if code == one.code:
            return one, ""
    for one in known:
        if key == key_of(folded_name(one.name)):
            return one, ""
    if why := _why_elsewhere(code):
        return None, why
    said = _(
        "« %(text)s » n’est pas un département : écrivez son numéro. Exemple : 25."
    )
    return None, said % {"text": text}


def _why_elsewhere(code):
    for beginning, name in ELSEWHERE.items():
        if code.startswith(beginning):
            said = _(
                "« %(code)s » est à %(name)s, qui n’est pas un département : "
                "le site ne sait pas y placer un centre."
            )
            return said % {"code": code, "name": name}
    return ""

"""What a centre is called, and its SIRET."""

import re

from django.utils.translation import gettext as _

from network.models.siret import is_siret

from .readings import Reading, Unread
from .words import DASHES

LONGEST_TITLE = 255  # signs, of a page
ROUNDED = re.compile(r"\d[.,]\d+E\+?\d+", re.IGNORECASE)


def title_of(text: str) -> Reading:
    if len(text) > LONGEST_TITLE:
        raise Unread(
            _("ce nom a %(count)s signes : gardez-en %(most)s au plus.")
            % {"count": len(text), "most": LONGEST_TITLE}
        )
    if not any(sign.isalpha() for sign in text):
        raise Unread(_("ce n’est pas un nom : écrivez celui du centre."))
    if re.fullmatch(r"(sous[- ]?)?total\b.{0,20}", text, re.IGNORECASE):
        raise Unread(_("cette ligne est un total, et non un centre : supprimez-la."))
    return Reading(text)


def siret_of(text: str) -> Reading:
    """Trap: a spreadsheet takes the first zero away, or says 7,75E+13."""
    if ROUNDED.fullmatch(text):
        raise Unread(
            _(
                "le tableur a arrondi ce SIRET, ses derniers chiffres sont perdus : "
                "donnez à la colonne le format Texte, puis récrivez-le."
            )
        )
    digits = re.sub(
        r"^(?:n[°o]?\s*)?siret\s*:?|[\s.\-_/]",
        "",
        DASHES.sub("-", text),
        flags=re.IGNORECASE,
    )
    if not re.fullmatch("[0-9]+", digits):
        raise Unread(_("ce n’est pas un SIRET : 14 chiffres, ou rien."))
    return _checked(digits)


def _checked(digits):
    if len(digits) == 13 and is_siret(f"0{digits}"):
        note = _("lu « %(siret)s » : le tableur avait ôté le premier zéro.")
        return Reading(f"0{digits}", note % {"siret": f"0{digits}"})
    if len(digits) == 9:
        raise Unread(
            _(
                "c’est un SIREN, de 9 chiffres : ajoutez les 5 chiffres de "
                "l’établissement, ou videz la case."
            )
        )
    if len(digits) != 14:
        raise Unread(
            _("%(count)s chiffres : un SIRET en a 14. Corrigez-le, ou videz la case.")
            % {"count": len(digits)}
        )
    if not is_siret(digits):
        raise Unread(
            _(
                "ce SIRET n’existe pas, sa clé de contrôle est fausse : un chiffre est "
                "mal recopié. Corrigez-le, ou videz la case."
            )
        )
    return Reading(digits)

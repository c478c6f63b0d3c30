"""How a centre is reached: telephones, addresses of mails and sites, in whatever column.

What cannot be read is left out and told: it refuses no line.
"""

import re

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.translation import gettext as _

from home.telephone import LONGEST, dialled

from .mailboxes import is_of_a_person
from .readings import Reading, Unread

SIGN = r"[^\s<>()\[\],;:\"'|@]"
MAIL = re.compile(rf"(?<!{SIGN}){SIGN}++@{SIGN}+")
AT = re.compile(r" ?(?:\(at\)|\[at\]|\(arobase\)|\[arobase\]| @ ) ?", re.IGNORECASE)
DOT = re.compile(r" ?(?:\(dot\)|\[dot\]|\(point\)|\[point\]) ?", re.IGNORECASE)
APART = re.compile(r"[;,|\s]")
SCHEME = re.compile(r"(?:https?)?[:;]?[/\\]{1,3}|https?:", re.IGNORECASE)
HOST = re.compile(
    r"[a-z0-9][a-z0-9\-]*(?:\.[a-z0-9\-]+)+(?::\d+)?(?:[/?#].*)?", re.IGNORECASE
)
NUMBER = re.compile(
    r"(?:t[e\u00e9]l\.?|t[e\u00e9]l[e\u00e9]phone)?[\s:]*[+\d(][\d\s.()\-/+\u2010-\u2013]{3,}"
)
PLAIN = re.compile(r"0\d{9}")
LONGEST_ADDRESS, LONGEST_SITE, LONGEST_HOURS = 200, 200, 600
valid_email = EmailValidator()
valid_site = URLValidator(schemes=["http", "https"])


def phone_of(text: str) -> Reading:
    """Ten digits by two; the rest as it was typed. It stays national: home/telephone.py."""
    digits = re.sub(r"[\s.\-\u2010-\u2013/]", "", text)
    if re.fullmatch("[1-9][0-9]{8}", digits):
        number = _by_two(f"0{digits}")
        note = _("lu « %(number)s » : le tableur avait ôté le premier zéro.")
        return Reading(number, note % {"number": number})
    if PLAIN.fullmatch(digits):
        return Reading(_by_two(digits))
    if len(text) > LONGEST:
        raise Unread(
            _("plus de %(most)s signes : gardez un ou deux numéros.")
            % {"most": LONGEST}
        )
    number = dialled(text)
    if not number:
        raise Unread(_("aucun numéro n’y a été lu."))
    if number.startswith("0") and len(number) != 10:
        raise Unread(_("un numéro de téléphone a dix chiffres."))
    return Reading(text)


def _by_two(digits):
    return " ".join(digits[place : place + 2] for place in range(0, len(digits), 2))


def mails_in(text: str) -> list[str]:
    """The addresses of a cell, in small letters, each once."""
    plain = DOT.sub(".", AT.sub("@", text)).lower()
    found = (one.removeprefix("mailto:").strip(".") for one in MAIL.findall(plain))
    return [one for one in dict.fromkeys(found) if _is_valid(one, valid_email)]


def site_of(text: str) -> Reading:
    """The first site of a cell, with its « https:// »."""
    found = []
    for piece in APART.split(text):
        bare = SCHEME.sub("", piece, count=1) if SCHEME.match(piece) else piece
        if "@" not in bare and HOST.fullmatch(bare):
            scheme = "http" if re.match("http:", piece, re.IGNORECASE) else "https"
            host, slash, rest = bare.partition("/")
            found.append(f"{scheme}://{host.lower()}{slash}{rest}")
    sites = [one for one in found if _is_valid(one, valid_site)]
    if not sites or len(sites[0]) > LONGEST_SITE:
        raise Unread(_("ce n’est pas l’adresse d’un site, « www.exemple.fr »."))
    if len(sites) > 1:
        return Reading(sites[0], _("seul le premier site est repris."))
    return Reading(sites[0])


def _is_valid(text, validator):
    try:
        validator(text)
    except ValidationError:
        return False
    return True


def take_contact(line, texts: dict) -> None:
    """Put what the cells of a line say of the contact into its values.

    `texts`: {field: text}; the title and the commune are read before.
    """
    texts = _in_their_columns(line, texts)
    for name, reader in (("phone", phone_of), ("website", site_of)):
        if name in texts:
            _take(line, name, texts[name], reader)
    if "email" in texts:
        _take_mails(line, texts["email"])
    if more := texts.get("address_more"):
        known = line.values.get("address", "")
        line.values["address"] = f"{known}, {more}" if known else more
    if "opening_hours" in texts:
        line.values["opening_hours"] = texts["opening_hours"]
    for name, most in (("address", LONGEST_ADDRESS), ("opening_hours", LONGEST_HOURS)):
        if len(line.values.get(name, "")) > most:
            text = line.values.pop(name)
            said = _("non repris : plus de %(most)s signes.") % {"most": most}
            line.tell(name, text, said)


def _in_their_columns(line, texts):
    """A telephone that stands in the column of sites goes where telephones go."""
    texts, moved = dict(texts), []
    for name in ("website", "phone", "email"):
        text = texts.get(name, "")
        other = _column_of(text, name)
        if other and other != name:
            moved.append((name, other, texts.pop(name)))
    said = {
        "email": _("lu comme une adresse électronique."),
        "phone": _("lu comme un téléphone."),
        "website": _("lu comme un site."),
    }
    for name, other, text in moved:
        is_taken = other in texts
        texts.setdefault(other, text)
        told = (
            _("non repris : une autre case le dit déjà.") if is_taken else said[other]
        )
        line.tell(name, text, told)
    return texts


def _column_of(text, name):
    if mails_in(text):
        return "email"
    if NUMBER.fullmatch(text):
        return "phone"
    is_site = name == "email" and HOST.fullmatch(SCHEME.sub("", text, count=1))
    return "website" if is_site else ""


def _take(line, name, text, reader):
    try:
        value, note = reader(text)
    except Unread as refusal:
        said = _("non repris : %(why)s") % {"why": refusal}
        line.tell(name, text, said)
        return
    line.values[name] = value
    if note:
        line.tell(name, text, note)


def _take_mails(line, text):
    """The first that is the centre's; a person's is shown on no public page."""
    mails = mails_in(text)
    if not mails:
        line.tell(
            "email", text, _("non repris : ce n’est pas une adresse électronique.")
        )
        return
    about = line.values.get("title", ""), line.values.get("commune", "")
    own = [one for one in mails if not is_of_a_person(one, *about)]
    others = [one for one in mails if one not in own]
    if own:
        line.values["email"] = own[0]
        if len(mails) > 1:
            line.tell(
                "email", text, _("seule la première adresse du centre est reprise.")
            )
    elif others:
        line.values["private_email"] = others[0]
        line.tell(
            "email",
            text,
            _(
                "semble être l’adresse d’une personne : elle n’est pas publiée. Donnez "
                "celle du centre, ou écrivez celle-ci sur la page du centre si elle est "
                "la sienne."
            ),
        )

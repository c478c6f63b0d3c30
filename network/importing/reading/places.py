"""Postcode, commune and département of a line, however they stand in its cells.

Which commune that is, the register says (directory/communes.py), never this reading.
"""

import json
import re
from functools import cache, lru_cache

from django.utils.translation import gettext as _

from home.spelling import ARTICLES, words
from network.setup import DATA

from .readings import Reading, Unread

LONGEST_COMMUNE = 80  # signs
CODE = r"(?:F[ -]?)?(\d{5}|\d{2}[ .]\d{3})"
BEFORE = re.compile(rf"{CODE}[ ,.\-\u2013/]*(\D.*)", re.IGNORECASE)
BEHIND = re.compile(rf"(\D.*?)[ ,.\-\u2013/(]*(?<!\d){CODE}\)?", re.IGNORECASE)
SHORT_BEFORE = re.compile(r"(\d{4}) ?(\D.*)")
END_OF_ADDRESS = re.compile(rf"\A(.+?)[ ,\-\u2013]+{CODE} (\D+)", re.IGNORECASE)
IN_BRACKETS = re.compile(r"\A(.+?) ?[(\[]([^()\[\]]+)[)\]]")
INSEE = re.compile(r"(?:\d{5}|2[AB]\d{3})", re.IGNORECASE)
NUMBER = re.compile(r"\b(2[AB]|\d{1,3})\b", re.IGNORECASE)
CALLED = {"departement", "dept", "dep", "dpt", "n", "no", "code"}


@cache
def departements() -> dict[str, str]:
    """{code: name folded, without articles}."""
    data = json.loads((DATA / "territories.json").read_text(encoding="utf-8"))
    return {row["code"]: _key(row["name"]) for row in data["departements"]}


def _key(name):
    return " ".join(word for word in words(name) if word not in ARTICLES | CALLED)


@lru_cache(maxsize=1024)
def departement_of(text: str) -> Reading:
    """The code of « 25 », « 1 », « Doubs », « 25 - Doubs », « Doubs (25) »."""
    number = NUMBER.search(text)
    code = number[1].upper().zfill(2) if number else ""
    name = _key(NUMBER.sub(" ", text, count=1) if number else text)
    named = [one for one, known in departements().items() if known == name]
    if code in departements() and (not name or named == [code]):
        return Reading(code)
    if not code and named:
        return Reading(named[0])
    if code == "20" and not name:
        raise Unread(
            _("écrivez « 2A » pour la Corse-du-Sud, « 2B » pour la Haute-Corse.")
        )
    if code in departements():
        raise Unread(_("ce numéro et ce nom ne sont pas du même département."))
    raise Unread(
        _(
            "ce n’est pas un département : écrivez son numéro, de 01 à 95, 2A, 2B, 971 à "
            "974 ou 976."
        )
    )


def insee_of(text: str) -> Reading:
    code = text.replace(" ", "").upper()
    code = f"0{code}" if re.fullmatch("[0-9]{4}", code) else code
    if not INSEE.fullmatch(code):
        raise Unread(_("un code INSEE a cinq signes, « 25056 » ou « 2A004 »."))
    return Reading(code)


def postcode_of(text: str) -> Reading:
    """Trap: a spreadsheet takes the first zero of « 01000 » away."""
    code = re.sub(r"^F[ -]?(?=\d)|[ .]|[.,]0$", "", text, flags=re.IGNORECASE)
    if re.fullmatch("[0-9]{4}", code):
        note = _("lu « %(code)s » : le tableur avait ôté le premier zéro.")
        return Reading(f"0{code}", note % {"code": f"0{code}"})
    if re.fullmatch("2[AB][0-9]{3}", code, re.IGNORECASE):
        raise Unread(_("c’est un code INSEE : écrivez le code postal de la commune."))
    if not re.fullmatch("[0-9]{5}", code):
        raise Unread(_("un code postal a cinq chiffres, « 01000 » par exemple."))
    return Reading(code)


def parted(text: str) -> tuple[str, str]:
    """(postcode, commune) of a cell that may hold both, « 25000 Besançon »."""
    for shape in (BEFORE, SHORT_BEFORE):
        if found := shape.fullmatch(text):
            return found[1], found[2].strip()
    if found := BEHIND.fullmatch(text):
        return found[2], found[1].strip()
    is_code = bool(re.fullmatch(rf"{CODE}|\d{{4}}", text))
    return (text, "") if is_code else ("", text)


def take_place(line, texts: dict) -> None:
    """Put what the cells of a line say of its place into its values.

    `texts`: {field: text}, of the fields below and others.
    """
    codes, communes = {}, {}
    for field in ("postcode", "commune"):
        if field in texts:
            codes[field], communes[field] = parted(texts[field])
    if "postcode" in codes and not codes["postcode"]:
        codes["postcode"], communes["postcode"] = texts["postcode"], ""
    _take_postcode(line, texts, codes)
    _take_commune(line, texts, communes)
    if "code_insee" in texts:
        line.read("code_insee", texts["code_insee"], insee_of)
    _take_departement(line, texts)
    if "address" in texts:
        _take_address(line, texts["address"])


def _take_postcode(line, texts, codes):
    for field, code in codes.items():
        if not code:
            continue
        former = line.values.get("postcode")
        line.read("postcode", code, postcode_of, shown=texts[field], of=field)
        if former and line.values["postcode"] != former:
            line.refuse(
                field, texts[field], _("deux codes postaux : lequel est le bon ?")
            )


def _take_commune(line, texts, communes):
    """That of its own column before what stands behind a postcode."""
    for field in ("commune", "postcode"):
        text, code = _with_its_departement(communes.get(field, ""))
        if not set(words(text)) - {"cedex"} or text.isdigit():
            continue
        if len(text) > LONGEST_COMMUNE:
            line.refuse(field, texts[field], _("ce nom de commune est trop long."))
            return
        line.values["commune"] = text
        if code:
            line.values["departement_code"] = code
        return


def _with_its_departement(text):
    """« Besançon (25) », « Saint-Denis (La Réunion) »."""
    if found := IN_BRACKETS.fullmatch(text):
        try:
            return found[1], departement_of(found[2]).value
        except Unread:
            return text, ""
    return text, ""


def _take_departement(line, texts):
    for field in ("departement_code", "departement_name"):
        if field not in texts:
            continue
        former = line.values.get("departement_code")
        line.read("departement_code", texts[field], departement_of, of=field)
        if former and line.values["departement_code"] != former:
            line.refuse(
                field, texts[field], _("deux départements : lequel est le bon ?")
            )


def _take_address(line, text):
    """What its end says of the place is not said twice, and helps where nothing does."""
    address, code, commune = end_of_address(text)
    is_known = "postcode" in line.values or "commune" in line.values
    if commune and not is_known:
        line.values |= {"postcode": postcode_of(code).value, "commune": commune}
        line.tell("address", text, _("le code postal et la commune y ont été lus."))
    elif not commune or postcode_of(code).value != line.values.get("postcode"):
        address = text
    line.values["address"] = address


def end_of_address(text: str) -> tuple[str, str, str]:
    """(address, postcode, commune) of « 3 rue des Lilas, 25000 Besançon »."""
    found = END_OF_ADDRESS.fullmatch(text)
    return (found[1].strip(), found[2], found[3].strip()) if found else (text, "", "")

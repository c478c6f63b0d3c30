"""One row of an outline, and what is none.

Its data, all keys optional but `id`, `title` and `level`: {"id": UUID, "level": 0,
"kind": "action", "label": "", "number": "", "title": "", "text": "", "start_year":
None, "end_year": None, "period": "", "responsible": "", "continues": UUID or "",
"source": UUID or "", "links": ["page:12", "partner:3"]}.
"""

import re
from collections import Counter
from dataclasses import asdict, dataclass, field
from uuid import UUID, uuid4

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from home.lines import held, one_line
from home.signs import MOST, in_french

MOST_ROWS = 1_000  # of one project
DEEPEST = 20
KINDS = {
    "orientation": _l("Orientation"),
    "defi": _l("Défi"),
    "axe": _l("Axe"),
    "objectif": _l("Objectif"),
    "fonction": _l("Fonction"),
    "action": _l("Action"),
    "question": _l("Question"),
    "point": _l("Point"),
}
ONE_LINE = ("label", "number", "title", "period", "responsible")
LONGEST = {"label": 60, "number": 40, "period": 120, "responsible": 255}  # signs
LINK = re.compile(r"[a-z][a-z-]*:[0-9A-Za-z-]+")


class NotAnOutline(ValueError):
    """Nothing of it is taken: `sentences`, a list of French ones, say why."""

    def __init__(self, *sentences):
        self.sentences = list(sentences)
        super().__init__("\n".join(self.sentences))


@dataclass
class Row:
    """`level` counts from 0; `kind` is of KINDS, or "" for a row without label."""

    id: str
    level: int
    title: str
    kind: str = ""
    label: str = ""
    number: str = ""
    text: str = ""
    start_year: int | None = None
    end_year: int | None = None
    period: str = ""
    responsible: str = ""
    continues: str = ""
    source: str = ""
    links: list[str] = field(default_factory=list)

    @classmethod
    def new(cls, level: int, title: str, **values) -> "Row":
        """A row that no document has yet; its values are cleaned, never refused."""
        return cls(str(uuid4()), level, one_line(held(title)), **values)

    @classmethod
    def from_data(cls, data: dict) -> "Row":
        """Raises NotAnOutline, a ValueError, with a sentence on what is no row."""
        if not isinstance(data, dict) or not {"id", "title", "level"} <= data.keys():
            raise NotAnOutline(
                _("Une ligne du plan n’a ni identifiant, ni intitulé, ni niveau.")
            )
        return cls(
            id=_key(data, "id")
            or _refuse(_("Une ligne du plan est sans identifiant.")),
            level=_level(data["level"]),
            kind=_kind(data),
            text=_text(data, "text"),
            start_year=year_of(data.get("start_year")),
            end_year=year_of(data.get("end_year")),
            continues=_key(data, "continues"),
            source=_key(data, "source"),
            links=links_of(data.get("links")),
            **{name: one_line(_text(data, name)) for name in ONE_LINE},
        )

    def as_data(self) -> dict:
        return asdict(self)


def rows_of(data: list) -> list[Row]:
    """The rows of a whole outline, as `Row.from_data` reads each.

    Raises NotAnOutline beyond MOST_ROWS, and where two rows are one.
    """
    if not isinstance(data, list):
        raise NotAnOutline(_("Le plan n’a pas été reçu en entier : renvoyez-le."))
    refuse_too_many(len(data))
    rows = [Row.from_data(item) for item in data]
    for key, times in Counter(row.id for row in rows).items():
        if times > 1:
            raise NotAnOutline(same_key(key))
    return rows


def same_key(key: str) -> str:
    return _(
        "Deux lignes du plan ont le même identifiant (%(key)s) : videz celui de la "
        "ligne qui a été copiée."
    ) % {"key": key}


def refuse_too_many(count: int) -> None:
    """Raise the sentence that says both numbers beyond MOST_ROWS."""
    if count > MOST_ROWS:
        raise NotAnOutline(
            _(
                "%(count)s lignes, c’est trop : un plan en a %(most)s au plus. "
                "Répartissez-les sur plusieurs documents, un par année par exemple."
            )
            % {"count": in_french(count), "most": in_french(MOST_ROWS)}
        )


def _text(data, name):
    value = "" if data.get(name) is None else data[name]
    if isinstance(value, bool) or not isinstance(value, str | int):
        _refuse(_("« %(value)s » n’est pas un texte.") % {"value": _start_of(value)})
    text, most = held(str(value)), LONGEST.get(name, MOST)
    if len(text) > most:
        _refuse(
            _(
                "« %(text)s… » : %(count)s signes, c’est trop ; gardez-en %(most)s au plus."
            )
            % {
                "text": text[:30],
                "count": in_french(len(text)),
                "most": in_french(most),
            }
        )
    return text


def _level(value):
    text = "" if isinstance(value, bool) else str(value)
    if not re.fullmatch("[0-9]{1,3}", text) or int(text) > DEEPEST:
        _refuse(
            _("« %(value)s » n’est pas un niveau : il va de 0 à %(most)s.")
            % {"value": _start_of(value), "most": DEEPEST}
        )
    return int(text)


def _kind(data):
    kind = data.get("kind") or ""
    if kind and kind not in [*KINDS]:
        _refuse(
            _("« %(value)s » n’est pas une nature : choisissez parmi %(kinds)s.")
            % {
                "value": _start_of(kind),
                "kinds": ", ".join(str(word) for word in KINDS.values()),
            }
        )
    return kind


def _key(data, name):
    value = data.get(name) or ""
    try:
        return str(UUID(value)) if value else ""
    except (ValueError, AttributeError, TypeError):
        _refuse(
            _("« %(value)s » n’est pas l’identifiant d’une ligne.")
            % {"value": _start_of(value)}
        )


def year_of(value) -> int | None:
    """Four digits; None for nothing. Raises NotAnOutline for the rest."""
    text = "" if value is None else str(value).strip()
    if not text:
        return None
    if isinstance(value, bool) or not re.fullmatch("[12][0-9]{3}", text):
        _refuse(
            _(
                "« %(value)s » n’est pas une année : écrivez-la en quatre chiffres, ou "
                "écrivez la période en toutes lettres. Exemple : 2026."
            )
            % {"value": _start_of(value)}
        )
    return int(text)


def links_of(value) -> list[str]:
    """Tokens « page:12 », each once: of a list, or of a text with spaces between."""
    tokens = value.split() if isinstance(value, str) else value or []
    if not isinstance(tokens, list):
        _refuse(
            _("« %(value)s » n’est pas une liste de liens.")
            % {"value": _start_of(value)}
        )
    for token in tokens:
        if not isinstance(token, str) or not LINK.fullmatch(token):
            _refuse(_("« %(value)s » n’est pas un lien.") % {"value": _start_of(token)})
    found = list(dict.fromkeys(tokens))
    if len(" ".join(found)) > MOST:
        _refuse(_("%(count)s liens, c’est trop.") % {"count": in_french(len(found))})
    return found


def _start_of(value):
    text = str(value)
    return text if len(text) <= 60 else f"{text[:60]}…"


def _refuse(sentence):
    raise NotAnOutline(sentence)

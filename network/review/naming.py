"""How the review names a page, who reads it and who writes it: French agrees with each."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Naming:
    """The forms that its sentences need, each with its article; `e` ends a participle.

    `mails`: the texts of its own for a mail of the engine, by the name of this one.
    """

    this: str
    the: str
    of: str
    whole: str
    it: str
    e: str
    one: str
    many: str
    none: str
    judges: str
    of_judges: str
    to_judges: str
    members: str
    writers: str
    to_writers: str
    points: str
    not_yours: str
    mails: Mapping[str, str] = field(default_factory=dict, compare=False)

    def say(self, sentence, **more):
        """The sentence with these forms: `%(this)s`, and `%(This)s` at its beginning."""
        forms = {one.name: str(getattr(self, one.name)) for one in fields(self)}
        capitals = {capfirst(name): capfirst(form) for name, form in forms.items()}
        return sentence % (forms | capitals | more)

    def texts_of(self, event):
        """Where the texts of this mail are: those of the engine, or of its own kind."""
        return self.mails.get(event, event)


FICHE = Naming(
    this=_("cette fiche"),
    the=_("la fiche"),
    of=_("de la fiche"),
    whole=_("toute la fiche"),
    it=_("la"),
    e=_("e"),
    one=_("une fiche"),
    many=_("fiches"),
    none=_("aucune fiche"),
    judges=_("le comité"),
    of_judges=_("du comité"),
    to_judges=_("au comité"),
    members=_("les membres du comité"),
    writers=_("le centre"),
    to_writers=_("au centre"),
    points=_("ce que dit la charte"),
    not_yours=_("c’est votre centre, ou vous y avez mis la main"),
)

# A list where several kinds stand together.
TEXT = Naming(
    this=_("ce texte"),
    the=_("le texte"),
    of=_("du texte"),
    whole=_("tout le texte"),
    it=_("le"),
    e="",
    one=_("un texte"),
    many=_("textes"),
    none=_("aucun texte"),
    judges=_("ceux qui relisent"),
    of_judges=_("de ceux qui relisent"),
    to_judges=_("à ceux qui relisent"),
    members=_("ceux qui relisent"),
    writers=_("ceux qui l’ont écrit"),
    to_writers=_("à ceux qui l’ont écrit"),
    points=_("ce qui est à vérifier"),
    not_yours=_("vous y avez mis la main"),
)

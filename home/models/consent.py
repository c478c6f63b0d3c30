"""The agreement of the people one recognises on a picture, and when it ends.

Two registers may speak of one picture: its own, in the library, and that of the row
that shows it. The newest complete agreement speaks; else both do, and the first end
holds. `last_day` says it of rows in memory, `ended` of a query. Source: editorial.md,
section 8.
"""

from django.db import models
from django.db.models import F, Q
from django.template.defaultfilters import date as date_in_words
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Consent(models.Model):
    """Who agreed, when, to what, until when (editorial.md, section 8).

    A picture without it can be saved in a draft; it cannot be submitted.
    """

    class Kind(models.TextChoices):
        NOBODY = "nobody", _("On ne reconnaît personne")
        ADULTS = "adults", _("Des adultes, qui sont d’accord")
        MINORS = "minors", _("Des mineurs, avec l’accord de leurs parents")

    consent_kind = models.CharField(
        _("voit-on des personnes ?"), max_length=10, choices=Kind, blank=True
    )
    consent_given_by = models.CharField(
        _("qui a donné son accord ?"),
        max_length=200,
        blank=True,
        help_text=_("Par exemple : « Les six parents de l’atelier, par écrit. »"),
    )
    consent_given_on = models.DateField(
        _("accord donné le"), null=True, blank=True, help_text=_("jj/mm/aaaa.")
    )
    consent_scope = models.CharField(
        _("accord donné pour"),
        max_length=200,
        blank=True,
        help_text=_("Par exemple : « Le site et les affiches. »"),
    )
    consent_until = models.DateField(
        _("accord valable jusqu’au"),
        null=True,
        blank=True,
        help_text=_("Laissez vide s’il n’y a pas de fin."),
    )

    class Meta:
        abstract = True

    @property
    def is_consent_complete(self):
        """Nobody to recognise, or somebody who agreed on a known day."""
        if self.consent_kind == self.Kind.NOBODY:
            return True
        return bool(
            self.consent_kind and self.consent_given_by and self.consent_given_on
        )

    @property
    def ends_on(self):
        """The last day that this register gives, or None: nobody seen, nothing ends."""
        return None if self.consent_kind == self.Kind.NOBODY else self.consent_until

    def renews(self, other):
        """True if this is a complete agreement, given after that of the other register."""
        if self.consent_kind == self.Kind.NOBODY or not self.is_consent_complete:
            return False
        return (
            other.consent_given_on is None
            or self.consent_given_on > other.consent_given_on
        )


def last_day(own, other):
    """The last day on which `own` and `other`, two Consents, let a picture be shown.

    None without an end.
    """
    speaking = [
        register
        for register, beside in ((own, other), (other, own))
        if not beside.renews(register)
    ]
    return min((one.ends_on for one in speaking if one.ends_on), default=None)


def is_past(day):
    """True once the last day of an agreement, if it has one, is over."""
    return day is not None and day < timezone.localdate()


def refusal_of(picture):
    """Why a page may not go online with this picture alone: a sentence, or ""."""
    if not picture.is_consent_complete:
        return gettext(
            "Dites d’abord dans la bibliothèque d’images, sur cette image, si l’on "
            "reconnaît des personnes, et qui a donné son accord et quand."
        )
    if not is_past(picture.ends_on):
        return ""
    return gettext(
        "L’accord des personnes que l’on voit s’est terminé le %(day)s : notez-en un "
        "nouveau dans la bibliothèque d’images, ou choisissez une autre image."
    ) % {"day": date_in_words(picture.ends_on, "j F Y")}


def ended(day, own="", other=None):
    """The Q of what was agreed until before `day`: `own` and `other` are lookups.

    ("",) of a picture alone; ("", "picture__") of a row beside its picture.
    """
    if other is None:
        return _until_before(day, own)
    return (_until_before(day, own) & _not_renewed(own, other)) | (
        _until_before(day, other) & _not_renewed(other, own)
    )


def _until_before(day, register):
    somebody = ["", Consent.Kind.ADULTS, Consent.Kind.MINORS]
    return Q(
        **{f"{register}consent_until__lt": day, f"{register}consent_kind__in": somebody}
    )


def _not_renewed(register, beside):
    """Said without a negation: the dates may be null, and NOT of unknown is unknown."""
    return (
        Q(**{f"{beside}consent_kind__in": ["", Consent.Kind.NOBODY]})
        | Q(**{f"{beside}consent_given_by": ""})
        | Q(**{f"{beside}consent_given_on": None})
        | Q(**{f"{beside}consent_given_on__lte": F(f"{register}consent_given_on")})
    )

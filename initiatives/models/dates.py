"""From when to when, in months and years, in words."""

from django.utils.dates import MONTHS as MONTH_NAMES
from django.utils.translation import gettext as _


class Period:
    """Plain fields start_month, start_year, end_month, end_year, and status."""

    MONTHS = [(number, MONTH_NAMES[number]) for number in range(1, 13)]

    @staticmethod
    def _words(month, year):
        return f"{MONTH_NAMES[month]} {year}" if month else str(year)

    @property
    def period_label(self):
        """« En cours depuis septembre 2021 », « Terminée en 2023 », or « En projet »."""
        if self.status == "ended":
            if self.end_year:
                when = self._words(self.end_month, self.end_year)
                return _("Terminée en %(when)s") % {"when": when}
            return _("Terminée")
        if not self.start_year:
            return str(self.get_status_display())
        when = self._words(self.start_month, self.start_year)
        if self.status == "planned":
            return _("En projet pour %(when)s") % {"when": when}
        return _("En cours depuis %(when)s") % {"when": when}

    @property
    def dates_label(self):
        """« De septembre 2021 à juin 2023 » for the essentials of an ended one."""
        if self.status != "ended" or not (self.start_year and self.end_year):
            return self.period_label
        return _("De %(start)s à %(end)s") % {
            "start": self._words(self.start_month, self.start_year),
            "end": self._words(self.end_month, self.end_year),
        }

"""The forms of pages that stand in a commune."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from home.pictured import PicturedPageForm

from .typed import postcode_of


class LocatedForm:
    """Before the form of a page: what follows from its commune is there at once."""

    def _post_clean(self):
        super()._post_clean()
        field = self.fields.get("code_insee")
        if field is None or "code_insee" in self.errors:
            return
        if field.found.commune or "code_insee" in self.changed_data:
            self.instance.settle_at(field.found)


class CentreForm(LocatedForm, PicturedPageForm):
    """Every centre stands in a commune, which people may call by its former name.

    An emptied field says no other one; a name that the register never found stays.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("code_insee"):
            page = self.instance
            field.required = field.widget.is_required = not page.commune
            if page.commune and page.departement_id:
                field.shown = f"{page.commune} ({page.departement.code})"

    def clean_code_insee(self):
        return self.cleaned_data["code_insee"] or self.instance.code_insee

    def clean_postcode(self):
        typed = self.cleaned_data["postcode"]
        if (postcode := postcode_of(typed)) is None:
            said = _("« %(text)s » n’est pas un code postal : il a cinq chiffres.")
            raise ValidationError(said % {"text": typed})
        return postcode

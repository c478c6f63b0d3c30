"""What a field says of a value cut short: the `error_messages` of its form."""

from django.utils.translation import gettext_lazy as _

EMAIL = {
    "invalid": _(
        "Cette adresse électronique n’est pas complète. Exemple : accueil@centre.fr."
    )
}
WEB_ADDRESS = {
    "invalid": _(
        "Cette adresse n’est pas complète : copiez-la depuis votre navigateur. "
        "Exemple : https://www.centre.fr/journal."
    )
}
DATE = {
    "invalid": _(
        "Écrivez le jour, le mois et l’année de cette date. Exemple : 03/04/2026."
    )
}

"""What the editor of an outline says by itself: `%s` is a row, « Titre » or its number."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "untitled": _("Ligne sans intitulé"),
    "quoted": _("« %s »"),
    "branch_one": _(" et la ligne dessous"),
    "branch_many": _(" et ses %s lignes"),
    "count_one": _("1 ligne dessous"),
    "count_many": _("%s lignes dessous"),
    "group": _("Ligne %1, niveau %2"),
    "title": _("Intitulé"),
    "moved": _("%1 : placée avant %2."),
    "moved_last": _("%s : placée à la fin."),
    "moved_in": _("%1 : mise sous %2, niveau %3."),
    "moved_out": _("%1 : remontée au niveau %2."),
    "first": _("Cette ligne est déjà la première : elle ne monte pas plus haut."),
    "last": _("Cette ligne est déjà la dernière : elle ne descend pas plus bas."),
    "top": _("Cette ligne est déjà au premier niveau."),
    "alone": _("Aucune ligne du même niveau n’est au-dessus pour la mettre dessous."),
    "deep": _("Le plan n’a pas de niveau plus bas."),
    "added": _("Une ligne est ajoutée, niveau %s."),
    "appended_one": _("Une ligne est ajoutée à la fin du plan. Annuler la retire."),
    "appended_many": _("%s lignes sont ajoutées à la fin du plan. Annuler les retire."),
    "replaced": _("Le plan est remplacé : %s lignes. Annuler remet l’ancien."),
    "same": _("Ce plan est déjà celui du document : rien ne change."),
    "lines_none": _("Aucune ligne comprise"),
    "lines_one": _("1 ligne comprise"),
    "lines_many": _("%s lignes comprises"),
    "left_one": _(", 1 à placer"),
    "left_many": _(", %s à placer"),
    "add_none": _("Garder ces textes à placer"),
    "add_one": _("Ajouter cette ligne"),
    "add_many": _("Ajouter ces %s lignes"),
    "replace": _("Remplacer tout le plan"),
    "known_one": _(
        "Une de ces lignes est déjà dans le plan : « Remplacer tout le plan » la met à "
        "jour, l’ajouter la double."
    ),
    "known_many": _(
        "%s de ces lignes sont déjà dans le plan : « Remplacer tout le plan » les met à "
        "jour, les ajouter les double."
    ),
    "kind_one": _("Donner cette nature aussi à l’autre ligne sans nature du niveau"),
    "kind_many": _("Donner cette nature aux %s autres lignes sans nature du niveau"),
    "kind_given": _("%s autres lignes ont pris cette nature."),
    "level": _("%1 : niveau %2."),
    "left": _("%s : gardée comme texte à placer."),
    "made_row": _("Une ligne de plus, niveau %s."),
    "nothing_above": _("Aucune ligne n’est au-dessus : ce texte est gardé à placer."),
    "reading": _("Lecture en cours…"),
    "kept": _("Les textes à placer sont gardés avec le brouillon."),
    "silent_paper": _(
        "La réponse n’est pas venue : le site ne répond pas, ou votre session est "
        "terminée. Rien n’est perdu, votre texte est toujours là. Réessayez dans un "
        "instant."
    ),
    "deleted": _("%s : supprimée. Annuler la remet."),
    "not_empty": _(
        "Cette ligne a des détails ou des lignes dessous. Pour la supprimer, ouvrez "
        "ses détails."
    ),
    "renumbered": _("Les numéros sont à nouveau automatiques. Annuler les remet."),
    "automatic": _("Tous les numéros sont déjà automatiques."),
    "undone": _("Annulé."),
    "redone": _("Refait."),
    "nothing_undone": _("Il n’y a rien à annuler."),
    "nothing_redone": _("Il n’y a rien à refaire."),
    "opened": _("Les détails de %s sont ouverts."),
    "closed": _("Les détails sont fermés."),
    "silent": _(
        "Les détails ne sont pas venus : le site ne répond pas, ou votre session est "
        "terminée. Rien n’est perdu. Réessayez dans un instant."
    ),
    "gone": _("cette page n’existe plus"),
    "continues": _("Elle poursuit,"),
    "source": _("Elle vient de,"),
    "linked": _("%s : relié."),
    "unlinked": _("%s : le lien est retiré."),
    "remove": _("Retirer"),
    "unread": _(
        "Le plan reçu ne peut pas être lu comme une liste de lignes. Le voici tel "
        "quel : copiez-le ailleurs, puis rechargez la page."
    ),
}

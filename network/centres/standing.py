"""Where the page of a centre stands, in words, for who writes it."""

from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from ..models.centre_task import is_answered_for


def readers_in_words(centre):
    """« l’équipe de Fédération du Cher », or the webmasters."""
    if is_answered_for(centre):
        return _("l’équipe de « %(federation)s »") % {"federation": centre.federation}
    return _("les webmestres du site")


def where_it_stands(centre):
    waits = centre.has_unpublished_changes or not centre.live
    review = centre.current_workflow_state if waits else None
    if review and review.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return _("Une reprise vous est demandée")
    if review and centre.live:
        return _("En ligne, vos changements sont en relecture")
    if review:
        return _("Pas encore en ligne : la page est en relecture")
    if not centre.live:
        return _("Pas en ligne : envoyez la page à la relecture")
    if waits:
        return _("En ligne, avec un brouillon à envoyer")
    return _("En ligne")

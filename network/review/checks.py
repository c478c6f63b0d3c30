"""Said at each deployment, by `migrate`: nobody would read what the centres send.

Trap: a workflow switched off cancels its reviews, and fiches then have none, or the
core's (editorial.md, section 4.5).
"""

from django.core.checks import Tags, Warning, register
from django.db import DatabaseError
from django.utils.translation import gettext as _

NO_COMMITTEE = "network.W001"


@register(Tags.database)
def fiches_have_a_committee(app_configs, databases=None, **kwargs):
    """[Warning] if the index of centres has no workflow of the committee."""
    if not databases or _is_read() is not False:
        return []
    return [
        Warning(
            _(
                "Aucun comité ne relit les fiches : les centres ne peuvent rien envoyer."
            ),
            hint=_(
                "Réactivez la relecture dans Réglages > Workflows, ou lancez "
                "« manage.py setup_site » si elle a été supprimée."
            ),
            id=NO_COMMITTEE,
        )
    ]


def _is_read():
    """True or False; None before the site is set up, or its tables made."""
    from ..models import CentreIndexPage
    from .models import CommitteeTask

    try:
        index = CentreIndexPage.objects.first()
        if index is None:
            return None
        workflow = index.get_workflow()
        tasks = CommitteeTask.objects.filter(
            workflow_tasks__workflow=workflow, active=True, groups__isnull=False
        )
        return workflow is not None and tasks.exists()
    except DatabaseError:
        return None

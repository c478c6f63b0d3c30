"""Said at each deployment, before anything is served.

Trap: a workflow switched off cancels its reviews, and pages then have none, or the
core's (editorial.md, section 4.5).
"""

from django.core.checks import Error, Tags, Warning, register
from django.db import DatabaseError, connections
from django.utils.translation import gettext as _
from wagtail.models import Page

from .content import VOLATILE, VOTED
from .questions import reviewed_models
from .triggers.installation import differing

NO_COMMITTEE = "review.W001"
LACKING_TRIGGERS = "review.W002"
UNKNOWN_FIELD = "review.E001"


@register(Tags.models)
def every_field_of_a_page_is_voted_or_volatile(app_configs, **kwargs):
    """[Error] for a field of Page that no list of content.py names, or that is gone.

    Trap: a new field that Wagtail writes by itself at publication would be taken for
    content, and every save of a live page refused.
    """
    fields = {field.name for field in Page._meta.get_fields() if field.concrete}
    known = VOLATILE | VOTED
    return [
        Error(
            f"The hash of a vote does not know what to do with Page.{name}.",
            hint="Name it in VOLATILE (Wagtail writes it by itself) or in VOTED "
            "(it is content), in network/review/content.py; or remove it there if "
            "Wagtail has it no more.",
            id=UNKNOWN_FIELD,
        )
        for name in sorted(fields ^ known)
    ]


@register(Tags.database)
def pages_have_a_committee(app_configs, databases=None, **kwargs):
    """[Warning] for each page under which nobody reads what is sent."""
    if not databases:
        return []
    return [
        Warning(
            _(
                "Personne ne relit les pages sous « %(page)s » : rien ne peut y être "
                "envoyé."
            )
            % {"page": page},
            hint=_(
                "Réactivez la relecture dans Paramètres > Circuits de relecture, ou "
                "lancez « manage.py setup_site » si elle a été supprimée."
            ),
            id=NO_COMMITTEE,
        )
        for page in _unread()
    ]


@register(Tags.database)
def the_database_refuses_too(app_configs, databases=None, **kwargs):
    """[Warning] for each database whose triggers are not those that the code says.

    No Error: `migrate`, which makes them, would not start.
    """
    return [
        Warning(
            _("Il manque à la base de données des gardes de la relecture : %(names)s.")
            % {"names": ", ".join(lacking)},
            hint=_("Lancez « manage.py migrate » : il les remet."),
            id=LACKING_TRIGGERS,
        )
        for alias in databases or ()
        if (lacking := _lacking(connections[alias]))
    ]


def _lacking(connection):
    try:
        return differing(connection)
    except DatabaseError:
        return []


def _unread():
    """The roots of reviewed pages without a committee; none before there are tables."""
    try:
        roots = {
            (page.pk, model.task_model()): (model, page)
            for model in reviewed_models()
            for page in model.review_roots()
        }
        return [page for model, page in roots.values() if not _is_read(model, page)]
    except DatabaseError:
        return []


def _is_read(model, page):
    workflow = model.workflow_over(page)
    tasks = model.task_model().objects.filter(
        workflow_tasks__workflow=workflow, active=True
    )
    return workflow is not None and any(task.names_somebody() for task in tasks)

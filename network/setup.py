"""Territories, groups, indexes and the committee's workflow; can run again."""

import json
from pathlib import Path

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from .models import (
    CentreIndexPage,
    CharterCriterion,
    CommitteeTask,
    FederationIndexPage,
    Territory,
)

DATA = Path(__file__).parent / "data"
CONTRIBUTORS, COMMITTEE, WEBMASTERS = "Contributeurs", "Comité éditorial", "Webmestres"
WORKFLOW = "Ligne éditoriale"
# An account is deactivated, not deleted: votes point at it. A membership is closed: it
# still recuses. The twelve themes and the publics stay: fiches, and drafts, name them.
NOBODY_DELETES = [
    "delete_user",
    "delete_membership",
    "delete_federationmembership",
    "delete_theme",
    "delete_audience",
]
PAGE_ACTIONS = ("add", "change", "publish", "lock", "unlock", "bulk_delete")
CRITERIA = [
    (
        "L’initiative produit un changement pour des habitants",
        "On comprend ce qui n’est plus comme avant.",
    ),
    (
        "Les habitantes et les habitants y ont une vraie place",
        "Ils décident ou ils font, ils ne sont pas seulement accueillis.",
    ),
    (
        "Les personnes vues ou citées sont d’accord",
        "Photos et paroles : l’accord est noté, personne n’est exposé.",
    ),
    (
        "Une autre équipe pourrait s’en inspirer",
        "Les étapes sont claires, le texte se comprend sans connaître le centre.",
    ),
]


def set_up_territories():
    """The 18 regions and 101 départements of the official geographical code."""
    data = json.loads((DATA / "territories.json").read_text(encoding="utf-8"))
    regions = {}
    for row in data["regions"]:
        regions[row["code"]], _created = Territory.objects.update_or_create(
            kind=Territory.Kind.REGION,
            code=row["code"],
            defaults={"name": row["name"]},
        )
    for row in data["departements"]:
        Territory.objects.update_or_create(
            kind=Territory.Kind.DEPARTEMENT,
            code=row["code"],
            defaults={"name": row["name"], "parent": regions[row["region"]]},
        )


def set_up_indexes(home):
    """The index of centres, returned, and that of federations."""
    for model, title, slug, introduction in (
        (
            CentreIndexPage,
            "Centres",
            "centres",
            (
                "Les centres sociaux et espaces de vie sociale qui racontent leurs "
                "initiatives."
            ),
        ),
        (
            FederationIndexPage,
            "Fédérations",
            "federations",
            "Elles relient les centres, les accompagnent et portent leur parole.",
        ),
    ):
        if not model.objects.exists():
            home.add_child(
                instance=model(
                    title=title,
                    slug=slug,
                    introduction=introduction,
                    show_in_menus=True,
                )
            )
    return CentreIndexPage.objects.get()


def set_up_groups(home):
    """Three groups; {name: Group}. Members' page rights come from memberships."""
    access = Permission.objects.get(
        content_type__app_label="wagtailadmin", codename="access_admin"
    )
    groups = {}
    for name in (CONTRIBUTORS, COMMITTEE, WEBMASTERS):
        groups[name], _created = Group.objects.get_or_create(name=name)
        groups[name].permissions.add(access)
    webmasters = groups[WEBMASTERS]
    webmasters.permissions.add(*_webmaster_permissions())
    # An older version gave these. What an owner added by hand is no rule of ours: kept.
    webmasters.permissions.remove(*_ours().filter(codename__in=NOBODY_DELETES))
    _open_pages_and_files(webmasters, home)
    return groups


def _open_pages_and_files(webmasters, home):
    for action in PAGE_ACTIONS:
        GroupPagePermission.objects.get_or_create(
            group=webmasters,
            page=home,
            permission=Permission.objects.get(
                content_type__app_label="wagtailcore", codename=f"{action}_page"
            ),
        )
    root = Collection.get_first_root_node()
    for codename in (
        *(f"{action}_image" for action in ("add", "change", "choose")),
        *(f"{action}_document" for action in ("add", "change", "choose")),
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=webmasters,
            collection=root,
            permission=Permission.objects.get(
                content_type__app_label__in=["wagtailimages", "wagtaildocs"],
                codename=codename,
            ),
        )


def _webmaster_permissions():
    """The registers, the snippets, accounts, settings and the whole back office."""
    return (
        _ours().exclude(codename__in=NOBODY_DELETES)
        | Permission.objects.filter(content_type__app_label="wagtailredirects")
        # The quorum and the delay of the committee; not its workflow.
        | Permission.objects.filter(
            content_type__app_label="wagtailcore", codename="change_task"
        )
    )


def _ours():
    return Permission.objects.filter(
        content_type__app_label__in=["network", "initiatives", "home"],
        content_type__model__in=[
            "membership",
            "federationmembership",
            "territory",
            "chartercriterion",
            "theme",
            "audience",
            "sitesettings",
            "user",
        ],
    )


def set_up_review(centre_index, committee, quorum=3):
    """One workflow, one task, on the index of centres; the core's own is removed.

    Trap: without ours, fiches would fall back on the core's default workflow.
    """
    Workflow.objects.filter(name="Moderators approval").delete()
    Task.objects.filter(name="Moderators approval").delete()
    Group.objects.filter(name__in=["Moderators", "Editors"]).delete()
    task = CommitteeTask.objects.first()
    if task is None:
        task = CommitteeTask.objects.create(name=COMMITTEE, quorum=quorum)
        task.groups.add(committee)
        workflow = Workflow.objects.create(name=WORKFLOW)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        WorkflowPage.objects.create(workflow=workflow, page=centre_index)
    if not CharterCriterion.objects.exists():
        for number, (label, help_text) in enumerate(CRITERIA):
            CharterCriterion.objects.create(
                label=label, help_text=help_text, sort_order=number
            )
    return task

"""Territories, groups and indexes; can run again."""

import json
from pathlib import Path

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
)

from .models import (
    AnimatorTask,
    CentreIndexPage,
    CentrePage,
    CentreTask,
    FederationIndexPage,
    Territory,
)
from .review.setup import set_up_workflow
from .review.vouching import vouch_for

DATA = Path(__file__).parent / "data"
CONTRIBUTORS, COMMITTEE, WEBMASTERS = "Contributeurs", "Comité éditorial", "Webmestres"
# An account is deactivated, not deleted: votes point at it. A membership is closed: it
# still recuses. Without its row a federation would ask one voice, in silence. The twelve
# themes, the publics and the partners stay: fiches, documents, and drafts, name them.
NOBODY_DELETES = [
    "delete_user",
    "delete_membership",
    "delete_federationmembership",
    "delete_federationreview",
    "delete_partner",
    "delete_theme",
    "delete_audience",
]
DOCUMENTS = "Documents des fédérations"
CENTRES = "Pages des centres"
BEFORE = "En ligne avant que les fédérations ne relisent les pages des centres"
BATCH = 500
PAGE_ACTIONS = ("add", "change", "publish", "lock", "unlock", "bulk_delete")


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


def set_up_review_of_documents():
    """The workflow of the animators, on the index of federations."""
    if not AnimatorTask.objects.exists():
        root = FederationIndexPage.objects.get()
        set_up_workflow(DOCUMENTS, AnimatorTask(name=DOCUMENTS, quorum=1), root)


def set_up_review_of_centres():
    """The workflow of the pages of centres, and the vouching for what is online today.

    Once: a later run must not vouch for what was written behind the engine since.
    """
    if not CentreTask.objects.exists():
        set_up_workflow(CENTRES, CentreTask(name=CENTRES, quorum=1))
        vouch_for_live_centres()


def vouch_for_live_centres():
    """What visitors read when federations begin to read the pages of their centres."""
    live = CentrePage.objects.filter(live=True).order_by("pk")
    keys = list(live.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        batch = live.filter(pk__in=keys[start : start + BATCH])
        vouch_for(batch.select_related("latest_revision"), user=None, reason=BEFORE)


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
        content_type__app_label__in=["review", "network", "initiatives", "home"],
        content_type__model__in=[
            "membership",
            "federationmembership",
            "federationreview",
            "territory",
            "partner",
            "convention",
            "chartercriterion",
            "theme",
            "audience",
            "sitesettings",
            "user",
        ],
    )

"""Every address of the back office x every role x GET and POST, kept in a file.

tests/golden/admin_matrix.txt has one line an address and method, one column a role:
read its changes in a review as one reads code. To write it again, in one process:
`UPDATE_GOLDEN=1 pytest -n 0 tests/network/test_admin_matrix.py`.
"""

import re
from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import resolve
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Site, Workflow

from home.models import Attachment, Theme
from initiatives.models import Audience
from network.groups.models import Meeting
from network.models import (
    Convention,
    FederationMembership,
    FederationReview,
    Membership,
    Territory,
)
from network.review.models import CharterCriterion, CommitteeTask
from network.review.setup import WORKFLOW
from network.setup import COMMITTEE, CONTRIBUTORS
from tests.factories import (
    EventFactory,
    FederationMembershipFactory,
    FederationPageFactory,
    PartnerFactory,
    PictureFactory,
    ResourceFactory,
    UserFactory,
    WorkingGroupPageFactory,
)

from .matrix import Golden, ask, columns, readable, rename, routes

pytestmark = pytest.mark.django_db

ROLES = [
    "visitor",
    "nobody",
    "contributor-a",
    "referent-a",
    "contributor-b",
    "committee",
    "animator",
    "webmaster",
]
GOLDEN = Golden("admin_matrix.txt", ["address", "method"], ROLES)
# What an account without role opens: its own profile, and what has no content.
OPEN_TO_ACCOUNTS = re.compile(r"jsi18n|sprite|login|password_reset|account/|logout")
DRAFT, VOTED = "Le brouillon des Tilleuls", "La relecture des Tilleuls"
FOREIGN = "Le brouillon du Port"
FILES = ["Photo des Tilleuls", "Notice des Tilleuls"]


@pytest.fixture
def stage(world):
    """Centre A (Tilleuls) has a draft and a fiche under vote, B (Port) a draft."""
    rename(world.author, "Aubertine")
    rename(world.colleague, "Collegrain")
    rename(world.referent, "Referendaire")
    rename(world.stranger, "Portuaire")
    for number, member in enumerate(world.members):
        rename(member, f"Votantine{'abcd'[number]}")
    collection = world.fresh(world.centre).collection
    world.picture = PictureFactory(title=FILES[0], collection=collection)
    world.document = Attachment.objects.create(
        title=FILES[1],
        collection=collection,
        file=ContentFile(b"%PDF-1.4 essai", name="notice.pdf"),
    )
    world.draft = world.fiche(title=DRAFT, slug="brouillon", picture=world.picture)
    voted = world.fiche(title=VOTED, slug="relecture", picture=world.picture)
    world.voted = world.submit(voted)
    world.vote(world.members[1], world.voted)
    parent = world.fresh(world.other_centre)
    world.fiche(title=FOREIGN, slug="port", parent=parent, owner=world.stranger)
    centre = world.fresh(world.centre)
    centre.federation = FederationPageFactory(title="Fédération du Cher")
    centre.save()
    FederationReview.objects.create(federation=centre.federation)
    world.animator = world.account(CONTRIBUTORS)
    rename(world.animator, "Animaline")
    FederationMembershipFactory(
        user=world.animator,
        federation=centre.federation,
        role=FederationMembership.Role.ANIMATOR,
    )
    world.event = EventFactory(federation=centre.federation)
    world.resource = ResourceFactory(federation=centre.federation)
    world.group = WorkingGroupPageFactory(parent=centre.federation, published=True)
    world.meeting = Meeting.objects.create(
        group=world.group, title="Se voir", day=date(2030, 1, 14)
    )
    world.partner = PartnerFactory()
    world.convention = Convention.objects.create(
        partner=world.partner, federation=centre.federation, title="Agir ensemble"
    )
    world.nobody = UserFactory(last_name="Personneici")
    return world


def values_of(stage):
    """What stands for each parameter: things of centre A."""
    state = stage.state_of(stage.voted)
    page, centre = stage.draft.pk, stage.centre.pk
    return {
        **dict.fromkeys(
            ("app_label", "app_name", "content_type_app_name"), "initiatives"
        ),
        **dict.fromkeys(("model_name", "content_type_model_name"), "initiativepage"),
        **dict.fromkeys(("parent_page_id", "parent_id", "destination_id"), centre),
        **dict.fromkeys(("centre_id", "centre_pk"), centre),
        "collection_id": stage.picture.collection_id,
        "federation_id": FederationMembership.objects.get().federation_id,
        "membership_id": Membership.objects.get(user=stage.colleague).pk,
        "user_id": stage.colleague.pk,
        "revision_id": stage.draft.latest_revision_id,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "image_id": stage.picture.pk,
        "picture_id": stage.picture.pk,
        "filter_spec": "width-100",
        **dict.fromkeys(("document_id", "doc_id"), stage.document.pk),
        **dict.fromkeys(("state_id", "task_state_id"), state.pk),
        "task_id": state.task_id,
        "workflow_state_id": state.workflow_state_id,
        "workflow_pk": Workflow.objects.get(name=WORKFLOW).pk,
        "action_name": "support",
        "object_id": page,
        "None": page,
        "uidb64": "MQ",
        "token": "set-password",
    }


def key_of(stage, route, values):
    """The row that `pk` means, by the beginning of the address."""
    first = {
        "images/": stage.picture.pk,
        "documents/": stage.document.pk,
        "api/main/images": stage.picture.pk,
        "api/main/documents": stage.document.pk,
        "collections/": stage.picture.collection_id,
        "workflows/tasks/": CommitteeTask.objects.get(active=True).pk,
        "workflows/": values["workflow_pk"],
        "snippets/home/theme": Theme.objects.first().pk,
        "snippets/choose/home/theme": Theme.objects.first().pk,
        "snippets/initiatives/audience": Audience.objects.first().pk,
        "snippets/choose/initiatives/audience": Audience.objects.first().pk,
        "snippets/review/chartercriterion": CharterCriterion.objects.first().pk,
        "snippets/choose/review": CharterCriterion.objects.first().pk,
        "sites/": Site.objects.get().pk,
        "users/": stage.author.pk,
        "groups/": Group.objects.get(name=COMMITTEE).pk,
        "network/membership/": Membership.objects.get(user=stage.author).pk,
        "network/federationmembership/": FederationMembership.objects.get().pk,
        "network/federationreview/": FederationReview.objects.get().pk,
        "federation/rendez-vous/": stage.event.pk,
        "federation/ressources/": stage.resource.pk,
        "reunions/reunion/": stage.meeting.pk,
        "reunions/": stage.group.pk,
        "liens/document/": stage.group.pk,
        "partenaires/": stage.partner.pk,
        "network/partner/": stage.partner.pk,
        "network/convention/": stage.convention.pk,
        "network/territory/": Territory.objects.first().pk,
    }
    return next(
        (key for start, key in first.items() if route.startswith(start)),
        stage.draft.pk,
    )


def addresses(stage):
    """{readable route: address of a thing of centre A}; bulk actions one by one."""
    values = values_of(stage)
    found = {}
    for route in map(readable, routes()):
        if "<action>" in route:
            continue
        if route.startswith("settings/"):
            values |= {"app_name": "home", "model_name": "sitesettings"}
        if route == ".*/":
            found["(anything else)"] = "/admin/nowhere/"
            continue
        key = key_of(stage, route, values)
        address = re.sub(
            r"<(\w+)>",
            lambda name, key=key, values=values: str(values.get(name[1], key)),
            route,
        )
        found[route] = "/admin/" + address
    # The registry fills itself at its first question, not before.
    list(bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page"))
    for app, models in bulk_action_registry.actions.items():
        for model, actions in models.items():
            ids = {"page": stage.draft.pk, "picture": stage.picture.pk}
            ids["attachment"] = stage.document.pk
            # Of what belongs to no centre, one that exists: keys differ by database.
            key = ids.get(model) or _last_key(app, model)
            for action in actions:
                route = f"bulk/{app}/{model}/{action}/"
                found[route] = f"/admin/{route}?id={key}"
    return found


def _last_key(app, model):
    rows = apps.get_model(app, model)._default_manager.order_by("-pk")
    return rows.values_list("pk", flat=True).first() or 0


def client_of(stage, as_, role):
    users = {
        "nobody": stage.nobody,
        "contributor-a": stage.colleague,
        "referent-a": stage.referent,
        "contributor-b": stage.stranger,
        "committee": stage.members[0],
        "animator": stage.animator,
        "webmaster": stage.webmaster,
    }
    return as_(users[role]) if role in users else Client(raise_request_exception=False)


def foreign_words(stage, role):
    """The titles and names that this role must read nowhere in the back office."""
    people_a = [stage.author, stage.colleague, stage.referent]
    hidden = {
        "contributor-a": ([FOREIGN], [stage.stranger, *stage.members]),
        "contributor-b": ([DRAFT, VOTED, *FILES], [*people_a, *stage.members]),
        "committee": ([DRAFT, FOREIGN], [*people_a, stage.stranger]),
        "webmaster": ([], []),
    }
    hidden["referent-a"] = hidden["contributor-a"]
    everything = [DRAFT, VOTED, FOREIGN, *FILES]
    everybody = [*people_a, stage.stranger, *stage.members]
    titles, people = hidden.get(role, (everything, everybody))
    return [
        *titles,
        *(word for user in people for word in (user.last_name, user.email)),
    ]


def name_of(route):
    return "/" + route.replace(" ", "_")


@pytest.mark.parametrize("role", columns(ROLES))
def test_each_role_gets_what_the_kept_matrix_says(stage, as_, role):
    client, words = client_of(stage, as_, role), foreign_words(stage, role)
    found, errors, leaks = {}, [], []
    for route, address in addresses(stage).items():
        for method in ("get", "post"):
            status, said, _ = ask(client, method, address)
            found[name_of(route), method.upper()] = str(status)
            if status >= 500 and route != "failwhale/":
                errors.append((route, method, status))
            leaks += [(route, method, word) for word in words if word in said]
    assert not errors, errors
    assert not leaks, leaks
    differences = GOLDEN.differences(role, found)
    assert differences == {}, "(kept, found): UPDATE_GOLDEN=1 if it is meant"


def test_the_matrix_reaches_each_pattern_of_the_back_office(stage):
    found = addresses(stage)
    assert len(found) > 250
    left = [route for route, address in found.items() if "<" in address]
    assert left == []
    reached = {
        readable(resolve(address.partition("?")[0]).route.removeprefix("admin/"))
        for address in found.values()
    }
    shadowed = {route for route in map(readable, routes()) if route not in reached}
    assert shadowed <= {
        "failwhale/",
        "login/",
        "password_reset/",
        "password_reset/done/",
        "password_reset/confirm/<uidb64>/<token>/",
        "password_reset/complete/",
        "choose-external-link/",
    }  # answered by config/urls.py, in front of the core's


@pytest.mark.parametrize("role", ["visitor", "nobody"])
def test_without_role_nothing_opens_but_the_doors_themselves(role):
    opened = {
        place
        for place, row in GOLDEN.rows().items()
        if row[role].startswith("2") and not OPEN_TO_ACCOUNTS.search(place[0])
    }
    assert opened == set()

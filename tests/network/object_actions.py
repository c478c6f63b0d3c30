"""What one may try on a fiche: each way in, what it sends, and the right it needs.

A right is a word of test_object_matrix.RIGHTS, after editorial.md, section 1.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.test.utils.form_data import streamfield

from network.review.models import SUPPORT
from tests.factories import AudienceFactory, ThemeFactory
from tests.initiatives.form_data import complete_data, photo_of

from .object_stage import RELATIONS

FILES = (
    "pictures:",
    "documents:edit",
    "documents:delete",
    "documents:usage",
    "documents:several",
    "api:picture",
    "api:document",
    "bulk:picture",
    "bulk:document",
)
FILE_RELATIONS = ["own", "other"]


@dataclass
class Action:
    """`address` names the values of `values_of`; `sends` makes the post's data."""

    name: str
    method: str
    right: str
    address: str
    sends: Callable = lambda stage, thing: {}
    headers: dict = field(default_factory=dict)

    @property
    def relations(self):
        """A file is of a centre, whatever the fiche."""
        return FILE_RELATIONS if self.name.startswith(FILES) else RELATIONS


def values_of(stage, thing):
    """{name: what an address may hold of a thing}"""
    world, page = stage.world, thing.draft
    here, there = world.centre.pk, world.other_centre.pk
    at_a = thing.relation in ("own", "same")
    revisions = page.revisions.order_by("pk")
    return {
        "url": page.get_url(),
        "page": page.pk,
        "voted": thing.voted.pk,
        "parent": here if at_a else there,
        "elsewhere": there if at_a else here,
        "a": here,
        "first": revisions.first().pk,
        "latest": page.latest_revision_id,
        "voted_revision": thing.voted.latest_revision_id,
        "state": thing.state.pk,
        "round": thing.state.workflow_state_id,
        "task": stage.task.pk,
        "picture": thing.picture.pk,
        "document": thing.document.pk,
        "document_url": thing.document.url,
        "relation": thing.relation,
    }


def typed(stage, thing, **fields):
    """A whole form, complete enough to be submitted."""
    theme = ThemeFactory(number=7, name="Lien social", slug="lien-social")
    audience = AudienceFactory(name="Familles", slug="familles")
    fields = {"title": "Un titre posé", **fields}
    return complete_data(theme, audience, **fields)


def pressed(button):
    return lambda stage, thing: typed(stage, thing) | {f"action-{button}": "1"}


def given(**data):
    return lambda stage, thing: {
        name: value.format(**values_of(stage, thing)) for name, value in data.items()
    }


def ballot(stage, thing):
    boxes = {f"criterion_{number}": "on" for number in range(len(thing.state.criteria))}
    return boxes | {"action": SUPPORT, "content_hash": thing.state.content_hash}


def borrowed(stage, thing):
    """A new fiche that shows the files and names the fiche of somebody else."""
    value = {"document": thing.document.pk, "title": "À lire"}
    return typed(
        stage,
        thing,
        title="Un emprunt",
        photos=[photo_of(thing.picture)],
        complements=streamfield([("document", value)]),
        adapted_from=str(thing.draft.pk),
    )


PAGE, IMAGE, DOCUMENT = "/admin/pages/{page}/", "/admin/images/", "/admin/documents/"
VOTED, API = "/admin/pages/{voted}/", "/admin/api/main/"
NEW = "/admin/pages/add/initiatives/initiativepage/{a}/"
WORKFLOW, COMMITTEE = "/admin/pages/workflow/", "/admin/comite/{state}/"

# (name, methods, right, address, what is sent)
OF_THE_PAGE = [
    ("view", "get post", "see", "{url}"),
    ("view:draft", "get", "read", PAGE + "view_draft/"),
    ("edit", "get", "read", PAGE + "edit/"),
    ("edit:save", "post", "edit", PAGE + "edit/", typed),
    ("edit:submit", "post", "edit", PAGE + "edit/", pressed("submit")),
    ("edit:publish", "post", "edit", PAGE + "edit/", pressed("publish")),
    ("edit:under-vote", "get", "read", VOTED + "edit/"),
    ("edit:under-vote:save", "post", "read", VOTED + "edit/", typed),
    ("edit:under-vote:cancel", "post", "stop", VOTED + "edit/", pressed("cancel-workflow")),
    ("edit:borrow", "post", "lend", NEW, borrowed),
    ("edit:lock", "post", "keep", PAGE + "lock/"),
    ("edit:unlock", "post", "keep", PAGE + "unlock/"),
    ("edit:privacy", "get", "keep", PAGE + "privacy/"),
    ("edit:privacy", "post", "keep", PAGE + "privacy/", given(restriction_type="login")),
    ("edit:unpublish", "get post", "keep", PAGE + "unpublish/"),
    ("copy", "get", "keep", PAGE + "copy/"),
    ("copy", "post", "keep", PAGE + "copy/",
     given(new_title="Une copie", new_slug="copie-{page}", new_parent_page="{a}")),
    ("copy:alias", "get post", "keep", PAGE + "convert_alias/"),
    ("move", "get", "keep", PAGE + "move/"),
    ("move", "post", "keep", PAGE + "move/", given(new_parent_page="{elsewhere}")),
    ("move:confirm", "get post", "keep", PAGE + "move/{elsewhere}/confirm/"),
    ("move:order", "post", "keep", PAGE + "set_position/", given(position="0")),
    ("move:under-vote", "post", "never", VOTED + "move/{elsewhere}/confirm/"),
    ("delete", "get post", "delete", PAGE + "delete/"),
    ("delete:under-vote", "post", "never", VOTED + "delete/"),
    ("history", "get", "read", PAGE + "history/"),
    ("history:results", "get", "read", PAGE + "history/results/"),
    ("history:workflow", "get", "read", VOTED + "workflow_history/"),
    ("history:round", "get", "read", VOTED + "workflow_history/detail/{round}/"),
    ("history:committee", "get", "review", "/admin/comite/fiche/{voted}/"),
    ("history:usage", "get", "keep", PAGE + "usage/"),
    ("compare", "get", "read", PAGE + "revisions/compare/{first}...latest/"),
    ("compare:live", "get", "read", PAGE + "revisions/compare/live...{latest}/"),
    ("preview", "get", "read", PAGE + "edit/preview/"),
    ("preview", "post", "read", PAGE + "edit/preview/", typed),
    ("preview:revision", "get", "read", PAGE + "revisions/{latest}/view/"),
    ("preview:revert", "get", "read", PAGE + "revisions/{first}/revert/"),
    ("preview:unschedule", "get post", "keep", PAGE + "revisions/{latest}/unschedule/"),
    ("preview:vote", "get", "review", COMMITTEE + "apercu/"),
    ("preview:task", "get", "review", WORKFLOW + "preview/{voted}/{task}/"),
    ("session:ping", "post", "read",
     "/admin/editing-sessions/ping/wagtailcore/page/{page}/1/"),
]  # fmt: skip
OF_THE_REVIEW = [
    ("workflow:approve", "get", "never", WORKFLOW + "action/{voted}/support/{state}/"),
    ("workflow:approve", "post", "vote", WORKFLOW + "action/{voted}/support/{state}/",
     ballot),
    ("workflow:collect", "get post", "vote",
     WORKFLOW + "collect_action_data/{voted}/support/{state}/", ballot),
    ("workflow:confirm-cancel", "get", "keep",
     WORKFLOW + "confirm_cancellation/{voted}/"),
    ("workflow:vote", "get", "review", COMMITTEE),
    ("workflow:vote", "post", "vote", COMMITTEE, ballot),
    ("workflow:claim", "post", "review", COMMITTEE + "je-la-lis/"),
    ("workflow:release", "post", "review", COMMITTEE + "je-ne-la-lis-plus/"),
    ("workflow:abstain", "post", "vote", COMMITTEE + "abstention/"),
    ("workflow:queue", "get", "queue", "/admin/comite/"),
    ("life:withdraw", "get", "answer", "/admin/fiches/{page}/retirer/"),
    ("life:withdraw", "post", "answer", "/admin/fiches/{page}/retirer/",
     given(reason="Une photo à retirer.")),
    ("life:emergency", "get", "urge", "/admin/fiches/{page}/publier-en-urgence/"),
    ("life:emergency", "post", "urge", "/admin/fiches/{page}/publier-en-urgence/",
     given(reason="Une alerte.")),
    ("life:confirm", "post", "confirm", "/admin/fiches/{page}/confirmer/",
     given(answer="current")),
    ("life:help", "get", "help", "/admin/centre/aide/demander/{parent}/?fiche={page}"),
    ("life:help", "post", "help", "/admin/centre/aide/demander/{parent}/?fiche={page}",
     given(message="Par où commencer ?")),
    ("life:removal", "get post", "see", "/retrait/{page}/"),
]  # fmt: skip
OF_THE_FILES = [
    ("choose:pages", "get", "desk", "/admin/choose-page/{parent}/"),
    ("choose:pages:below", "get", "below", "/admin/choose-page/{page}/"),
    ("choose:pages:under-vote", "get", "below", "/admin/choose-page/{voted}/"),
    ("choose:pages:search", "get", "desk", "/admin/choose-page/search/?q={relation}"),
    ("choose:pages:chosen", "get", "keep",
     "/admin/choose-page/chosen-multiple/?id={page}"),
    ("choose:pictures", "get", "desk", IMAGE + "chooser/results/?q={relation}"),
    ("choose:pictures:one", "get", "take", IMAGE + "chooser/chosen/{picture}/"),
    ("choose:pictures:several", "get", "desk",
     IMAGE + "chooser/chosen-multiple/?id={picture}"),
    ("choose:pictures:format", "get", "take",
     IMAGE + "chooser/{picture}/select_format/"),
    ("choose:documents", "get", "desk", DOCUMENT + "chooser/results/?q={relation}"),
    ("choose:documents:one", "get", "take", DOCUMENT + "chooser/chosen/{document}/"),
    ("choose:documents:several", "get", "desk",
     DOCUMENT + "chooser/chosen-multiple/?id={document}"),
    ("pictures:list", "get", "desk", IMAGE + "?q={relation}"),
    ("pictures:edit", "get post", "keep", IMAGE + "{picture}/",
     given(title="Une photo posée")),
    ("pictures:delete", "get post", "keep", IMAGE + "{picture}/delete/"),
    ("pictures:usage", "get", "keep", IMAGE + "usage/{picture}/"),
    ("pictures:preview", "get", "keep", IMAGE + "{picture}/preview/width-100/"),
    ("pictures:several", "post", "keep", IMAGE + "multiple/{picture}/"),
    ("pictures:several:delete", "post", "keep", IMAGE + "multiple/{picture}/delete/"),
    ("documents:read", "get", "file", "{document_url}"),
    ("documents:list", "get", "keep", DOCUMENT + "?q={relation}"),
    ("documents:edit", "get post", "keep", DOCUMENT + "edit/{document}/",
     given(title="Une notice posée")),
    ("documents:delete", "get post", "keep", DOCUMENT + "delete/{document}/"),
    ("documents:usage", "get", "keep", DOCUMENT + "usage/{document}/"),
    ("documents:several", "post", "keep", DOCUMENT + "multiple/{document}/"),
    ("documents:several:delete", "post", "keep",
     DOCUMENT + "multiple/{document}/delete/"),
    ("list:explorer", "get", "list", "/admin/pages/{parent}/"),
    ("list:explorer:below", "get", "read", "/admin/pages/{page}/"),
    ("list:search", "get", "desk", "/admin/pages/search/?q={relation}"),
    ("list:type", "get", "keep", "/admin/pages/usage/initiatives/initiativepage/"),
    ("list:public", "get", "public", "/initiatives/?q={relation}"),
    ("api:list", "get", "desk", API + "pages/?search={relation}"),
    ("api:children", "get", "list", API + "pages/?child_of={parent}"),
    ("api:page", "get", "read", API + "pages/{page}/"),
    ("api:picture", "get", "keep", API + "images/{picture}/"),
    ("api:document", "get", "keep", API + "documents/{document}/"),
]  # fmt: skip
API_SENDS = {
    "move": given(destination_page_id="{elsewhere}"),
    "copy_for_translation": given(locale="fr"),
    "revert_to_page_revision": given(revision_id="{first}"),
    "copy": given(destination_page_id="{a}", keep_live="true"),
    "create_alias": given(destination_page_id="{a}"),
}
API_RIGHTS = {"delete": "delete", "revert_to_page_revision": "edit"}


def actions():
    """Every Action; bulk actions and the API's own are read from their registries."""
    rows = [*OF_THE_PAGE, *OF_THE_REVIEW, *OF_THE_FILES]
    for name in PagesAdminAPIViewSet.actions:
        address = API + f"pages/{{page}}/action/{name}/"
        right = API_RIGHTS.get(name, "keep")
        sends = API_SENDS.get(name, given())
        rows.append((f"api:page:{name}", "post", right, address, sends))
    for key, model in (
        ("page", Page),
        ("picture", get_image_model()),
        ("document", get_document_model()),
    ):
        label = f"{model._meta.app_label}/{model._meta.model_name}"
        for bulk in bulk_action_registry.get_bulk_actions_for_model(*label.split("/")):
            address = f"/admin/bulk/{label}/{bulk.action_type}/?id={{{key}}}"
            sends = given(chooser="{elsewhere}")
            rows.append(
                (f"bulk:{key}:{bulk.action_type}", "get post", "keep", address, sends)
            )
    autosave = {"HTTP_ACCEPT": "application/json"}
    yield Action("edit:autosave", "post", "edit", PAGE + "edit/", typed, autosave)
    for name, methods, right, address, *sends in rows:
        for method in methods.split():
            yield Action(name, method, right, address, *sends)

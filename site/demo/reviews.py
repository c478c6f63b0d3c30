"""Drafts and reviews in progress, made by the same engine as the real ones."""

from wagtail.models import WorkflowState

from network.review.models import CHANGES, SUPPORT, CommitteeTaskState

from . import catalogue
from .accounts import HOME_CENTRE
from .pages import make_draft


def make_reviews(centres, pictures, users):
    """The drafts of the data file, taken to the state that it names."""
    for number, row in enumerate(catalogue.read("drafts.toml")["drafts"]):
        is_home = row["centre"] == HOME_CENTRE
        owner = users["contributrice"] if is_home else None
        page = make_draft(centres[row["centre"]], row, pictures, owner=owner)
        if row["state"] == "draft":
            continue
        submitter = owner or users["webmestre"]
        page.get_workflow().start(page, submitter)
        if row["state"] == "changes":
            _answer(
                page, users["comite1"], CHANGES, reason="form", comment=row["remark"]
            )
        elif number % 2:
            _answer(page, users["comite2"], SUPPORT, comment="")


def _answer(page, user, choice, **data):
    review = WorkflowState.objects.for_instance(page).active().get()
    state = CommitteeTaskState.objects.get(pk=review.current_task_state_id)
    ticks = {f"criterion_{n}": "on" for n in range(len(state.criteria))}
    state.task.specific.on_action(state, user, choice, **ticks, **data)

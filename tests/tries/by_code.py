"""Writes by the ORM and by commands, without `save()` of a page or beside it."""

from django.utils import timezone
from wagtail.models import Page, Revision, TaskState, WorkflowState

from initiatives.models import InitiativePage, InitiativeStep
from network.review.models import SUPPORT, CommitteeTaskState, Vote
from tests.network.review.doors import UNREAD

from .ground import execute


def by_code(world, live, waiting):
    """(name, write) of each: `live` is online by votes, `waiting` lacks one vote."""
    state, draft = world.state_of(waiting), world.fiche()
    yield from of_the_row(live)
    yield from of_its_rows(live)
    yield from of_going_online(world, live, draft)
    yield from of_versions(live, state)
    yield from of_votes(world, state)
    yield from of_rounds(world, state, draft)
    yield from of_the_door(live)


def changed(page, **changes):
    """The page as it is online, in memory only."""
    page = InitiativePage.objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    return page


def changed_step(page):
    step = InitiativeStep.objects.filter(page=page).first()
    step.text = UNREAD
    return step


def update(model, pk, **values):
    return lambda: model.objects.filter(pk=pk).update(**values)


def of_the_row(live):
    one = {"tagline": UNREAD}
    base = Page.objects.get(pk=live.pk)
    base.title = UNREAD
    yield "update", update(InitiativePage, live.pk, tagline=UNREAD)
    yield (
        "bulk_update",
        lambda: InitiativePage.objects.bulk_update([changed(live, **one)], [*one]),
    )
    yield (
        "save(update_fields)",
        lambda: changed(live, **one).save(update_fields=[*one], clean=False),
    )
    yield "save()", lambda: changed(live, **one).save()
    yield "save_base()", lambda: changed(live, **one).save_base()
    yield "save_base(raw)", lambda: changed(live, **one).save_base(raw=True)
    yield "Page.save()", base.save


def of_its_rows(live):
    steps = InitiativeStep.objects
    yield "step.save()", lambda: changed_step(live).save()
    yield (
        "bulk_update of steps",
        lambda: steps.bulk_update([changed_step(live)], ["text"]),
    )
    yield (
        "bulk_create of steps",
        lambda: steps.bulk_create([InitiativeStep(page=live, text=UNREAD)]),
    )
    yield "steps deleted", lambda: steps.filter(page=live).delete()


def of_going_online(world, live, draft):
    version = {"live_revision": draft.latest_revision_id}
    yield "a draft goes live", update(Page, draft.pk, live=True)
    yield (
        "a draft and its version go live",
        update(Page, draft.pk, live=True, **version),
    )
    yield "live at its creation", lambda: world.fiche(live=True)
    yield "no live version", update(Page, live.pk, live_revision=None)
    yield "another live version", update(Page, live.pk, **version)
    yield (
        "the guard skipped",
        lambda: draft.latest_revision.publish(skip_permission_checks=True),
    )


def of_versions(live, state):
    """Of the one that is online, and of the one under vote."""
    for name, pk in ("live", live.live_revision_id), ("voted", state.revision_id):
        version = Revision.objects.get(pk=pk)
        content = version.content | {"tagline": UNREAD}
        yield f"{name} version rewritten", update(Revision, pk, content=content)
        version.content = content
        yield f"{name} version saved", version.save
        yield f"{name} version given away", update(Revision, pk, object_id="1")
        yield f"{name} version deleted", Revision.objects.filter(pk=pk).delete


def of_votes(world, state):
    voice = {"state": state, "choice": SUPPORT, "content_hash": state.content_hash}
    yield "a vote by code", lambda: Vote.objects.create(user=world.superuser, **voice)
    yield (
        "votes by bulk_create",
        lambda: Vote.objects.bulk_create(
            [Vote(user=one, **voice) for one in world.more_members[:2]]
        ),
    )
    yield "a vote turned", lambda: state.votes.update(choice="request_changes")
    yield "a vote given to another", lambda: state.votes.update(user=world.members[3])
    yield (
        "a vote stands again",
        lambda: (
            state.votes.update(cancelled_at=timezone.now()),
            state.votes.update(cancelled_at=None),
        ),
    )
    yield "votes deleted", lambda: state.votes.all().delete()


def of_rounds(world, state, draft):
    rounds = CommitteeTaskState.objects.filter(pk=state.pk)
    reviews = WorkflowState.objects.filter(pk=state.workflow_state_id)
    yield "quorum of an open round", update(CommitteeTaskState, state.pk, quorum=1)
    yield (
        "a round approved by code",
        lambda: (
            TaskState.objects.filter(pk=state.pk).update(status="approved"),
            state.revision.publish(skip_permission_checks=True),
        ),
    )
    yield "a round made by code", lambda: made_round(world, draft)
    yield "a round deleted", rounds.delete
    yield "a review deleted", reviews.delete


def made_round(world, draft):
    """Approved on paper, with two votes of members, without seals."""
    state = world.state_of(world.submit(draft))
    for user in world.members[:2]:
        Vote.objects.create(
            state=state, user=user, choice=SUPPORT, content_hash=state.content_hash
        )
    TaskState.objects.filter(pk=state.pk).update(status="approved")
    state.refresh_from_db()
    state.revision.publish(skip_permission_checks=True)


def of_the_door(live):
    """Who has SQL opens it, or takes the triggers away: the audit sees the text."""
    write = update(InitiativePage, live.pk, tagline=UNREAD)
    opened = "SELECT set_config('review.pages', %s, true)"
    yield "the door opened by SQL", lambda: (execute(opened, f",{live.pk}"), write())
    yield (
        "triggers switched off",
        lambda: (execute("SET LOCAL session_replication_role = replica"), write()),
    )

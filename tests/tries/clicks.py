"""What three processes click at one moment, and what must stand after it."""

from django.utils import timezone
from wagtail.models import Page, WorkflowState

from home.models import User
from initiatives.models import Withdrawal
from network.models import Membership
from network.review.models import CommitteeTask, CommitteeTaskState, Vote
from network.setup import COMMITTEE
from tests.initiatives.form_data import complete_data
from tests.network.review.test_every_door import live_with_a_version_under_vote

from .ground import QUORUM

UNREAD = "Changée pendant le vote."


def one_vote_missing(racer):
    world = racer.world
    fiche = world.submit(world.fiche())
    world.vote(world.members[0], fiche)
    return fiche.pk, 0


def draft(racer):
    return racer.world.fiche().pk, 0


def new_version(racer):
    return live_with_a_version_under_vote(racer.world).pk, 0


def voter_is_invited(racer):
    """The first voice is of somebody whom the centre has invited since."""
    world, voter = racer.world, racer.world.account(COMMITTEE)
    fiche = world.submit(world.fiche())
    world.vote(voter, fiche)
    row = Membership.objects.create(
        user=voter, centre=world.fresh(world.centre), invited_by=world.referent
    )
    return fiche.pk, row.pk


def voter_belongs(racer):
    world, voter = racer.world, racer.world.account(COMMITTEE)
    row = Membership.objects.create(
        user=voter, centre=world.fresh(world.centre), accepted_at=timezone.now()
    )
    return one_vote_missing(racer)[0], row.pk


def member(number):
    return lambda racer: racer.vote(racer.world.members[number])


def edits(racer):
    def work():
        page = racer.fiche().get_latest_revision_as_object()
        page.tagline = UNREAD
        page.save_revision(user=racer.world.superuser)

    return racer.code(work)


def form(racer, **fields):
    fiche = racer.fiche()
    return complete_data(fiche.themes[0], fiche.audiences.first(), **fields)


def clicks(who, **fields):
    """The editor, by this account of the world."""

    def role(racer):
        data = form(racer, tagline=UNREAD) | fields
        user = getattr(racer.world, who)
        return racer.post(user, f"/admin/pages/{racer.page}/edit/", data)

    return role


def sends(who, address, **fields):
    def role(racer):
        world = racer.world
        here = {
            "page": racer.page,
            "there": world.other_centre.pk,
            "row": racer.extra,
            "task": CommitteeTask.objects.get().pk,
        }
        data = {name: str(value).format(**here) for name, value in fields.items()}
        if "tasks" in address:
            data["groups"] = [world.groups[COMMITTEE].pk]
        return racer.post(getattr(world, who), address.format(**here), data)

    return role


def of_the_row(racer):
    return User.objects.get(pk=Membership.objects.get(pk=racer.extra).user_id)


def accepts(racer):
    address = f"/admin/centre/invitation/{racer.extra}/rejoindre/"
    return racer.post(of_the_row(racer), address, {})


def votes_herself(racer):
    return racer.vote(of_the_row(racer))


def lowers_it_by_code(racer):
    state = racer.state()

    def work():
        CommitteeTaskState.objects.filter(pk=state.pk).update(quorum=1)
        state.refresh_from_db()
        state.approve(user=racer.world.superuser)

    return racer.code(work)


def is_published_once(racer):
    state, page = racer.state(), racer.fiche()
    voices = state.votes.filter(cancelled_at=None).count()
    if (page.live, state.status, voices) != (True, "approved", QUORUM):
        return f"live {page.live}, {state.status}, {voices} voices"
    return None


def is_not_unread(racer):
    page = racer.fiche()
    return "an unread text is online" if page.live and page.tagline == UNREAD else None


def is_not_both(racer):
    review = WorkflowState.objects.for_instance(racer.fiche()).latest("pk")
    found = racer.fiche().live, review.status
    coherent = [(True, "approved"), (False, "cancelled")]
    return None if found in coherent else f"{found}"


def is_withdrawn(racer):
    done = Withdrawal.objects.filter(page=racer.page).count()
    in_progress = CommitteeTaskState.objects.for_instance(racer.fiche()).in_progress()
    if done != 1 or racer.fiche().live or in_progress.exists():
        return f"{done} withdrawals, live {racer.fiche().live}"
    return None


def is_in_its_place(racer):
    moved = Page.objects.get(pk=racer.page).get_parent().pk != racer.world.centre.pk
    state = racer.state()
    if moved and state.status != state.STATUS_APPROVED:
        return "moved under vote"
    return None


def is_no_voice_of_the_centre(racer):
    """Accepted before the last vote was even clicked: her voice counts no more."""
    answered_at, voted_at = racer.times[1], racer.times[2]
    row = Membership.objects.get(pk=racer.extra)
    # An invitation that was ended before its answer recuses nobody.
    if racer.fiche().live and row.accepted_at and answered_at < voted_at:
        stands = racer.state().votes.filter(user=row.user_id, cancelled_at=None)
        return "a voice of the centre counted" if stands.exists() else None
    return None


def has_no_vote(racer):
    found = Vote.objects.filter(user=of_the_row(racer))
    return "a member of the centre voted" if found.exists() else None


def is_one_round(racer):
    states = CommitteeTaskState.objects.for_instance(racer.fiche())
    found = states.count(), states.in_progress().count()
    return None if found == (1, 1) else f"rounds, open: {found}"


def is_online(racer):
    return None if racer.fiche().live else "not published"


def is_not_published(racer):
    return "published under its quorum" if racer.fiche().live else None


MOVE = "/admin/pages/{page}/move/{there}/confirm/"
API_MOVE = "/admin/api/main/pages/{page}/action/move/"
EMERGENCY = "/admin/fiches/{page}/publier-en-urgence/"
WITHDRAW = "/admin/fiches/{page}/retirer/"
TASK = "/admin/workflows/tasks/edit/{task}/"
END = "/admin/centre/personne/{row}/terminer/"
CANCEL = {"action-cancel-workflow": "1"}
SUBMIT = {"action-submit": "1"}
WHY = {"reason": "Une alerte de la mairie."}
# name: (quorum, what is prepared, three roles, what must stand after)
RACES = {
    "three last votes": (
        *(QUORUM, one_vote_missing),
        *([member(1), member(2), member(3)], is_published_once),
    ),
    "vote, edit by code and by the form": (
        *(QUORUM, one_vote_missing, [member(1), edits, clicks("author")]),
        is_not_unread,
    ),
    "vote, two cancellations": (
        *(QUORUM, one_vote_missing),
        [member(1), clicks("author", **CANCEL), clicks("referent", **CANCEL)],
        is_not_both,
    ),
    "vote, two withdrawals": (
        *(QUORUM, new_version),
        [
            member(1),
            sends("referent", WITHDRAW, **WHY),
            sends("webmaster", WITHDRAW, **WHY),
        ],
        is_withdrawn,
    ),
    "vote, two moves": (
        *(QUORUM, one_vote_missing),
        [
            member(1),
            sends("webmaster", MOVE),
            sends(
                "superuser",
                API_MOVE,
                destination_page_id="{there}",
                position="first-child",
            ),
        ],
        is_in_its_place,
    ),
    "vote, acceptance, ending": (
        *(QUORUM, voter_is_invited, [accepts, member(1), sends("referent", END)]),
        is_no_voice_of_the_centre,
    ),
    "her vote, her ending, a vote": (
        *(QUORUM, voter_belongs, [votes_herself, sends("referent", END), member(1)]),
        has_no_vote,
    ),
    "three submissions": (
        *(QUORUM, draft),
        [
            clicks("author", **SUBMIT),
            clicks("author", **SUBMIT),
            clicks("colleague", **SUBMIT),
        ],
        is_one_round,
    ),
    "vote, two emergencies": (
        *(QUORUM, one_vote_missing),
        [
            member(1),
            sends("webmaster", EMERGENCY, **WHY),
            sends("superuser", EMERGENCY, **WHY),
        ],
        is_online,
    ),
    "vote, quorum lowered by the form and by code": (
        *(QUORUM + 1, one_vote_missing),
        [
            member(1),
            sends("webmaster", TASK, name="Comité", quorum=1, days=10),
            lowers_it_by_code,
        ],
        is_not_published,
    ),
}

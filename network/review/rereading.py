"""What a mail says of a page that comes back to the committee, or of a new version.

Which reading it is, what was asked, which parts changed: never a text of the draft.
"""

from .changes import changes_to_read
from .models.state import CommitteeTaskState


def rereading_of(state):
    """{"reading", "day", "asked", "changed", "is_new_version"} of a round.

    `reading`: 1 for the first one, `asked`: what the committee wrote the time before,
    `changed`: the labels of what changed since, each once.
    """
    former = CommitteeTaskState.objects.refused_before(state)
    page = state.workflow_state.content_object
    told = {"reading": len(former) + 1, "is_new_version": page.live}
    if not former:
        return told
    last = former[0]
    changes = changes_to_read(last.revision, state.revision)
    return told | {
        "day": last.finished_at or last.started_at,
        "asked": last.get_comment(),
        "changed": list(dict.fromkeys(change.label for change in changes)),
    }

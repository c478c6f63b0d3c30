from .charter import CharterCriterion, criteria_in_force
from .mail_choice import MailChoice
from .recusal import Recusal
from .shown_file import ShownFile
from .state import CommitteeTaskState
from .task import CommitteeTask, members_of
from .vote import ABSTAIN, CHANGES, SUPPORT, Reading, Vote

__all__ = [
    "ABSTAIN",
    "CHANGES",
    "SUPPORT",
    "CharterCriterion",
    "CommitteeTask",
    "CommitteeTaskState",
    "MailChoice",
    "Reading",
    "Recusal",
    "ShownFile",
    "Vote",
    "criteria_in_force",
    "members_of",
]

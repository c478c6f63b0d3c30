from .charter import CharterCriterion, criteria_in_force
from .mail_choice import MailChoice
from .state import CommitteeTaskState
from .task import CommitteeTask
from .vote import Reading, Vote

__all__ = [
    "CharterCriterion",
    "CommitteeTask",
    "CommitteeTaskState",
    "MailChoice",
    "Reading",
    "Vote",
    "criteria_in_force",
]

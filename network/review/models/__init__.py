from .charter import CharterCriterion, criteria_in_force
from .state import CommitteeTaskState
from .task import CommitteeTask
from .vote import MailChoice, Notice, Reading, Vote

__all__ = [
    "CharterCriterion",
    "CommitteeTask",
    "CommitteeTaskState",
    "MailChoice",
    "Notice",
    "Reading",
    "Vote",
    "criteria_in_force",
]

from .charter import CharterCriterion, criteria_in_force
from .notice import MailChoice, Notice
from .state import CommitteeTaskState
from .task import CommitteeTask
from .vote import Reading, Vote

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

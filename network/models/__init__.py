from ..review.models import (
    CharterCriterion,
    CommitteeTask,
    CommitteeTaskState,
    Reading,
    Vote,
)
from .centre import CentreIndexPage, CentrePage
from .federation import FederationIndexPage, FederationPage
from .membership import FederationMembership, Membership
from .territory import Territory

__all__ = [
    "CentreIndexPage",
    "CentrePage",
    "CharterCriterion",
    "CommitteeTask",
    "CommitteeTaskState",
    "FederationIndexPage",
    "FederationMembership",
    "FederationPage",
    "Membership",
    "Reading",
    "Territory",
    "Vote",
]

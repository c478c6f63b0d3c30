from ..review.models import (
    CharterCriterion,
    CommitteeTask,
    CommitteeTaskState,
    MailChoice,
    Reading,
    Vote,
)
from .centre import CentreIndexPage, CentrePage
from .federation import FederationIndexPage, FederationPage
from .help_request import HelpRequest
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
    "HelpRequest",
    "MailChoice",
    "Membership",
    "Reading",
    "Territory",
    "Vote",
]

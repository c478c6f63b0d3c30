from .centre import CentreIndexPage, CentrePage
from .federation import FederationIndexPage, FederationPage
from .help_request import HelpRequest
from .membership import FederationMembership, Membership
from .territory import Territory

__all__ = [
    "CentreIndexPage",
    "CentrePage",
    "FederationIndexPage",
    "FederationMembership",
    "FederationPage",
    "HelpRequest",
    "Membership",
    "Territory",
]

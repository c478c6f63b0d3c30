from .animator_task import AnimatorTask
from .centre import CentreIndexPage, CentrePage
from .centre_task import CentreTask
from .commune import Commune, CommunePostcode, CommunesRead
from .contact import CentreContact
from .federation import FederationIndexPage, FederationPage
from .federation_review import FederationReview
from .federation_rows import (
    AbstractBody,
    FederationBody,
    FederationContact,
    FederationFigure,
    FederationMoment,
    FederationTerm,
)
from .help_request import HelpRequest
from .located import Located
from .membership import FederationMembership, Membership
from .partner import Convention, Partner
from .territory import Territory

__all__ = [
    "AbstractBody",
    "AnimatorTask",
    "CentreContact",
    "CentreIndexPage",
    "CentrePage",
    "CentreTask",
    "Commune",
    "CommunePostcode",
    "CommunesRead",
    "Convention",
    "FederationBody",
    "FederationContact",
    "FederationFigure",
    "FederationIndexPage",
    "FederationMembership",
    "FederationMoment",
    "FederationPage",
    "FederationReview",
    "FederationTerm",
    "HelpRequest",
    "Located",
    "Membership",
    "Partner",
    "Territory",
]

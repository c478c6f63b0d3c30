from .audience import Audience
from .life import Confirmation, RemovalRequest, Withdrawal
from .network_link import InitiativeEntry, InitiativeGroup
from .open_form import OpenForm
from .page import InitiativePage
from .rows import (
    InitiativeKeyword,
    InitiativePartner,
    InitiativePhoto,
    InitiativeQuote,
    InitiativeStep,
    InitiativeTheme,
    KeyFigure,
)

__all__ = [
    "Audience",
    "Confirmation",
    "InitiativeEntry",
    "InitiativeGroup",
    "InitiativeKeyword",
    "InitiativePage",
    "InitiativePartner",
    "InitiativePhoto",
    "InitiativeQuote",
    "InitiativeStep",
    "InitiativeTheme",
    "KeyFigure",
    "OpenForm",
    "RemovalRequest",
    "Withdrawal",
]

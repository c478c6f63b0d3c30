from .audience import Audience
from .life import Confirmation, RemovalRequest, Withdrawal
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
    "InitiativeKeyword",
    "InitiativePage",
    "InitiativePartner",
    "InitiativePhoto",
    "InitiativeQuote",
    "InitiativeStep",
    "InitiativeTheme",
    "KeyFigure",
    "RemovalRequest",
    "Withdrawal",
]

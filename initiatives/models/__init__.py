from .audience import Audience
from .life import Confirmation, RemovalRequest, Withdrawal
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

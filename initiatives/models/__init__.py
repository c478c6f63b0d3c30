from .audience import Audience
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
    "InitiativeKeyword",
    "InitiativePage",
    "InitiativePartner",
    "InitiativePhoto",
    "InitiativeQuote",
    "InitiativeStep",
    "InitiativeTheme",
    "KeyFigure",
]

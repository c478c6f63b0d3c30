from .event import Event
from .group import AbstractGroupPage, CommissionPage, WorkingGroupPage
from .meeting import Meeting
from .resource import Resource
from .rows import (
    CommissionParticipant,
    CommissionSubtheme,
    GroupParticipant,
    GroupSubtheme,
    ServedByCommission,
    ServedByGroup,
)

__all__ = [
    "AbstractGroupPage",
    "CommissionPage",
    "CommissionParticipant",
    "CommissionSubtheme",
    "Event",
    "GroupParticipant",
    "GroupSubtheme",
    "Meeting",
    "Resource",
    "ServedByCommission",
    "ServedByGroup",
    "WorkingGroupPage",
]

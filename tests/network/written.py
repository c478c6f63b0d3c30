"""A project as tests of the network need it."""

from network.projects.models import ProjectEntry
from tests.factories import FederalProjectPageFactory


def project(federation, **kwargs):
    """With two orientations, and an action under each."""
    lines = [(0, "orientation", "Ouvrir la porte"), (1, "action", "Aller vers")]
    entries = [
        ProjectEntry(level=level, kind=kind, title=f"{title} {n}")
        for n in (1, 2)
        for level, kind, title in lines
    ]
    return FederalProjectPageFactory(
        parent=federation, rows={"entries": entries}, **kwargs
    )

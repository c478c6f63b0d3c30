from .chapter import FederalProjectChapterPage
from .entry import ProjectEntry
from .project import FederalProjectPage
from .published_entry import PublishedEntry
from .rows import ProjectBody, ProjectNotice, ProjectStep, Signatory
from .state import EntryState

__all__ = [
    "EntryState",
    "FederalProjectChapterPage",
    "FederalProjectPage",
    "ProjectBody",
    "ProjectEntry",
    "ProjectNotice",
    "ProjectStep",
    "PublishedEntry",
    "Signatory",
]

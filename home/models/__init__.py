from ..post.notice import Notice
from .attempt import Attempt
from .consent import Consent
from .media import Attachment, Picture, PictureRendition
from .pages import BasePage, HomePage, StandardPage
from .settings import SiteSettings
from .theme import Theme
from .user import User
from .work import Work

__all__ = [
    "Attachment",
    "Attempt",
    "BasePage",
    "Consent",
    "HomePage",
    "Notice",
    "Picture",
    "PictureRendition",
    "SiteSettings",
    "StandardPage",
    "Theme",
    "User",
    "Work",
]

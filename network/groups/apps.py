from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    """Working groups, commissions, their meetings, events: above projects."""

    name = "network.groups"
    label = "groups"
    verbose_name = _("les groupes des fédérations")

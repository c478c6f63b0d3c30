from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    """Projects, pacts, plans and charters of federations: above the network."""

    name = "network.projects"
    label = "projects"
    verbose_name = _("les projets des fédérations")

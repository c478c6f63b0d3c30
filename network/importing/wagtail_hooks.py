"""Registration only: who imports is asked in views.py, of the right to keep the site."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home.log_formatters import labelled
from home.permissions import has_full_admin

from . import urls
from .applying import CHANGED, CREATED
from .history import ImportFormatter


@hooks.register("register_admin_urls")
def register_import_urls():
    """For webmasters: on nobody else's desk."""
    return [path("import-centres/", include(urls))]


class ImportMenuItem(MenuItem):
    def is_shown(self, request):
        return has_full_admin(request.user)


@hooks.register("register_admin_menu_item")
def register_import_menu_item():
    return ImportMenuItem(
        _("Importer des centres"),
        reverse("importing:give"),
        name="importer-des-centres",
        icon_name="upload",
        order=310,
    )


@hooks.register("register_log_actions")
def register_import_actions(actions):
    for action, words in (
        (CREATED, _("Créé par un import")),
        (CHANGED, _("Modifié par un import")),
    ):
        actions.register_action(action)(labelled(ImportFormatter, words))

"""Registration only."""

from django.contrib.auth.models import Permission
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.account import AvatarSettingsPanel

from .accounts import bulk
from .admin_views import PagesEndpoint
from .models.frozen import FrozenWhileRead
from .post.unsent import REFUSED

# A fourth door for uploads, and the only one that keeps the place where a photo was
# taken: closed. The core has no setting for it.
AvatarSettingsPanel.is_active = lambda self: False


@hooks.register("insert_global_admin_css")
def dress_the_back_office():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_global_admin_js")
def say_what_is_too_heavy():
    return format_html('<script src="{}"></script>', static("js/upload_size.js"))


@hooks.register("insert_global_admin_js")
def say_the_way_back():
    return format_html(
        '<script src="{}" data-preview="{}" data-back="{}"></script>'
        '<script src="{}" data-removed="{}" data-put-back="{}" data-remove="{}">'
        "</script>",
        static("js/side_panels.js"),
        _("Voir l’aperçu"),
        _("Revenir à la saisie"),
        static("js/inline_rows.js"),
        _("Vous avez retiré : %s."),
        _("Remettre"),
        _("Retirer ce bloc et ce qu’il contient ?"),
    )


@hooks.register("register_permissions")
def offer_full_admin_to_groups():
    return Permission.objects.filter(
        content_type__app_label="home", codename="use_full_admin"
    )


for action in (bulk.AssignRole, bulk.Delete, bulk.SetActiveState):
    hooks.register("register_bulk_action", action)


@hooks.register("register_log_actions")
def register_account_actions(actions):
    for action, words in (
        ("address", _("Adresse électronique changée")),
        ("password_link", _("Lien du mot de passe envoyé")),
    ):
        actions.register_action(f"home.account.{action}", words, words)
    words = _("Message refusé par sa messagerie")
    actions.register_action(REFUSED, words, words)


@hooks.register("construct_admin_api")
def offer_no_alias(router):
    router.register_endpoint("pages", PagesEndpoint)


@hooks.register("before_bulk_action")
def keep_the_files_of_pages(request, action_type, objects, action):
    """The core would delete them in one query, behind the model."""
    if action_type == "delete" and issubclass(action.model, FrozenWhileRead):
        used = next((file for file in objects if file.is_used), None)
        if used:
            messages.error(request, f"{used.not_deleted} ({used.title})")
            return redirect(action.next_url)

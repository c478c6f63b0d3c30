"""The views of the back office that an account without full admin may open.

Hiding a menu protects nothing: what is not listed here is refused (403), whoever
follows an address. Source: editorial.md, section 2, "Allow-list of views".
"""

from wagtail import hooks
from wagtail.models import Page

from home.permissions import has_full_admin

from .permissions import is_member

EVERYONE = {
    "wagtailadmin_home",
    "wagtailadmin_account",
    "wagtailadmin_logout",
    "wagtailadmin_login",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_dismissibles",
    # These say by themselves whose link, and whose invitation, it is.
    "review:link",
    "belonging:invitation",
    "belonging:join",
    "belonging:decline",
}
MEMBER = {
    "wagtailadmin_explore",
    "wagtailadmin_explore_results",
    "wagtailadmin_explore_root",
    "wagtailadmin_explore_root_results",
    "wagtailadmin_pages:add",
    "wagtailadmin_pages:add_subpage",
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:delete",
    "wagtailadmin_pages:history",
    "wagtailadmin_pages:history_results",
    "wagtailadmin_pages:view_draft",
    "wagtailadmin_pages:preview_on_add",
    "wagtailadmin_pages:preview_on_edit",
    "wagtailadmin_pages:revisions_view",
    "wagtailadmin_pages:revisions_revert",
    "wagtailadmin_pages:revisions_compare",
    "wagtailadmin_pages:workflow_history",
    "wagtailadmin_pages:workflow_history_detail",
    "wagtailadmin_pages:search",
    "wagtailadmin_pages:search_results",
    "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_child",
    "wagtailadmin_choose_page_search",
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_editing_sessions:release",
    "wagtailadmin_tag_autocomplete",
    "wagtailadmin_tag_model_autocomplete",
    # Pages only: the core's API lists the images and documents of every centre.
    "wagtailadmin_api:pages:listing",
    "wagtailadmin_api:pages:detail",
    "wagtailadmin_api:pages:find",
    "wagtailadmin_api:pages:action",
}
MEMBER_FILES = {
    "wagtaildocs_chooser:choose",
    "wagtaildocs_chooser:choose_results",
    "wagtaildocs_chooser:chosen",
    "wagtaildocs_chooser:chosen_multiple",
    "wagtaildocs_chooser:create",
    "wagtailimages_chooser:choose",
    "wagtailimages_chooser:choose_results",
    "wagtailimages_chooser:chosen",
    "wagtailimages_chooser:chosen_multiple",
    "wagtailimages_chooser:create",
    "wagtailimages_chooser:select_format",
    "wagtailimages:index",
    "wagtailimages:index_results",
    "wagtailimages:add",
    "add_pictures",
    "wagtailimages:edit_multiple",
    "wagtailimages:delete_multiple",
    "delete_picture",
    "wagtailimages:create_multiple_from_uploaded_image",
    "wagtailimages:edit",
    "wagtailimages:preview",
}


def may_open(user, view_name):
    """True if `user` may open the admin view of that name.

    An app adds its own with the hook `register_desk_views`, which gives names of views
    and who opens them: `(names, rule)`, where `rule(user)` is asked for these only.
    """
    if view_name.startswith("wagtailsnippetchoosers_") and view_name.endswith(
        ":create"
    ):
        return False  # no form there: the core answers a post with a 500
    if has_full_admin(user) or view_name in EVERYONE:
        return True
    added = [declare() for declare in hooks.get_hooks("register_desk_views")]
    return any(
        view_name in names and rule(user)
        for names, rule in [(MEMBER | MEMBER_FILES, is_member), *added]
    )


PLACES = {
    "copy_page": ("page_id", "no_copy"),
    "wagtailadmin_pages:move": ("page_to_move_id", "no_move"),
    "wagtailadmin_pages:move_confirm": ("page_to_move_id", "no_move"),
}


def place_refusal(user, view_name, parts):
    """Why the page of this address is neither copied nor moved: a sentence, or "".

    No menu offers it; `parts` are those of the address.
    """
    if view_name not in PLACES:
        return ""
    part, answer = PLACES[view_name]
    page = Page.objects.filter(pk=parts[part]).first()
    return page and getattr(page.permissions_for_user(user), answer, "")

"""Registration only."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets import Button
from wagtail_modeladmin.options import modeladmin_register

from home.log_formatters import ReasonFormatter, labelled
from home.models import Picture
from home.permissions import has_full_admin
from network.explorer import SparseTypeFilters
from network.models import CentrePage
from network.permissions import centres_of, is_member

from .desk_panels import CentreInitiativesPanel
from .form.views import InitiativeCreateView, InitiativeEditView
from .life import urls as life_urls
from .life.panel import ConsentPanel, LifePanel
from .life.registers import RemovalRequestAdmin
from .life.views import WithReasonUnpublishView
from .links import urls as links_urls
from .links.views import DOCUMENTS
from .models import InitiativePage
from .permissions import (
    can_link,
    can_link_document,
    can_propose,
    can_publish_in_emergency,
    can_withdraw,
)
from .views import propose
from .waiting import WaitingPanel

# Not "life:emergency": for webmasters only.
LIFE_VIEWS = [
    "life:withdraw",
    "life:confirm",
    "life:requests",
    "life:request",
    "life:hide_picture",
    "life:consent",
]


class InitiativeFilters(SparseTypeFilters):
    class Meta:
        model = InitiativePage
        fields = []


class InitiativeViewSet(PageViewSet):
    model = InitiativePage
    parent_models = [CentrePage]
    filterset_class = InitiativeFilters
    edit_view_class = InitiativeEditView
    add_view_class = InitiativeCreateView
    unpublish_view_class = WithReasonUnpublishView


@hooks.register("file_is_in_a_draft")
def is_in_a_new_version(file):
    # The rows too: the reference index is late when a worker writes it.
    if isinstance(file, Picture) and file.initiative_rows.exists():
        return True
    return bool(InitiativePage.objects.with_new_version_showing(file))


@hooks.register("register_admin_viewset")
def register_initiatives():
    return InitiativeViewSet()


@hooks.register("register_admin_urls")
def register_propose():
    return [path("proposer/", propose, name="propose")]


@hooks.register("register_desk_views")
def open_propose_to_members():
    return ["propose"], is_member


class ProposeMenuItem(MenuItem):
    def is_shown(self, request):
        return can_propose(request.user)


@hooks.register("register_admin_menu_item")
def register_propose_menu():
    return ProposeMenuItem(
        _("Proposer une initiative"),
        reverse("propose"),
        name="proposer",
        icon_name="plus",
        order=10,
    )


@hooks.register("construct_homepage_panels", order=800)
def show_the_fiches_of_the_centre(request, panels):
    if centres_of(request.user):
        panels.insert(0, CentreInitiativesPanel(request.user))
        panels.append(LifePanel(request.user))
    if has_full_admin(request.user):
        panels.append(WaitingPanel(request.user))
    if centres_of(request.user) or has_full_admin(request.user):
        panels.append(ConsentPanel(request.user))


@hooks.register("register_admin_urls")
def register_life_urls():
    return [path("", include(life_urls))]


@hooks.register("register_desk_views")
def open_the_life_of_a_fiche_to_members():
    return LIFE_VIEWS, is_member


@hooks.register("register_admin_urls")
def register_links_urls():
    return [path("liens/", include(links_urls))]


@hooks.register("register_desk_views")
def open_links_to_members():
    return links_urls.view_names, is_member


@hooks.register("register_page_header_buttons")
def offer_links(page, user, view_name, next_url=None):
    if isinstance(page, InitiativePage) and can_link(user, page):
        yield Button(
            _("Relier au projet de ma fédération"),
            reverse("links:fiche", args=[page.pk]),
            icon_name="link",
            priority=50,
        )


@hooks.register("beside_the_text_of_a_document")
def offer_to_link_fiches(page, user):
    if isinstance(page, DOCUMENTS) and can_link_document(user, page):
        yield Button(
            _("Relier des fiches"),
            reverse("links:document", args=[page.pk]),
            icon_name="link",
            priority=50,
        )


@hooks.register("register_page_header_buttons")
def offer_what_happens_outside_a_review(page, user, view_name, next_url=None):
    if not isinstance(page, InitiativePage):
        return
    if can_withdraw(user, page):
        yield Button(
            _("Retirer cette fiche"),
            reverse("life:withdraw", args=[page.pk]),
            icon_name="no-view",
            priority=60,
        )
    if can_publish_in_emergency(user) and page.has_unpublished_changes:
        yield Button(
            _("Publier sans relecture"),
            reverse("life:emergency", args=[page.pk]),
            icon_name="warning",
            priority=70,
        )


@hooks.register("register_log_actions")
def register_life_actions(actions):
    for action, label in (
        ("picture_hidden", _("Photo masquée à la demande d’une personne")),
        ("consent_ends", _("L’accord pour une photo se termine bientôt")),
        ("consent_ended", _("Photo plus montrée, son accord est terminé")),
        ("consent_renewed", _("Accord renouvelé pour une photo")),
        ("linked", _("Relié à")),
        ("unlinked", _("Lien retiré avec")),
    ):
        register = actions.register_action(f"initiatives.{action}")
        register(labelled(ReasonFormatter, label))
    for action, label in (
        ("initiatives.answer.current", _("Toujours d’actualité")),
        ("initiatives.answer.update", _("À mettre à jour")),
        ("initiatives.answer.ended", _("Initiative terminée")),
        ("initiatives.removal_closed", _("Demande de retrait close")),
    ):
        actions.register_action(action, label, label)


modeladmin_register(RemovalRequestAdmin)

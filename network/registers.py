"""The registers a webmaster keeps: plain models only, never a page model.

A membership is opened, changed and closed by the actions of belonging, here as in a
centre: one rule for the last referent, one for the fiches of who leaves. Nothing is
deleted: a closed membership still recuses from votes (editorial.md, section 1).
"""

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import Menu
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.menus import GroupMenuItem
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup
from wagtail_modeladmin.views import CreateView, EditView

from home.looking_up import LookingUp
from home.permissions import has_full_admin

from .belonging import actions
from .belonging.forms import RegisterForm
from .belonging.views import invited_words
from .models import (
    Convention,
    FederationMembership,
    FederationReview,
    Membership,
    Partner,
    Territory,
)
from .models.animator_task import animators

DATES = FieldRowPanel([FieldPanel("started_at"), FieldPanel("ended_at")])


class KeptForever(PermissionHelper):
    """Rows are closed, never deleted, by superusers neither."""

    def user_can_delete_obj(self, user, obj):
        return False


class InvitingView(CreateView):
    """The invitation that a referent would send: the person answers it, as hers.

    Who adds herself has accepted.
    """

    def get_error_message(self):
        return _("Rien n’est encore enregistré :")

    def form_valid(self, form):
        person, centre = form.cleaned_data["user"], form.cleaned_data["centre"]
        role = form.cleaned_data["role"]
        try:
            actions.invite(centre, person.email, role, self.request.user)
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, invited_words(person.email))
        return redirect(self.index_url)


class ToThePersonView(EditView):
    """To the page where the centre changes a role and closes an access."""

    def dispatch(self, request, *args, **kwargs):
        if not self.check_action_permitted(request.user):
            return super().dispatch(request, *args, **kwargs)  # refuses
        if Membership.objects.listed().filter(pk=self.instance.pk).exists():
            return redirect("belonging:person", self.instance.pk)
        messages.warning(request, self._why_it_stays())
        return redirect(self.index_url)

    def _why_it_stays(self):
        if self.instance.accepted_at is None:
            return _(
                "Cette invitation est close, sans réponse. Pour inviter de nouveau, "
                "ajoutez une nouvelle appartenance."
            )
        return _(
            "Cet accès est fermé. La ligne reste : elle tient cette personne à "
            "l’écart des votes sur les fiches du centre. Pour rouvrir l’accès, "
            "ajoutez une nouvelle appartenance."
        )


class MembershipAdmin(ModelAdmin):
    model = Membership
    menu_label = _("Appartenances aux centres")
    menu_icon = "user"
    list_display = ["user", "centre", "role", "started_at", "accepted_at", "ended_at"]
    list_filter = ["role"]
    list_select_related = ["user", "centre"]
    search_handler_class = LookingUp
    search_fields = ["user__email", "user__last_name", "centre__title"]
    edit_handler = ObjectList(
        [FieldPanel("user"), FieldPanel("centre"), FieldPanel("role")],
        base_form_class=RegisterForm,
    )
    create_view_class = InvitingView
    edit_view_class = ToThePersonView
    permission_helper_class = KeptForever


class FederationMembershipAdmin(ModelAdmin):
    model = FederationMembership
    menu_label = _("Appartenances aux fédérations")
    menu_icon = "group"
    list_display = ["user", "federation", "role", "started_at", "ended_at"]
    list_filter = ["role"]
    list_select_related = ["user", "federation"]
    search_handler_class = LookingUp
    search_fields = ["user__email", "federation__title"]
    panels = [FieldPanel("user"), FieldPanel("federation"), FieldPanel("role"), DATES]
    permission_helper_class = KeptForever


class FederationReviewForm(WagtailAdminModelForm):
    """The row stays with its federation: moved, it would lower a quorum in silence."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["federation"].error_messages["unique"] = _(
            "Cette fédération a déjà sa ligne : modifiez-la."
        )
        if self.instance.pk:
            self.fields["federation"].disabled = True
        deputies = self.fields["deputies"]
        deputies.error_messages["invalid_choice"] = _(
            "Cette personne n’anime aucune fédération : choisissez dans la liste."
        )
        here = Q(pk__in=animators().values("user"))
        if self.instance.pk:
            here |= Q(pk__in=self.instance.deputies.values("pk"))
        deputies.queryset = get_user_model().objects.filter(here)

    def clean(self):
        data = super().clean()
        elsewhere = animators().exclude(federation=data.get("federation"))
        named = data.get("deputies") or get_user_model().objects.none()
        if wrong := named.exclude(pk__in=elsewhere.values("user")):
            words = _(
                "Choisissez des personnes qui animent une autre fédération ; ce n’est "
                "pas, ou plus, le cas de : %(people)s."
            )
            people = ", ".join(str(person) for person in wrong)
            self.add_error("deputies", words % {"people": people})
        return data


class FederationReviewAdmin(ModelAdmin):
    model = FederationReview
    menu_label = _("Relectures des fédérations")
    menu_icon = "tasks"
    list_display = ["federation", "quorum"]
    list_select_related = ["federation"]
    search_handler_class = LookingUp
    search_fields = ["federation__title"]
    edit_handler = ObjectList(
        [
            FieldPanel("federation"),
            FieldPanel("quorum"),
            FieldPanel("deputies", widget=forms.CheckboxSelectMultiple),
        ],
        base_form_class=FederationReviewForm,
    )
    permission_helper_class = KeptForever


class TerritoryAdmin(ModelAdmin):
    model = Territory
    menu_icon = "site"
    list_display = ["name", "code", "kind", "parent"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    search_handler_class = LookingUp
    search_fields = ["name", "code"]
    panels = [
        FieldPanel("kind"),
        FieldPanel("code"),
        FieldPanel("name"),
        FieldPanel("parent"),
    ]


class PartnerButtons(ButtonHelper):
    """Beside what modeladmin offers: to say that two are one, and to undo it."""

    def get_buttons_for_obj(self, obj, classnames_add=None, **kwargs):
        buttons = super().get_buttons_for_obj(
            obj, classnames_add=classnames_add, **kwargs
        )
        if not has_full_admin(self.request.user):
            return buttons
        action, label = ("merge", _("Réunir"))
        if obj.merged_into_id:
            action, label = ("separate", _("Séparer"))
        title = _("%(action)s « %(name)s »") % {"action": label, "name": obj.name}
        address = reverse(f"{action}_partner", args=[obj.pk])
        classname = self.finalise_classname(
            [*(classnames_add or []), *self.edit_button_classnames]
        )
        return [
            *buttons,
            {"url": address, "label": label, "classname": classname, "title": title},
        ]


class PartnerAdmin(ModelAdmin):
    """Nobody deletes one: what was typed twice is merged.

    Trap: no version that names a deleted one could be opened any more, for modelcluster
    raises in `model_from_serializable_data` where the key is PROTECT.
    """

    model = Partner
    menu_label = _("Partenaires")
    menu_icon = "link"
    list_display = ["name", "kind", "level", "merged_into"]
    list_filter = ["kind", "level"]
    list_select_related = ["merged_into"]
    search_handler_class = LookingUp
    search_fields = ["name"]
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("level")]),
        FieldPanel("website"),
    ]
    permission_helper_class = KeptForever
    button_helper_class = PartnerButtons


class ConventionAdmin(ModelAdmin):
    """Trap: a `list_filter` on a foreign key asks django.contrib.admin, which is not
    installed: a 500."""

    model = Convention
    menu_label = _("Conventions")
    menu_icon = "doc-full"
    list_display = ["title", "partner", "federation", "starts_on", "ends_on"]
    list_select_related = ["partner", "federation"]
    search_handler_class = LookingUp
    search_fields = ["title", "partner__name", "federation__title"]
    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("partner"), FieldPanel("federation")]),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("note"),
    ]


class RegistersMenuItem(GroupMenuItem):
    """Asks who it is for before each register asks the database."""

    def is_shown(self, request):
        return has_full_admin(request.user) and super().is_shown(request)


class NetworkRegisters(ModelAdminGroup):
    menu_label = _("Le réseau")
    menu_icon = "globe"
    menu_order = 300
    items = [
        MembershipAdmin,
        FederationMembershipAdmin,
        FederationReviewAdmin,
        PartnerAdmin,
        ConventionAdmin,
        TerritoryAdmin,
    ]

    def get_menu_item(self):
        submenu = Menu(items=self.get_submenu_items())
        return RegistersMenuItem(self, self.get_menu_order(), submenu)

"""The accounts of the back office: nobody becomes superuser here, nor gets a password.

Source: editorial.md, section 7.
"""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.users.views import users

from .. import forgery
from ..looking_up import looked_up
from ..passwords import send_password_link
from ..permissions import can_keep_account
from ..post.outbox import post
from ..throttle import is_double_click
from .forms import AccountForm, NewAccountForm
from .mails import send_address_changed

LOOKED_IN = ("first_name", "last_name", "email")


class KeptAccount:
    """The account of a superuser is no webmaster's to change."""

    def dispatch(self, request, *args, **kwargs):
        if can_keep_account(request.user, self.object):
            return super().dispatch(request, *args, **kwargs)
        if request.method == "POST":
            forgery.note(request.user, f"a form of the superuser {self.object.pk}")
        messages.error(
            request,
            _("Seul un superutilisateur change le compte d’un superutilisateur."),
        )
        return redirect("wagtailusers_users:index")


class AccountsView(users.IndexView):
    def search_queryset(self, queryset):
        return looked_up(queryset, LOOKED_IN, self.search_query)

    def get_edit_url(self, instance):
        if can_keep_account(self.request.user, instance):
            return super().get_edit_url(instance)


class OpenAccountView(users.CreateView):
    success_message = gettext_lazy(
        "Le compte de %(object)s est ouvert : un message lui donne le lien pour choisir "
        "son mot de passe."
    )

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user}

    def save_instance(self):
        account = super().save_instance()
        post(send_password_link, account.pk)
        return account


class EditAccountView(KeptAccount, users.EditView):
    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user}

    def save_instance(self):
        old = self.form.initial["email"]
        account = super().save_instance()
        if account.email != old and account != self.request.user:
            # Who reads the mails of an address chooses the password of its account.
            log(account, "home.account.address")
            post(send_address_changed, account.pk, old)
        return account

    @cached_property
    def header_more_buttons(self):
        return [
            *super().header_more_buttons,
            Button(
                _("Envoyer le lien du mot de passe"),
                url=reverse("wagtailusers_users:password_link", args=[self.object.pk]),
                icon_name="mail",
                priority=5,
            ),
        ]


class DeleteAccountView(KeptAccount, users.DeleteView):
    pass


class PasswordLinkView(KeptAccount, PermissionCheckedMixin, DetailView):
    """Nobody sets the password of somebody else: its link goes to its person alone."""

    model = get_user_model()
    permission_required = "change"
    context_object_name = "account"
    template_name = "home/accounts/password_link.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = self.get_object()

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        accounts = self.model.objects.select_for_update()
        account = get_object_or_404(accounts, pk=self.object.pk)
        if not account.is_active:
            messages.error(request, _("Ce compte est désactivé : rouvrez-le d’abord."))
        else:
            if not is_double_click("password-link", account.pk):
                log(account, "home.account.password_link")
                post(send_password_link, account.pk)
            messages.success(request, _("Le lien part à l’adresse %s.") % account.email)
        return redirect("wagtailusers_users:edit", account.pk)


class AccountViewSet(users.UserViewSet):
    # The core's copy saves its form over the account that it copies.
    copy_view_enabled = False
    index_view_class = AccountsView
    add_view_class = OpenAccountView
    edit_view_class = EditAccountView
    delete_view_class = DeleteAccountView
    # The core's own templates show the fields that our forms have not.
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update=False):
        return AccountForm if for_update else NewAccountForm

    def get_urlpatterns(self):
        link = PasswordLinkView.as_view()
        return [
            *super().get_urlpatterns(),
            path("mot-de-passe/<int:pk>/", link, name="password_link"),
        ]

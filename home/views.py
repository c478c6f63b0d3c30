"""Login and lost password, in the house look, without a cookie for visitors."""

from urllib.parse import urlsplit

from axes.utils import reset
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth import views as auth_views
from django.contrib.auth.forms import AuthenticationForm, PasswordResetForm
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from .passwords import send_lost_password
from .post.outbox import post
from .throttle import address_of, asks_too_often, count_try, has_tried

LOST_PASSWORDS = 10  # an hour and an address
# An hour; a whole centre may stand behind one address.
FAILURES_OF_AN_ADDRESS, FAILURES_OF_A_PASSWORD = 40, 20


def is_same_origin(request):
    """True if the browser says that our own page sent this form.

    Stands in for the CSRF cookie on pages that visitors see: every browser since
    2020 sends Sec-Fetch-Site, older ones Origin.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    sender = request.headers.get("Origin") or request.headers.get("Referer", "")
    parts = urlsplit(sender)
    origin = f"{parts.scheme}://{parts.netloc}"
    ours = [f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS]
    return origin in ours


@method_decorator([sensitive_post_parameters(), never_cache], name="dispatch")
class CookielessFormMixin:
    """The form of a page that sets no cookie; refuses posts from elsewhere (403)."""

    @classmethod
    def as_view(cls, **kwargs):
        # Not on dispatch: a subclass that overrides it would lose the exemption.
        return csrf_exempt(super().as_view(**kwargs))

    def dispatch(self, request, *args, **kwargs):
        if request.method == "POST" and not is_same_origin(request):
            raise PermissionDenied(_("Ce formulaire a été envoyé d’un autre site."))
        # Not super(): the parent's dispatch wants the CSRF cookie.
        return View.dispatch(self, request, *args, **kwargs)


class LoginForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _(
            "Cette adresse et ce mot de passe ne vont pas ensemble. Vérifiez les "
            "majuscules, ou demandez un nouveau mot de passe."
        ),
        "inactive": _("Ce compte n’est plus actif."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Adresse électronique")
        self.fields["username"].widget.input_type = "email"
        self.fields["username"].widget.attrs |= {"autocomplete": "username"}
        self.fields["username"].widget.attrs.pop("autofocus", None)
        for field in self.fields.values():
            field.label_suffix = ""


class LoginView(CookielessFormMixin, auth_views.LoginView):
    template_name = "registration/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def post(self, request, *args, **kwargs):
        """django-axes counts the tries of one account; here those over many."""
        if any(has_tried(*what) >= most for what, most in self.tried()):
            return render(request, "registration/locked.html", status=429)
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form):
        for what, _most in self.tried():
            count_try(*what)
        return super().form_invalid(form)

    def tried(self):
        """[((action, who), how many failures an hour)]: one address, one password."""
        password = self.request.POST.get("password", "")
        return [
            (("login", address_of(self.request)), FAILURES_OF_AN_ADDRESS),
            (("password", password), FAILURES_OF_A_PASSWORD),
        ]

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and request.method == "GET":
            return redirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)


class LostPasswordForm(PasswordResetForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Adresse électronique")

    @transaction.atomic
    def save(self, **options):
        """One task whoever asks: the time of the answer does not tell who is known."""
        accounts = get_user_model().objects.filter(is_active=True)
        email = self.cleaned_data["email"]
        self.answer(accounts.filter(email__iexact=email).first())

    def answer(self, person):
        """To `person`, or None if nobody has this address."""
        post(send_lost_password, person.pk if self.may_choose(person) else None)

    def may_choose(self, person):
        return person is not None and person.has_usable_password()


class LostPasswordView(CookielessFormMixin, auth_views.PasswordResetView):
    template_name = "registration/lost_password.html"
    form_class = LostPasswordForm
    success_url = reverse_lazy("password_reset_done")

    def post(self, request, *args, **kwargs):
        if asks_too_often(request, "lost-password", LOST_PASSWORDS):
            return render(request, "registration/locked.html", status=429)
        return super().post(request, *args, **kwargs)


class NewPasswordView(auth_views.PasswordResetConfirmView):
    """Who proved her address by the link is not kept out by her wrong tries."""

    template_name = "registration/new_password.html"
    success_url = reverse_lazy("password_reset_complete")

    def form_valid(self, form):
        reset(username=self.user.email.lower())
        return super().form_valid(form)


def robots(request):
    """robots.txt: everything but the back office."""
    root = get_script_prefix()
    closed = (f"Disallow: {root}{place}/" for place in ("admin", "recherche"))
    return HttpResponse(
        "\n".join(["User-agent: *", *closed, ""]), content_type="text/plain"
    )

"""The public form by which anybody asks for a photo or a quote to be removed.

No account, no cookie, no third party: robots are told by a field that people do not
see, by the time they take, and by how often they come.
"""

from django import forms
from django.core import signing
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from home.signs import LongTextField
from home.throttle import asks_too_often
from home.views import CookielessFormMixin

from ..models import InitiativePage, RemovalRequest
from . import actions

SALT = "initiatives.removal"
QUICKEST, SLOWEST = 3, 24 * 3600  # seconds between the page and its answer
MOST = 5  # requests an address may send within an hour


class RemovalForm(forms.ModelForm):
    use_required_attribute = False
    website = forms.CharField(
        label=_("Laissez ce champ vide"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = RemovalRequest
        fields = ["kind", "message", "email"]
        field_classes = {"message": LongTextField}
        help_texts = {
            "message": _(
                "Dites ce qu’il faut retirer, et où on le voit. Vous n’avez pas à "
                "dire pourquoi."
            ),
            "email": _("Facultative : pour vous dire ce qui a été fait."),
        }
        error_messages = {
            "kind": {"required": _("Choisissez dans la liste.")},
            "message": {
                "required": _("Dites ce qu’il faut retirer."),
            },
            "email": {"invalid": _("Écrivez une adresse comme nom@exemple.fr.")},
        }

    def __init__(self, *args, page, **kwargs):
        super().__init__(*args, **kwargs)
        self.page = page
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["message"].widget.attrs["rows"] = 5
        # A new hour at each display, also after an error.
        self.fresh = signing.TimestampSigner(salt=SALT).sign(str(page.pk))

    def clean(self):
        if self.cleaned_data.get("website"):
            raise forms.ValidationError(
                _("Un champ caché a été rempli : videz-le, puis envoyez à nouveau.")
            )
        if not self.is_human_pace():
            raise forms.ValidationError(
                _("Relisez votre demande, puis envoyez-la à nouveau.")
            )
        return super().clean()

    def is_human_pace(self):
        """True if our own page for this fiche was open for some seconds, not days."""
        signer = signing.TimestampSigner(salt=SALT)
        signed = self.cleaned_data.get("opened", "")
        try:
            if signer.unsign(signed, max_age=SLOWEST) != str(self.page.pk):
                return False
        except signing.BadSignature:
            return False
        try:
            signer.unsign(signed, max_age=QUICKEST)
        except signing.SignatureExpired:
            return True
        return False


class RemovalView(CookielessFormMixin, FormView):
    template_name = "initiatives/life/removal_form.html"
    form_class = RemovalForm

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        pages = InitiativePage.objects.published()
        self.page = pages.filter(pk=kwargs["page_id"]).first()

    def dispatch(self, request, *args, **kwargs):
        if self.page is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        row = RemovalRequest(page=self.page)
        return super().get_form_kwargs() | {"page": self.page, "instance": row}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"fiche": self.page}

    def form_valid(self, form):
        if asks_too_often(self.request, "removal", MOST):
            form.add_error(
                None,
                _(
                    "Plusieurs demandes sont déjà parties d’ici. Attendez une heure, "
                    "ou appelez le centre."
                ),
            )
            return self.form_invalid(form, status=429)
        actions.ask_for_removal(form.save(commit=False))
        return redirect("removal_sent")

    def form_invalid(self, form, status=400):
        context = self.get_context_data(form=form)
        return self.render_to_response(context, status=status)


class RemovalSentView(TemplateView):
    template_name = "initiatives/life/removal_sent.html"

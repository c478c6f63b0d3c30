"""What the create and the edit view of a fiche share: a submission is never incomplete."""

import json
from urllib.parse import urlencode

from django.contrib.messages.storage import default_storage
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _l
from wagtail.admin.ui.components import MediaContainer

from home.permissions import has_full_admin
from network.review.sending import Sending

from .keys import KeyedForm
from .progress import ProgressPanel
from .set_aside import rest_of, wrong_values
from .words_back import brings_words, refused

SUBMITTING = {"submit", "restart_workflow"}
REFUSED = "manque"  # of the address of a form that could not be sent
NOT_SAVED = _l(
    "Tout est enregistré, sauf ce qui suit. Corrigez-le : le reste est à l’abri."
)


class GuidedForm(KeyedForm, Sending):
    """Mixed into the create and the edit view of a fiche."""

    sent = _l(
        "Votre fiche est partie au comité. Vous recevrez un message à chaque étape."
    )

    def get_side_panels(self):
        panels = super().get_side_panels()
        if not has_full_admin(self.request.user):
            # The gabarit keeps headings and contrasts right, and who may see, lock
            # or schedule is not the business of a volunteer.
            panels = [
                panel for panel in panels if panel.name not in ("checks", "status")
            ]
        return MediaContainer([ProgressPanel(self.page, self.request), *panels])

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "progress": self.progress_in(context["side_panels"]),
            "action_menu": self.make_action_menu(),
        }

    def progress_in(self, side_panels):
        (found,) = [panel for panel in side_panels if panel.name == "progress"]
        return found.progress

    def dispatch(self, request, *args, **kwargs):
        try:
            with transaction.atomic():
                return super().dispatch(request, *args, **kwargs)
        except PermissionDenied as error:
            # Trap: the core sends her to her home, without a word of hers.
            if brings_words(request):
                return refused(error)
            raise

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        self.keep_key()
        return response

    def form_valid(self, form):
        if self.action_name in SUBMITTING and form.save(commit=False).missing_items():
            return self.keep_as_draft(form)
        return super().form_valid(form)

    def form_invalid(self, form):
        if self.action_name in SUBMITTING:
            return self.keep_as_draft(form)
        return self.keep_the_rest(form)

    def keep_as_draft(self, form):
        """Refused: what was typed is saved in this same request, then says its lacks."""
        draft = self.bind(self.fresh_page())
        draft.defer_required_fields()
        is_valid = draft.is_valid()
        draft.restore_required_fields()
        if not is_valid:
            return self.keep_the_rest(draft)
        self.form, self.has_content_changes = draft, draft.has_changed()
        answer = self.save_action()
        if answer.status_code != 302:  # it could not be saved, and says why
            return answer
        self.request._messages = default_storage(self.request)
        parameters = {REFUSED: "1"} | ({"next": self.next_url} if self.next_url else {})
        return redirect(f"{self.get_edit_url()}?{urlencode(parameters)}")

    def keep_the_rest(self, form):
        """Save all of a draft but what none may hold, and say what that is."""
        wrong = wrong_values(form)
        rest = rest_of(form, lambda left: self.bind(self.fresh_page(), left_out=left))
        if rest is None:
            return self.refuse_whole(form, wrong)
        self.form, self.has_content_changes = rest, rest.has_changed()
        answer = self.save_action()
        if self.expects_json_response:
            told = json.loads(answer.content)
            if told["success"]:
                values = [one.typeset()._asdict() for one in wrong]
                told["not_saved"] = {"sentence": NOT_SAVED, "values": values}
            return JsonResponse(told, status=answer.status_code)
        if answer.status_code != 302:  # it could not be saved, and says why
            return answer
        self.request.POST = self.request.POST.copy()
        for name, value in rest.get_field_updates_for_resave():
            self.request.POST[name] = value
        return self.show_wrong(wrong)

    def refuse_whole(self, form, wrong):
        """What is wrong is no value: a form cut or forged."""
        self.form = form
        if self.expects_json_response and wrong:
            said = " ".join(f"{one.label} : {one.message}" for one in wrong)
            return self.json_error_response("validation_error", said)
        return super().form_invalid(form)

    def bind(self, page, **options):
        """The form of what was posted, on `page`."""
        return self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=page,
            subscription=self.subscription,
            parent_page=self.parent_of(page),
            for_user=self.request.user,
            **options,
        )

    def bind_as_draft(self, page):
        """The same, validated as a draft: what is missing is not asked for here."""
        form = self.bind(page)
        form.defer_required_fields()
        form.is_valid()
        form.restore_required_fields()
        return form

    def list_of_missing(self, missing, heading=""):
        told = {"missing": missing, "heading": heading}
        return render_to_string("initiatives/form/missing.html", told)

"""What the create and the edit view of a fiche share: a submission is never incomplete."""

from urllib.parse import urlencode

from django.contrib import messages as django_messages
from django.contrib.messages.storage import default_storage
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import MediaContainer

from home.permissions import has_full_admin

from .keys import KeyedForm
from .progress import ProgressPanel
from .too_long import said_of_length
from .words_back import brings_words, refused

SUBMITTING = {"submit", "restart_workflow"}
REFUSED = "manque"  # of the address of a form that could not be sent


class GuidedForm(KeyedForm):
    """Mixed into the create and the edit view of a fiche."""

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
        if self.action_name not in SUBMITTING:
            if self.expects_json_response and (sentence := said_of_length(form)):
                return self.json_error_response("validation_error", sentence)
            return super().form_invalid(form)
        return self.keep_as_draft(form)

    def keep_as_draft(self, form):
        """Refused: what was typed is saved in this same request, then says its lacks.

        Only what no draft may hold (a word for a year) comes back unsaved.
        """
        draft = self.bind(self.fresh_page())
        draft.defer_required_fields()
        if not draft.is_valid():
            draft.restore_required_fields()
            self.form = draft
            return super().form_invalid(draft)
        self.form, self.has_content_changes = draft, draft.has_changed()
        answer = self.save_action()
        if answer.status_code != 302:  # it could not be saved, and says why
            return answer
        self.request._messages = default_storage(self.request)
        parameters = {REFUSED: "1"} | ({"next": self.next_url} if self.next_url else {})
        return redirect(f"{self.get_edit_url()}?{urlencode(parameters)}")

    def bind(self, page):
        """The form of what was posted, on `page`."""
        return self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=page,
            subscription=self.subscription,
            parent_page=self.parent_of(page),
            for_user=self.request.user,
        )

    def list_of_missing(self, missing):
        return render_to_string("initiatives/form/missing.html", {"missing": missing})

    def replace_messages(self, level, message):
        # A new storage: the core's sentence would be shown beside ours.
        self.request._messages = default_storage(self.request)
        django_messages.add_message(self.request, level, message)

    def redirect_away(self):
        """Sent: back to the desk of the centre, not to a table of pages."""
        if self.next_url or has_full_admin(self.request.user):
            return super().redirect_away()
        return redirect("wagtailadmin_home")

    def submit_action(self):
        return self.say_sent(super().submit_action())

    def say_sent(self, response):
        self.replace_messages(
            django_messages.SUCCESS,
            _(
                "Votre fiche est partie au comité. Vous recevrez un message à chaque "
                "étape."
            ),
        )
        return response

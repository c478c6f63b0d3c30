"""The views of the guided form: a submission is never incomplete."""

from hashlib import sha256
from urllib.parse import urlencode

from django.contrib import messages as django_messages
from django.contrib.messages.storage import default_storage
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page, WorkflowState

from home.permissions import has_full_admin
from network.review.permissions import can_cancel_review

from .buttons import GuidedActionMenu
from .forms import wait_for_siblings
from .progress import ProgressPanel, hold_rows
from .refusal import show_beside_fields

SUBMITTING = {"submit", "restart_workflow"}
MOMENT = 60  # seconds
REFUSED = "manque"  # of the address of a form that could not be sent


class GuidedForm:
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
        (progress,) = [
            panel for panel in context["side_panels"] if panel.name == "progress"
        ]
        return context | {
            "progress": progress.progress,
            "action_menu": self.make_action_menu(),
        }

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        if self.action_name in SUBMITTING and form.save(commit=False).missing_items():
            return self.keep_as_draft(form)
        return super().form_valid(form)

    def form_invalid(self, form):
        if self.action_name not in SUBMITTING:
            return super().form_invalid(form)
        return self.keep_as_draft(form)

    def keep_as_draft(self, form):
        """Refused: what was typed is saved in this same request, then says its lacks.

        Only what no draft may hold (a word for a year) comes back unsaved.
        """
        draft = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.fresh_page(),
            subscription=self.subscription,
            parent_page=form.parent_page,
            for_user=self.request.user,
        )
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


class InitiativeCreateView(GuidedForm, CreateView):
    def post(self, request):
        """A second click on a slow phone opens what the first one made."""
        key = request.POST.get("creation_key", "")[:40]
        if key and not cache.add(self.creation(key), "busy", 3600):
            return self.open_the_first_one()
        response = super().post(request)
        if key and getattr(self.page, "pk", None) is None:
            cache.delete(self.creation(key))  # refused: nothing was made
        return response

    def creation(self, key):
        return f"creation:{self.request.user.pk}:{key}"

    def open_the_first_one(self):
        made = self.page_class.objects.child_of(self.parent_page)
        page = made.filter(owner=self.request.user).order_by("-pk").first()
        if page is None:
            return redirect("wagtailadmin_home")
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        is_sent = self.action_name in SUBMITTING
        return redirect(f"{address}?{REFUSED}=1" if is_sent else address)

    def make_action_menu(self):
        return GuidedActionMenu(
            self.request,
            view="create",
            parent_page=self.parent_page,
            lock=None,
            locked_for_user=False,
        )

    def fresh_page(self):
        return self.page_class(owner=self.request.user, locale=self.locale)


class InitiativeEditView(GuidedForm, EditView):
    def add_save_confirmation_message(self):
        said = _("Votre fiche est enregistrée.")
        if self.page.live:
            said = _(
                "Votre nouvelle version est enregistrée. La version en ligne ne change "
                "pas : envoyez la nouvelle au comité quand elle est prête."
            )
        messages.success(self.request, said)

    partials_template_name = "initiatives/form/partials.html"

    def dispatch(self, request, page_id, **kwargs):
        """Saves of one page wait for each other before the core reads what is newest."""
        if request.method == "POST":
            page = get_object_or_404(Page, pk=page_id)
            wait_for_siblings(page.get_parent())
        return super().dispatch(request, page_id, **kwargs)

    def get(self, request, *args, **kwargs):
        if self.locked_for_user:
            self.autosave_enabled = False
        return super().get(request, *args, **kwargs)

    def make_action_menu(self):
        return GuidedActionMenu(
            self.request,
            view="edit",
            page=self.page,
            lock=self.lock,
            locked_for_user=self.locked_for_user,
        )

    def fresh_page(self):
        return self.get_object()

    def submit_action(self):
        response = super().submit_action()
        cache.set(self.click(), True, MOMENT)
        return response

    def is_second_click(self):
        """True for the same form sent twice: the second waited for the first.

        Its words are those of the first: anything else typed stands in her form still.
        """
        return "action-submit" in self.request.POST and cache.get(self.click())

    def click(self):
        typed = self.request.POST.copy()
        typed.pop("csrfmiddlewaretoken", None)
        digest = sha256(typed.urlencode().encode()).hexdigest()
        return f"sent:{self.request.user.pk}:{self.page.pk}:{digest}"

    def get_object(self):
        page = super().get_object()
        if self.request.method == "GET" or self.expects_json_response:
            # Asked thirty times to show one form (wagtail#6876); a click changes it.
            known = self.real_page_record._current_workflow_states
            page._current_workflow_states = known
        if self.request.method == "GET":
            # A page without draft reads each list of rows again whenever it is asked.
            hold_rows(page)
        return page

    def get_context_data(self, **kwargs):
        is_refused = self.request.method == "GET" and REFUSED in self.request.GET
        if is_refused and not self.locked_for_user:
            self.show_what_is_missing()
        return super().get_context_data(**kwargs)

    def show_what_is_missing(self):
        if missing := self.page.missing_items():
            show_beside_fields(self.form, missing, self.page)
            said = self.list_of_missing(missing)
            self.replace_messages(django_messages.WARNING, said)

    @property
    def is_cancelling_workflow(self):
        return bool(
            self.request.POST.get("action-cancel-workflow")
        ) and can_cancel_review(self.request.user, self.page)

    def post(self, request, *args, **kwargs):
        if self.is_cancelling_workflow:
            return self.cancel_review()
        if self.is_second_click():
            return self.say_sent(self.redirect_away())
        if not self.expects_json_response:
            # Trap: the core would rewrite the revision of the autosave; one that was on
            # its way when she clicked would rewrite it once more, with older words.
            request.POST = request.POST.copy()
            request.POST.pop("overwrite_revision_id", None)
        return super().post(request, *args, **kwargs)

    def cancel_review(self):
        """Take the lock that a vote takes: never cancelled and published."""
        try:
            with transaction.atomic():
                review = WorkflowState.objects.select_for_update().get(
                    pk=self.workflow_state.pk
                )
                review.cancel(user=self.request.user)
            messages.success(
                self.request,
                _("Votre fiche est revenue chez vous : vous pouvez la modifier."),
            )
        except (PermissionDenied, ValidationError):
            messages.error(self.request, _("La relecture est déjà terminée."))
        return redirect(self.get_edit_url())

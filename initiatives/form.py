"""The views of the guided form: a submission is never incomplete."""

from django.contrib import messages as django_messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import WorkflowState

from network.review.permissions import can_cancel_review

from .readiness import advised_items, essential_items, missing_items

SUBMITTING = {"submit", "restart_workflow"}


class ProgressPanel(BaseSidePanel):
    """« Ma fiche est-elle prête ? », also in the answer of each autosave."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Ma fiche est-elle prête ?")
        icon_name = "tasks"

        def get_context_data(self, parent_context):
            context = super().get_context_data(parent_context)
            return context | {"count": len(missing_items(self.panel.object))}

    name = "progress"
    title = _("Ma fiche est-elle prête ?")
    order = 50
    template_name = "initiatives/includes/progress.html"

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        return context | progress_of(self.object)


def progress_of(page):
    """The context of the progress list: essentials, faults, advice, counts."""
    essentials = essential_items(page)
    missing = missing_items(page)
    return {
        "essentials": essentials,
        "faults": [item for item in missing if item not in essentials],
        "advised": advised_items(page),
        "missing_count": len(missing),
        "done_count": sum(item.is_done for item in essentials),
    }


class GuidedForm:
    """Mixed into the create and the edit view of a fiche."""

    def get_side_panels(self):
        panels = super().get_side_panels()
        return MediaContainer([ProgressPanel(self.page, self.request), *panels])

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        if self.action_name in SUBMITTING:
            missing = form.save(commit=False).missing_items()
            for item in missing:
                field = item.field if item.field in form.fields else None
                form.add_error(field, item.message)
            if missing:
                return self.form_invalid(form)
        return super().form_valid(form)

    def form_invalid(self, form):
        if self.action_name not in SUBMITTING or self.expects_json_response:
            return super().form_invalid(form)
        missing = self.missing_from_what_was_typed()
        response = super().form_invalid(form)
        if missing:
            self.replace_messages(messages.ERROR, self.list_of_missing(missing))
        return response

    def missing_from_what_was_typed(self):
        """The list for a form with errors, read from it as a draft would be."""
        draft = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.fresh_page(),
            parent_page=getattr(self, "parent_page", None) or self.page.get_parent(),
            for_user=self.request.user,
        )
        draft.defer_required_fields()
        return draft.save(commit=False).missing_items() if draft.is_valid() else []

    def list_of_missing(self, missing):
        return render_to_string(
            "initiatives/includes/missing.html", {"missing": missing}
        )

    def replace_messages(self, level, message):
        list(django_messages.get_messages(self.request))  # read: gone
        messages.add_message(self.request, level, message)

    def submit_action(self):
        response = super().submit_action()
        self.replace_messages(
            messages.SUCCESS,
            _(
                "Votre fiche est partie au comité. Vous recevrez un message à chaque "
                "étape."
            ),
        )
        return response


class InitiativeCreateView(GuidedForm, CreateView):
    def fresh_page(self):
        return self.page_class(owner=self.request.user, locale=self.locale)


class InitiativeEditView(GuidedForm, EditView):
    def fresh_page(self):
        return self.get_object()

    @property
    def is_cancelling_workflow(self):
        return bool(
            self.request.POST.get("action-cancel-workflow")
        ) and can_cancel_review(self.request.user, self.page)

    def post(self, request, *args, **kwargs):
        if self.is_cancelling_workflow:
            return self.cancel_review()
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

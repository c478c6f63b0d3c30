"""An editor whose page may be taken back from who reads it, under the lock of a vote."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import WorkflowState

from .permissions import can_cancel_review


class TakingBack:
    """A mixin, before EditView: its `post` asks `is_cancelling_workflow` first."""

    @property
    def is_cancelling_workflow(self):
        return bool(
            self.request.POST.get("action-cancel-workflow")
        ) and can_cancel_review(self.request.user, self.page)

    def cancel_review(self):
        """Take the lock that a vote takes: never cancelled and published."""
        try:
            with transaction.atomic():
                review = WorkflowState.objects.select_for_update().get(
                    pk=self.workflow_state.pk
                )
                review.cancel(user=self.request.user)
            said = _("%(The)s vous revient : vous pouvez %(it)s modifier.")
            messages.success(self.request, self.page.naming().say(said))
        except (PermissionDenied, ValidationError):
            messages.error(self.request, _("La relecture est déjà terminée."))
        return redirect(self.get_edit_url())

"""Views of Wagtail's back office that fail, or refuse without a reason, made clear."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.chooser import ExternalLinkView
from wagtail.documents.views.documents import DeleteView as DocumentDeleteView
from wagtail.images.views.images import DeleteView as ImageDeleteView


@require_admin_access
def external_link(request):
    """Trap: the core's field fails (500) when its value is not in the form at all."""
    field = f"{ExternalLinkView.form_prefix}-url"
    if request.method == "POST" and field not in request.POST:
        return HttpResponseBadRequest(_("Il manque l’adresse du lien."))
    return ExternalLinkView.as_view()(request)


class _SaysWhy:
    """The core would say that one has no right to."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except PermissionDenied:
            messages.error(self.request, self.object.not_deleted)
            return redirect(self.edit_url_name, self.object.pk)


class DeletePicture(_SaysWhy, ImageDeleteView):
    edit_url_name = "wagtailimages:edit"


class DeleteDocument(_SaysWhy, DocumentDeleteView):
    edit_url_name = "wagtaildocs:edit"


delete_picture = require_admin_access(DeletePicture.as_view())
delete_document = require_admin_access(DeleteDocument.as_view())

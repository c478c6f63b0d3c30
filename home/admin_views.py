"""Views of Wagtail's back office that fail, or refuse without a reason, made clear."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic.edit import ProcessFormView
from wagtail.admin import messages
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.chooser import ExternalLinkView
from wagtail.admin.views.pages.copy import CopyView
from wagtail.contrib.redirects.views import process_import
from wagtail.documents.views.documents import DeleteView as DocumentDeleteView
from wagtail.documents.views.multiple import AddView as AddDocumentsView
from wagtail.images.views.images import DeleteView as ImageDeleteView
from wagtail.images.views.multiple import AddView as AddPicturesView

from .keys import typed_key

SIGNED_OF_IMPORT = ("import_file_name", "input_format")


@require_admin_access
def external_link(request):
    """Trap: the core's field fails (500) when its value is not in the form at all."""
    field = f"{ExternalLinkView.form_prefix}-url"
    if request.method == "POST" and field not in request.POST:
        return HttpResponseBadRequest(_("Il manque l’adresse du lien."))
    return ExternalLinkView.as_view()(request)


@require_admin_access
def import_redirects(request):
    """Trap: the core fails (500) without what it signed, on a second click, and on a
    blank line, even the last; what stands above that one would be in."""
    signed = [request.POST.get(name, "").strip() for name in SIGNED_OF_IMPORT]
    if request.method == "POST" and not all(signed):
        raise BadRequest("What the core signed is not in the form.")
    try:
        with transaction.atomic():
            return process_import(request)
    except IndexError:
        messages.error(
            request,
            _(
                "Une ligne de ce fichier est vide ou incomplète : rien n’est repris. "
                "Retirez-la, puis choisissez le fichier encore."
            ),
        )
        return redirect("wagtailredirects:start_import")
    except FileNotFoundError:
        messages.error(
            request,
            _("Ce fichier a déjà été repris, ou oublié depuis. Choisissez-le encore."),
        )
        return redirect("wagtailredirects:start_import")


class CopyPageView(CopyView):
    """Trap: the core looks the new parent up before its form does, and shows what was
    typed by looking again: a 500 if it is none, gone or no number."""

    def post(self, request, page_id, *args, **kwargs):
        if typed_key(request.POST.get("new_parent_page")) is None:
            request.POST = request.POST.copy()
            request.POST["new_parent_page"] = ""
        return ProcessFormView.post(self, request, *args, **kwargs)


copy_page = require_admin_access(CopyPageView.as_view())


class PagesEndpoint(PagesAdminAPIViewSet):
    """Without what no page of this site has: aliases and translations."""

    actions = {
        name: action
        for name, action in PagesAdminAPIViewSet.actions.items()
        if name not in {"create_alias", "convert_alias", "copy_for_translation"}
    }


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


class _KeepsNoFile:
    """Trap: where only another field is wrong, the core keeps the file as it came, with
    the place of a photo, at a public address (wagtail_uploads/)."""

    def get_upload_form_class(self):
        class OneFault(super().get_upload_form_class()):
            says_to_choose_again = False  # here the file is the whole of a line

            def full_clean(self):
                super().full_clean()
                if self.errors and "file" not in self.errors:
                    name, (said, *_more) = next(iter(self.errors.items()))
                    self.add_error("file", f"{self[name].label} : {said}")

        return OneFault


class AddPictures(_KeepsNoFile, AddPicturesView):
    pass


class AddDocuments(_KeepsNoFile, AddDocumentsView):
    pass


delete_picture = require_admin_access(DeletePicture.as_view())
delete_document = require_admin_access(DeleteDocument.as_view())
add_pictures = require_admin_access(AddPictures.as_view())
add_documents = require_admin_access(AddDocuments.as_view())

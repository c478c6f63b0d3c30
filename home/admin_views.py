"""Views of Wagtail's back office that fail on a bare request, made safe."""

from django.http import HttpResponseBadRequest
from django.utils.translation import gettext as _
from django.views.generic.edit import ProcessFormView
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.chooser import ExternalLinkView
from wagtail.admin.views.pages.copy import CopyView

from .keys import typed_key


@require_admin_access
def external_link(request):
    """Trap: the core's field fails (500) when its value is not in the form at all."""
    field = f"{ExternalLinkView.form_prefix}-url"
    if request.method == "POST" and field not in request.POST:
        return HttpResponseBadRequest(_("Il manque l’adresse du lien."))
    return ExternalLinkView.as_view()(request)


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

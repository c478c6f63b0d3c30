"""Views of Wagtail's back office that fail on a bare request, made safe."""

from django.http import HttpResponseBadRequest
from django.utils.translation import gettext as _
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.chooser import ExternalLinkView


@require_admin_access
def external_link(request):
    """Trap: the core's field fails (500) when its value is not in the form at all."""
    field = f"{ExternalLinkView.form_prefix}-url"
    if request.method == "POST" and field not in request.POST:
        return HttpResponseBadRequest(_("Il manque l’adresse du lien."))
    return ExternalLinkView.as_view()(request)

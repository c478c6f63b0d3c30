from django.core.exceptions import PermissionDenied

from .desk import may_open


class DeskMiddleware:
    """Refuse, under /admin/, every view that is not on the desk of this account."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.path.startswith("/admin/") or not request.user.is_authenticated:
            return
        if not may_open(request.user, request.resolver_match.view_name or ""):
            raise PermissionDenied

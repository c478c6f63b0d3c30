import logging
import traceback

from django.core.exceptions import BadRequest, PermissionDenied
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.admin import messages
from wagtail.admin.widgets import BaseChooser

from home import forgery
from home.back_office import is_back_office
from home.keys import typed_key
from home.typed_words import bad_request

from .desk import may_open, place_refusal

logger = logging.getLogger(__name__)


class DeskMiddleware:
    """Refuse, under /admin/, every view that is not on the desk of this account."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not is_back_office(request) or not request.user.is_authenticated:
            return
        name = request.resolver_match.view_name or ""
        if not may_open(request.user, name):
            self.note_forgery(request)
            raise PermissionDenied
        if sentence := place_refusal(request.user, name, kwargs):
            self.note_forgery(request)
            messages.error(request, sentence)
            return redirect("wagtailadmin_explore_root")
        drop_what_is_no_path(request)
        revision = request.POST.get("overwrite_revision_id")
        if revision and typed_key(revision) is None:
            raise BadRequest("A forged number: the core would answer a 500.")

    def note_forgery(self, request):
        if request.method == "POST":
            forgery.note(request.user, f"a form of {request.path[:200]}")

    def process_exception(self, request, exception):
        """Trap: a post without the fields of its form is a 500 in the core.

        So is a choice that is no number, when its form is shown again. Any other
        KeyError or ValueError is a fault of the code: an error in the log.
        """
        is_cut = isinstance(exception, MultiValueDictKeyError) or (
            isinstance(exception, ValueError) and is_shown_by_a_chooser(exception)
        )
        if is_cut and request.method == "POST" and is_back_office(request):
            logger.warning("Cut form at %s", request.path, exc_info=exception)
            return bad_request(request, exception)


def drop_what_is_no_path(request):
    """Trap: the core goes to `next`, and takes a word for the name of a view: a 500."""
    for name in ("GET", "POST"):
        sent = getattr(request, name)
        if "next" in sent and "/" not in sent["next"]:
            kept = sent.copy()
            del kept["next"]
            setattr(request, name, kept)


def is_shown_by_a_chooser(error):
    """True if the error was raised where a chooser looks up what it is to show."""
    frames = traceback.walk_tb(error.__traceback__)
    shows = BaseChooser.get_instance.__code__
    return any(frame.f_code is shows for frame, _line in frames)

"""A session that ends, or whose token changes, while somebody types: no word is lost.

Source: editorial.md, section 3, "A session that ends". The other half is session.js.
"""

import time

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from .typed_words import not_taken
from .views import is_same_origin

RENEWED = "renewed_at"  # of a session: seconds
# Asked by an open page, not by a person: a page left open ends with its session.
ASKED_BY_PAGES = {"session_state", "wagtailadmin_editing_sessions:ping"}


class SlidingSessionMiddleware:
    """What a person does renews her session, with one write for half of its life."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        # Trap: to look into a session that nobody asked for makes a public page vary.
        if request.session.accessed and SESSION_KEY in request.session:
            self.renew(request)
        return response

    def renew(self, request):
        session, now = request.session, int(time.time())
        half = settings.SESSION_COOKIE_AGE // 2
        found = request.resolver_match
        by_person = found is not None and found.view_name not in ASKED_BY_PAGES
        is_old = session.get(RENEWED, now) < now - half
        if session.modified or (is_old and by_person):
            session[RENEWED] = now


class EndedSessionMiddleware:
    """Where the login page would stand in for an answer, its words come back instead.

    To a script a sentence in JSON, to a frame one to read, to a form what was typed.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not _asks_to_log_in(request, response):
            return response
        if is_asked_by_script(request):
            return told_to_script(sentence_of_end())
        is_frame = request.headers.get("Sec-Fetch-Dest") == "iframe"
        if is_frame or (request.method == "POST" and is_same_origin(request)):
            return not_taken(request, sentence_of_end(), "home/session_ended.html")
        return response


def _asks_to_log_in(request, response):
    """True for the login page in place of what was asked, or the core's 403 to scripts."""
    if response.status_code == 302:
        address, _mark, query = response.url.partition("?")
        # Who logs out is led there as well, without a place to come back to.
        return address == resolve_url(settings.LOGIN_URL) and "next=" in query
    refused = response.status_code == 403 and is_asked_by_script(request)
    return refused and not request.user.is_authenticated


def sentence_of_end():
    return _(
        "Votre session est terminée. Ouvrez la page de connexion dans un autre onglet, "
        "connectez-vous, puis revenez ici : rien n’est perdu."
    )


def is_asked_by_script(request):
    """True if no person waits to read the answer as a page."""
    return (
        request.headers.get("Sec-Fetch-Dest") == "empty"
        or request.headers.get("X-Requested-With") == "XMLHttpRequest"
        or not request.accepts("text/html")
    )


def told_to_script(sentence):
    """As the core's autosave reads a refusal; `is_session` is what session.js looks for."""
    told = {"success": False, "error_code": "locked", "error_message": sentence}
    response = JsonResponse(told | {"is_session": True}, status=403)
    add_never_cache_headers(response)
    return response


def csrf_failure(request, reason=""):
    """A form whose token is no longer that of the browser: nothing of it is done."""
    if is_asked_by_script(request):
        return told_to_script(
            _("Votre connexion a changé pendant que vous écriviez. Rien n’est perdu.")
        )
    sentence = _(
        "Vous vous êtes peut-être connecté dans un autre onglet, ou la page est restée "
        "ouverte longtemps. Rien n’a été enregistré."
    )
    return not_taken(request, sentence, "403_csrf.html")


@require_GET
@never_cache
def session_state(request):
    """What a page asks before it sends: whose session the browser has now.

    `account` is the key of who opened that page. Only to her the token of the forms is
    given: a page never saves under the name of who logged in after her.
    """
    state, person = "ended", request.user
    if person.is_authenticated:
        is_same = request.GET.get("account") == str(person.pk)
        state = "live" if is_same else "other"
    notice = {"state": state, "person": person, "sentence": sentence_of_end()}
    told = {
        "state": state,
        "html": render_to_string("home/session_notice.html", notice),
        "token": get_token(request) if state == "live" else "",
    }
    return JsonResponse(told)

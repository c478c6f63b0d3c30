"""A form that was not taken, whatever form it was: what was typed comes back, to copy.

No form is built and no row is read: who sent it is not known, or not proved.
"""

import json
import re

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import UnreadablePostError
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from .views import is_same_origin

# What our pages put into a form by themselves; and what no answer may repeat.
NOT_TYPED = re.compile(
    r"(?:.*-)?(?:\w+_FORMS|id|ORDER|DELETE|type|order|deleted|count)"
    r"|csrfmiddlewaretoken|next|creation_key|content_hash|action-.*"
    r"|(?:loaded|overwrite)_revision_\w+|.*(?:password|token).*"
)
NO_WORDS = re.compile(r"on|[\W\d_]{0,7}|[0-9a-f]{32,}")


def words_of_post(post):
    """The texts of a QueryDict in the order of its form, a blank line between two."""
    texts = [
        _text_of(value).strip()
        for name, values in post.lists()
        if not NOT_TYPED.fullmatch(name)
        for value in values
    ]
    return "\n\n".join(text for text in texts if not NO_WORDS.fullmatch(text))


def _text_of(value):
    """A text as it is; of a rich text (Draftail's JSON) its paragraphs."""
    if not value.startswith(("{", "[")):
        return value
    try:
        content = json.loads(value)
        return "\n".join(block["text"] for block in content["blocks"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return value if " " in value and '"' not in value else ""


def words_in(request):
    """The words of a post of our own pages; "" for any other request.

    Trap: another site could post words of its own for our page to say.
    """
    try:
        is_own = request.method == "POST" and is_same_origin(request)
        return words_of_post(request.POST) if is_own else ""
    except (BadRequest, SuspiciousOperation, UnreadablePostError):
        return ""  # it did not come whole


def not_taken(request, sentence, template):
    """A page (403) that says the sentence and holds what was typed."""
    context = {"sentence": sentence, "words": words_in(request)}
    response = render(request, template, context, status=403)
    response.sentence = sentence
    add_never_cache_headers(response)
    return response


def bad_request(request, exception):
    """Any 400 of a page, with what was typed."""
    response = render(request, "400.html", {"words": words_in(request)}, status=400)
    add_never_cache_headers(response)
    return response

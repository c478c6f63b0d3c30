"""A form that may be saved no more: what was typed comes back as plain text, to copy.

Her membership ended, the committee began to read, the fiche was deleted: the refusal
writes nothing and loses nothing. Source: editorial.md, section 3, "Words in a refusal".
"""

import json
from typing import NamedTuple

from django.core.exceptions import BadRequest
from django.forms import BooleanField, ModelChoiceField
from django.http import HttpResponseForbidden, JsonResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BlockField, StreamValue

from home.keys import typed_key
from home.views import is_same_origin
from network.review.changes import labels_of_panels
from network.review.wording import lines, parts_of_blocks

from ..models import InitiativePage

DOORS = {"wagtailadmin_pages:add", "wagtailadmin_pages:edit"}


class Typed(NamedTuple):
    """What was typed in one part of the form."""

    label: str
    text: str


SENTENCES = {
    403: _(
        "Cette fiche n’est plus ouverte à votre compte. Demandez à votre centre s’il "
        "faut vous y inviter de nouveau."
    ),
    404: _("Cette fiche a été supprimée pendant que vous écriviez."),
}


class WordsBackMiddleware:
    """Put the words of the guided form in whatever refused them, with a sentence.

    Trap: the desk refuses before any view, and the core answers a page that is gone
    by itself: no view of ours sees either.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code in SENTENCES and brings_words(request):
            is_told = isinstance(response, JsonResponse)  # by home/sessions.py
            if not is_told and _is_ours(request):
                return _give_back(request, response)
        return response


def _is_ours(request):
    """True if our own page sent this, also with a token that is no longer good."""
    if getattr(request, "csrf_processing_done", False):
        return True
    return request.user.is_authenticated and is_same_origin(request)


def refused(error):
    """The bare answer to a PermissionDenied, for the middleware to put the words in."""
    response = HttpResponseForbidden()
    response.sentence = str(error)
    return response


def brings_words(request):
    """True for a post of the guided form, at the addresses of the editor."""
    found = request.resolver_match
    is_door = found is not None and found.view_name in DOORS
    return request.method == "POST" and is_door and "story-count" in request.POST


def _give_back(request, refusal):
    status = refusal.status_code
    sentence = getattr(refusal, "sentence", "") or SENTENCES[status]
    if not request.accepts("text/html"):
        told = {"success": False, "error_code": "locked", "error_message": sentence}
        return JsonResponse(told, status=status)
    try:
        words = list(words_typed(request))
    except (BadRequest, MultiValueDictKeyError):
        words = []  # a form cut or forged
    context = {"sentence": sentence, "words": words}
    return render(request, "initiatives/form/words_back.html", context, status=status)


def words_typed(request):
    """What the post of a form says, part by part, as Typed; valid or not."""
    handler = InitiativePage.get_edit_handler()
    form = handler.get_form_class()(
        request.POST, request.FILES, instance=InitiativePage(), for_user=request.user
    )
    for name, heading in labels_of_panels(handler):
        if name in form.formsets:
            found = {"": _words_of_rows(form.formsets[name])}
        else:
            found = _words_of_field(form[name])
        label = heading or form[name].label
        for part, words in found.items():
            if words:
                yield Typed(str(part or label), "\n\n".join(words))


def _words_of_rows(formset):
    if not formset.management_form.is_valid():
        return []
    return [words for form in formset.forms if (words := _words_of_row(form))]


def _words_of_row(form):
    said = []
    for bound in form.visible_fields():
        if bound.name not in ("ORDER", "DELETE"):
            words = " ".join(_words_of_field(bound)[""])
            said += [f"{bound.label} : {words}"] if words else []
    return "\n".join(said)


def _words_of_field(bound):
    """{label of a section, or "": paragraphs} of one field."""
    field, value = bound.field, bound.data
    if isinstance(field, BlockField) and isinstance(value, StreamValue):
        source = json.dumps(field.block.get_prep_value(value), default=str)
        parts = parts_of_blocks(field.block, source)
        return {label: part.words for label, part in parts.items()}
    listed = value if isinstance(value, list) else [value]
    if isinstance(field, ModelChoiceField):
        keys = [key for one in listed if (key := typed_key(one)) is not None]
        rows = field.queryset.filter(pk__in=keys) if keys else []
        return {"": [str(field.label_from_instance(row)) for row in rows]}
    if isinstance(field, BooleanField):
        return {"": [str(_("oui"))] if value else []}
    labels = dict(getattr(field, "choices", None) or [])
    words = [str(labels.get(one, one)) for one in listed if one]
    return {"": [line for text in words for line in lines(text)]}

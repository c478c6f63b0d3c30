"""What a vote holds: the content of a revision, as a hash.

Read, not spelled: databases give the keys of a stream and the order of keywords back
as they like. Source: editorial.md, section 4.4.
"""

import hashlib
import json

from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from wagtail.fields import StreamField

from home.models import Attachment, Picture
from home.models.media import FOCAL_POINT

# What Wagtail writes by itself when a page is saved, locked, moved or published;
# `owner` is never restored from a revision.
VOLATILE = {
    "latest_revision",
    "live_revision",
    "has_unpublished_changes",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
    "live",
    "last_published_at",
    "first_published_at",
    "expired",
    "path",
    "depth",
    "numchild",
    "url_path",
    "draft_title",
    "owner",
}
# What the other fields of Page say: a check refuses to start if Wagtail adds one.
VOTED = {
    "alias_of",
    "content_type",
    "expire_at",
    "go_live_at",
    "id",
    "locale",
    "search_description",
    "seo_title",
    "show_in_menus",
    "slug",
    "title",
    "translation_key",
}


def without_row_keys(value, is_row=False):
    """New inline rows get their key at publication: it is no content."""
    if isinstance(value, dict):
        return {
            key: without_row_keys(item, True)
            for key, item in value.items()
            if not (is_row and key == "pk")
        }
    if isinstance(value, list):
        if value and all(isinstance(item, int) for item in value):
            return sorted(value)  # a many-to-many relation has no order
        rows = [without_row_keys(item, True) for item in value]
        if all(isinstance(row, dict) and "sort_order" not in row for row in rows):
            rows.sort(key=_digest)  # keywords: no order, databases give any
        return rows
    return value


def comparable(model, name, value):
    """What the field `name` holds, in a form where equal means that nothing changed.

    Trap: a stream is serialised as a text, and PostgreSQL keeps it as jsonb, which
    reorders its keys: compared as texts, a page would never be what its revision
    says. By its field, not by its look: somebody may type what looks like a stream.
    """
    if isinstance(value, str) and _is_stream(model, name):
        return json.loads(value)
    return without_row_keys(value)


def _is_stream(model, name):
    try:
        return isinstance(model._meta.get_field(name), StreamField)
    except FieldDoesNotExist:  # "pk", or a field that a migration removed
        return False


def is_content(model, name):
    """True if a vote covers the field or relation `name` of a page of `model`."""
    if name in VOLATILE or name.startswith("wagtail_"):
        return False
    return name not in getattr(model, "unvoted", ())  # the core's own Page has none


def _voted(model, content):
    return {
        key: comparable(model, key, value)
        for key, value in content.items()
        if is_content(model, key)
    }


def _digest(value):
    text = json.dumps(value, sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def text_hash(model, content):
    """The sha256 of the serialised content of a page of `model`, files aside."""
    return _digest(_voted(model, content))


def files_under(model, contents):
    """What is under the names in these contents of pages of `model`: ({pk: row}, {pk: row}).

    Of each picture its file's hash and where it is cropped, of each document its hash.
    What is printed beside them is in the rows of the page: the library's own credit
    may be mended, and its register of consents renewed, without a vote.
    """
    named = [model.files_in(content) for content in contents]
    pictures = {pk for found, _documents in named for pk in found}
    documents = {pk for _pictures, found in named for pk in found}
    return (
        _rows(Picture, pictures, "file_hash", *FOCAL_POINT),
        _rows(Attachment, documents, "file_hash"),
    )


def _rows(model, keys, *names):
    found = model.objects.filter(pk__in=keys).values_list("pk", *names) if keys else ()
    return {row[0]: list(row) for row in found}


def files_of(model, content):
    """The (pictures, documents) that a version of a page of `model` shows: QuerySets."""
    pictures, documents = model.files_in(content)
    return (
        Picture.objects.filter(pk__in=pictures),
        Attachment.objects.filter(pk__in=documents),
    )


def shows(model, content, file):
    """True if a version of a page of `model` shows this Picture or Attachment."""
    pictures, documents = model.files_in(content)
    return file.pk in (pictures if isinstance(file, Picture) else documents)


def hash_of(model, content, files):
    """The sha256 of what this content shows; `files` from files_under()."""
    named = zip(files, model.files_in(content), strict=True)
    under = [
        [rows[pk] for pk in sorted(rows.keys() & set(used))] for rows, used in named
    ]
    return _digest([_voted(model, content), under])


def content_hash(revision):
    """The sha256 of what `revision` shows, read again from the database."""
    revision.refresh_from_db(fields=["content"])
    model, content = revision.content_type.model_class(), revision.content
    return hash_of(model, content, files_under(model, [content]))

"""Hash again what is under vote, or was voted, as publication.py now does.

Streams are read as blocks, and rows without an order are sorted. Only a hash that
still says what its revision holds is renewed: any other keeps refusing.
"""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import migrations

STREAMS = ("story", "complements")
VOLATILE = {
    *("latest_revision", "live_revision", "has_unpublished_changes"),
    *("latest_revision_created_at", "locked", "locked_at", "locked_by", "live"),
    *("last_published_at", "first_published_at", "expired", "path", "depth"),
    *("numchild", "url_path", "draft_title", "owner"),
}


def digest(value):
    text = json.dumps(value, sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def cleaned(value, is_sorted, is_row=False):
    if isinstance(value, dict):
        return {
            key: cleaned(item, is_sorted, True)
            for key, item in value.items()
            if not (is_row and key == "pk")
        }
    if not isinstance(value, list):
        return value
    if value and all(isinstance(item, int) for item in value):
        return sorted(value)
    rows = [cleaned(item, is_sorted, True) for item in value]
    if is_sorted and all(
        isinstance(row, dict) and "sort_order" not in row for row in rows
    ):
        rows.sort(key=digest)
    return rows


def voted(content, is_new):
    found = {}
    for key, value in content.items():
        if key in VOLATILE or key.startswith("wagtail_"):
            continue
        if is_new and key in STREAMS and isinstance(value, str):
            found[key] = json.loads(value)
        else:
            found[key] = cleaned(value, is_new)
    return found


def files(apps, content):
    pictures = [row["picture"] for row in content.get("photos", [])]
    documents = [
        block["value"]["document"]
        for block in json.loads(content.get("complements") or "[]")
        if block["type"] == "document" and block["value"].get("document")
    ]
    kept = []
    for model, keys, names in (
        ("Picture", pictures, ("pk", "file_hash", "credit", "consent_kind")),
        ("Attachment", documents, ("pk", "file_hash")),
    ):
        rows = apps.get_model("home", model).objects.filter(pk__in=keys)
        kept.append(list(rows.order_by("pk").values_list(*names)))
    return kept


def hash_of(apps, content, is_new):
    return digest([voted(content, is_new), files(apps, content)])


def hash_again(apps, schema_editor):
    states = apps.get_model("network", "CommitteeTaskState").objects
    votes = apps.get_model("network", "Vote").objects
    for state in states.select_related("revision").iterator(100):
        content = state.revision.content
        former = hash_of(apps, content, is_new=False)
        if state.content_hash != former:
            continue
        fresh = hash_of(apps, content, is_new=True)
        votes.filter(state=state, content_hash=former).update(content_hash=fresh)
        states.filter(pk=state.pk).update(content_hash=fresh)


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0004_notice_taken_by_default"),
        ("home", "0003_documents_in_unguessed_folders"),
    ]

    operations = [migrations.RunPython(hash_again, migrations.RunPython.noop)]

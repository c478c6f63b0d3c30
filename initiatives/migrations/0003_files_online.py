import json

from django.db import migrations

from network.review.triggers.door import opened


def files_of(content):
    """The (pictures, documents) of a version, as this migration found it stored."""
    pictures = [row["picture"] for row in content.get("photos", [])]
    documents = [
        block["value"]["document"]
        for block in json.loads(content.get("complements") or "[]")
        if block["type"] == "document"
    ]
    return pictures, documents


def keep_what_is_online(apps, schema_editor):
    """What visitors had so far they go on having, as it is now."""
    ShownFile = apps.get_model("review", "ShownFile")
    pages = apps.get_model("initiatives", "InitiativePage").objects.filter(live=True)
    models = [apps.get_model("home", name) for name in ("Picture", "Attachment")]
    pages = pages.exclude(live_revision=None).select_related("live_revision")
    for page in pages.iterator(200):
        rows = [
            ShownFile(page_id=page.pk, file_hash=file.file_hash, **{column: file.pk})
            for model, column, keys in zip(
                models,
                ("picture_id", "document_id"),
                files_of(page.live_revision.content),
                strict=True,
            )
            for file in model.objects.filter(pk__in=keys)
        ]
        with opened(page.pk):
            ShownFile.objects.bulk_create(rows)


class Migration(migrations.Migration):

    dependencies = [
        ('initiatives', '0002_open_forms'),
        ('review', '0003_files_online'),
        ('home', '0003_what_was_tried'),
    ]

    operations = [migrations.RunPython(keep_what_is_online, migrations.RunPython.noop)]

"""0003 changed where new documents go: those of before follow."""

import re
from functools import partial
from pathlib import PurePosixPath
from uuid import uuid4

from django.db import migrations, transaction

UNGUESSED = re.compile(r"documents/[0-9a-f]{32}/")


def move(apps, schema_editor):
    alias = schema_editor.connection.alias
    documents = apps.get_model("home", "Attachment").objects.using(alias)
    for document in documents.iterator():
        storage, former = document.file.storage, document.file.name
        if not former or UNGUESSED.match(former) or not storage.exists(former):
            continue
        place = f"documents/{uuid4().hex}/{PurePosixPath(former).name}"
        with storage.open(former) as content:
            moved = storage.save(place, content, max_length=200)
        documents.filter(pk=document.pk).update(file=moved)
        transaction.on_commit(partial(storage.delete, former), using=alias)


class Migration(migrations.Migration):
    dependencies = [("home", "0003_documents_in_unguessed_folders")]
    operations = [migrations.RunPython(move, migrations.RunPython.noop)]

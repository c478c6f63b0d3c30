from django.db import migrations, models

from home.spelling import folded_line
from network.directory.names import folded_name

BATCH = 500


def fold(apps, schema_editor):
    """Those that are there; each follows at its next save."""
    centres = apps.get_model("network", "CentrePage").objects
    rows = list(centres.only("title", "commune"))
    for centre in rows:
        centre.folded_title = folded_line(centre.title)
        centre.folded_town = f" {folded_name(centre.commune)} "
    centres.bulk_update(rows, ["folded_title", "folded_town"], batch_size=BATCH)


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0009_review_of_centres'),
    ]

    operations = [
        migrations.AddField(
            model_name='centrepage',
            name='folded_title',
            field=models.TextField(blank=True, editable=False, serialize=False, verbose_name='nom plié'),
        ),
        migrations.AddField(
            model_name='centrepage',
            name='folded_town',
            field=models.TextField(blank=True, editable=False, serialize=False, verbose_name='commune pliée'),
        ),
        migrations.RunPython(fold, migrations.RunPython.noop, elidable=True),
    ]

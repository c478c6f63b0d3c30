import django.db.models.deletion
from django.db import migrations, models

BATCH = 500
KEPT = ["phone", "email", "website", "address"]


def move_out(apps, schema_editor):
    """What a draft says of them is taken too: it waits for nobody any more."""
    Contact = apps.get_model("network", "CentreContact")
    centres = apps.get_model("network", "CentrePage").objects
    found = centres.select_related("latest_revision").iterator(BATCH)
    rows = []
    for centre in found:
        draft = centre.latest_revision
        is_waiting = draft is not None and centre.has_unpublished_changes
        said = draft.content if is_waiting else {}
        facts = {name: said.get(name, getattr(centre, name)) for name in KEPT}
        rows.append(Contact(centre_id=centre.pk, **facts))
    Contact.objects.bulk_create(rows, batch_size=BATCH)


def move_back(apps, schema_editor):
    centres = apps.get_model("network", "CentrePage").objects
    for row in apps.get_model("network", "CentreContact").objects.iterator(BATCH):
        facts = {name: getattr(row, name) for name in KEPT}
        centres.filter(pk=row.centre_id).update(**facts)


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0007_communes'),
    ]

    operations = [
        migrations.CreateModel(
            name='CentreContact',
            fields=[
                ('centre', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='contact', serialize=False, to='network.centrepage', verbose_name='centre')),
                ('phone', models.CharField(blank=True, max_length=60, verbose_name='téléphone du centre')),
                ('email', models.EmailField(blank=True, help_text='Celle du centre, jamais celle d’une personne.', max_length=254, verbose_name='adresse électronique du centre')),
                ('website', models.URLField(blank=True, verbose_name='site')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='adresse')),
                ('opening_hours', models.TextField(blank=True, help_text='Une ligne par jour ou par période.', max_length=600, verbose_name='horaires d’ouverture')),
            ],
            options={
                'verbose_name': 'coordonnées d’un centre',
                'verbose_name_plural': 'coordonnées des centres',
            },
        ),
        migrations.RunPython(move_out, move_back),
        migrations.RemoveField(
            model_name='centrepage',
            name='address',
        ),
        migrations.RemoveField(
            model_name='centrepage',
            name='email',
        ),
        migrations.RemoveField(
            model_name='centrepage',
            name='phone',
        ),
        migrations.RemoveField(
            model_name='centrepage',
            name='website',
        ),
    ]

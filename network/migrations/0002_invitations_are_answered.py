
from django.db import migrations, models
from django.db.models import F


def keep_who_came(apps, schema_editor):
    """What gave rights goes on giving them: who came before had answered by coming."""
    rows = apps.get_model('network', 'Membership').objects
    came = rows.filter(invited_by=None) | rows.filter(user__last_login__gte=F('started_at'))
    rows.filter(pk__in=came.values('pk')).update(accepted_at=F('started_at'))


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='membership',
            name='accepted_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='acceptée le'),
        ),
        migrations.AddField(
            model_name='membership',
            name='declined_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='refusée le'),
        ),
        migrations.RunPython(keep_who_came, migrations.RunPython.noop),
    ]

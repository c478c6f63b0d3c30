import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0008_centre_contact'),
    ]

    operations = [
        migrations.CreateModel(
            name='CentreTask',
            fields=[
                ('animatortask_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='network.animatortask')),
            ],
            options={
                'verbose_name': 'relecture des pages des centres',
                'verbose_name_plural': 'relectures des pages des centres',
            },
            bases=('network.animatortask',),
        ),
    ]

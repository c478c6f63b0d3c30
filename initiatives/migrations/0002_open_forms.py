
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('initiatives', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OpenForm',
            fields=[
                ('key', models.CharField(max_length=32, primary_key=True, serialize=False, verbose_name='clé')),
                ('saved_at', models.DateTimeField(verbose_name='date de la version')),
                ('is_by_click', models.BooleanField(verbose_name='enregistré par un clic')),
                ('page', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='initiatives.initiativepage')),
                ('revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'formulaire ouvert',
                'verbose_name_plural': 'formulaires ouverts',
            },
        ),
    ]

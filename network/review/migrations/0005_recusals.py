
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('review', '0004_signed_votes'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('author', 'vous avez écrit ou envoyé cette fiche'), ('editor', 'vous avez modifié cette fiche'), ('speaker', 'vous parlez, ou avez parlé, pour qui l’a écrite')], max_length=7, verbose_name='raison')),
                ('since', models.DateTimeField(auto_now_add=True, verbose_name='depuis le')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
                ('speaker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'récusation',
                'verbose_name_plural': 'récusations',
                'constraints': [models.UniqueConstraint(fields=('page', 'user', 'kind'), name='one_recusal_of_a_kind')],
            },
        ),
    ]


import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CharterCriterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=200, verbose_name='point à vérifier')),
                ('help_text', models.CharField(blank=True, max_length=300, verbose_name='aide')),
                ('active', models.BooleanField(default=True, verbose_name='en vigueur')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, verbose_name='ordre')),
            ],
            options={
                'verbose_name': 'point de la charte',
                'verbose_name_plural': 'points de la charte',
                'ordering': ['sort_order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CommitteeTaskState',
            fields=[
                ('taskstate_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.taskstate')),
                ('quorum', models.PositiveSmallIntegerField(default=0)),
                ('criteria', models.JSONField(default=list)),
                ('due_at', models.DateTimeField(null=True)),
                ('content_hash', models.CharField(blank=True, max_length=64)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('reminders', models.PositiveSmallIntegerField(default=0)),
                ('speakers', models.ManyToManyField(related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
                ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('writer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'relecture',
                'verbose_name_plural': 'relectures',
            },
            bases=('wagtailcore.taskstate',),
        ),
        migrations.CreateModel(
            name='MailChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rhythm', models.CharField(choices=[('each', 'un message par fiche'), ('daily', 'un message par jour'), ('weekly', 'un message par semaine')], default='each', max_length=10, verbose_name='rythme des messages')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='mail_choice', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'choix des messages',
                'verbose_name_plural': 'choix des messages',
            },
        ),
        migrations.CreateModel(
            name='CommitteeTask',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
                ('quorum', models.PositiveSmallIntegerField(default=3, help_text='La fiche est publiée quand ce nombre de membres l’a approuvée. Les relectures déjà ouvertes gardent l’ancien nombre.', validators=[django.core.validators.MinValueValidator(1, 'Il faut au moins un avis favorable.'), django.core.validators.MaxValueValidator(20, 'Aucun comité ne réunit autant d’avis : vingt au plus.')], verbose_name='nombre d’avis favorables')),
                ('days', models.PositiveSmallIntegerField(default=10, help_text='Passé ce délai, les membres reçoivent jusqu’à trois rappels.', validators=[django.core.validators.MinValueValidator(1, 'Laissez au moins un jour au comité.'), django.core.validators.MaxValueValidator(90, 'Un centre n’attend pas plus de 90 jours.')], verbose_name='délai de réponse, en jours')),
                ('groups', models.ManyToManyField(help_text='Pages/snippets at this step in a workflow will be moderated or approved by these groups of users', to='auth.group', verbose_name='groups')),
            ],
            options={
                'verbose_name': 'relecture par le comité éditorial',
                'verbose_name_plural': 'relectures par le comité éditorial',
                'constraints': [models.CheckConstraint(condition=models.Q(('days__gte', 1), ('quorum__gte', 1)), name='committee_votes_and_has_time')],
            },
            bases=('wagtailcore.task',),
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='review.committeetaskstate')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'lecture',
                'verbose_name_plural': 'lectures',
                'constraints': [models.UniqueConstraint(fields=('state', 'user'), name='one_reading')],
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('choice', models.CharField(choices=[('support', 'avis favorable'), ('request_changes', 'demande de reprise'), ('abstain', 'abstention')], max_length=20, verbose_name='réponse')),
                ('checklist', models.JSONField(default=dict, verbose_name='points vérifiés')),
                ('reason', models.CharField(blank=True, max_length=20, verbose_name='motif')),
                ('section', models.CharField(blank=True, max_length=40, verbose_name='partie de la fiche')),
                ('comment', models.TextField(blank=True, verbose_name='remarque')),
                ('content_hash', models.CharField(max_length=64)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='date')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='annulé le')),
                ('state', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='review.committeetaskstate')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'avis',
                'verbose_name_plural': 'avis',
                'ordering': ['created_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at', None)), fields=('state', 'user'), name='one_standing_vote')],
            },
        ),
    ]

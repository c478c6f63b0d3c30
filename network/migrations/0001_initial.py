
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('home', '0002_pages_pictures_and_settings'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CentreIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', models.TextField(blank=True, max_length=400, verbose_name='introduction')),
            ],
            options={
                'verbose_name': 'annuaire des centres',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='FederationIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', models.TextField(blank=True, max_length=400, verbose_name='introduction')),
            ],
            options={
                'verbose_name': 'liste des fédérations',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='FederationPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('level', models.CharField(choices=[('national', 'Fédération nationale'), ('region', 'Union ou fédération régionale'), ('departement', 'Fédération départementale')], default='departement', max_length=12, verbose_name='échelon')),
                ('founded', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='année de création')),
                ('mission', models.TextField(blank=True, max_length=500, verbose_name='mission')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='adresse')),
                ('postcode', models.CharField(blank=True, max_length=5, verbose_name='code postal')),
                ('commune', models.CharField(blank=True, max_length=80, verbose_name='commune')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse électronique')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='téléphone')),
                ('website', models.URLField(blank=True, verbose_name='site')),
            ],
            options={
                'verbose_name': 'fédération',
                'verbose_name_plural': 'fédérations',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='CentrePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('kind', models.CharField(choices=[('centre', 'Centre social'), ('evs', 'Espace de vie sociale')], default='centre', max_length=10, verbose_name='type de structure')),
                ('management', models.CharField(blank=True, choices=[('association', 'Associative'), ('commune', 'Municipale'), ('intercommunal', 'Intercommunale ou CIAS'), ('caf', 'Directe par la Caf')], max_length=15, verbose_name='mode de gestion')),
                ('introduction', models.TextField(blank=True, help_text='Deux à quatre lignes : qui vous êtes, où, avec qui.', max_length=600, verbose_name='présentation')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='adresse')),
                ('postcode', models.CharField(blank=True, max_length=5, verbose_name='code postal')),
                ('commune', models.CharField(max_length=80, verbose_name='commune')),
                ('code_insee', models.CharField(blank=True, max_length=5, verbose_name='code INSEE')),
                ('email', models.EmailField(blank=True, help_text='Celle du centre, jamais celle d’une personne.', max_length=254, verbose_name='adresse électronique du centre')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='téléphone du centre')),
                ('website', models.URLField(blank=True, verbose_name='site')),
                ('adhesion', models.CharField(choices=[('none', 'Aucune'), ('federation', 'Fédération ou réseau local'), ('fcsf', 'Fédération nationale (FCSF)')], default='none', max_length=12, verbose_name='adhésion')),
                ('collection', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.collection')),
                ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='home.picture', verbose_name='photo')),
                ('federation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='centres', to='network.federationpage', verbose_name='fédération')),
            ],
            options={
                'verbose_name': 'centre social',
                'verbose_name_plural': 'centres sociaux',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='depuis le')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='jusqu’au')),
                ('role', models.CharField(choices=[('contributor', 'contributeur ou contributrice'), ('referent', 'référent ou référente'), ('companion', 'compagnon d’une fédération')], default='contributor', max_length=12, verbose_name='rôle')),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='network.centrepage', verbose_name='centre')),
                ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invité par')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='compte')),
            ],
            options={
                'verbose_name': 'appartenance à un centre',
                'verbose_name_plural': 'appartenances aux centres',
                'ordering': ['centre', 'user'],
            },
        ),
        migrations.CreateModel(
            name='HelpRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message', models.TextField(max_length=1000, verbose_name='message')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='date')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='close le')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='demandé par')),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='help_requests', to='network.centrepage', verbose_name='centre')),
                ('page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='fiche')),
                ('companion', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='network.membership', verbose_name='compagnon')),
            ],
            options={
                'verbose_name': 'demande d’aide',
                'verbose_name_plural': 'demandes d’aide',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='Territory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('region', 'région'), ('departement', 'département')], max_length=12, verbose_name='échelon')),
                ('code', models.CharField(max_length=3, verbose_name='code INSEE')),
                ('name', models.CharField(max_length=60, verbose_name='nom')),
                ('collection', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='departements', to='network.territory', verbose_name='région')),
            ],
            options={
                'verbose_name': 'territoire',
                'verbose_name_plural': 'territoires',
                'ordering': ['-kind', 'code'],
            },
        ),
        migrations.AddField(
            model_name='federationpage',
            name='territories',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, help_text='Un ou plusieurs départements, ou une région.', related_name='federations', to='network.territory', verbose_name='territoires'),
        ),
        migrations.AddField(
            model_name='centrepage',
            name='departement',
            field=models.ForeignKey(limit_choices_to={'kind': 'departement'}, on_delete=django.db.models.deletion.PROTECT, related_name='centres', to='network.territory', verbose_name='département'),
        ),
        migrations.CreateModel(
            name='FederationMembership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='depuis le')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='jusqu’au')),
                ('role', models.CharField(choices=[('editor', 'rédacteur ou rédactrice'), ('animator', 'animateur ou animatrice')], default='editor', max_length=12, verbose_name='rôle')),
                ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invité par')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='compte')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='network.federationpage', verbose_name='fédération')),
            ],
            options={
                'verbose_name': 'appartenance à une fédération',
                'verbose_name_plural': 'appartenances aux fédérations',
                'ordering': ['federation', 'user'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('user', 'federation'), name='one_open_federation_membership', violation_error_message='Cette personne appartient déjà à cette fédération : changez son rôle.')],
            },
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('user', 'centre'), name='one_open_membership', violation_error_message='Cette personne appartient déjà à ce centre : changez son rôle.'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('started_at')), _connector='OR'), name='membership_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='helprequest',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('centre', 'page', 'asked_by'), name='one_open_help_request'),
        ),
        migrations.AddConstraint(
            model_name='territory',
            constraint=models.UniqueConstraint(fields=('kind', 'code'), name='one_territory_per_code'),
        ),
    ]


import django.db.models.deletion
import home.fields
import initiatives.models.dates
import initiatives.models.printed
import initiatives.models.rows
import initiatives.reviewed
import modelcluster.contrib.taggit
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('home', '0002_pages_pictures_and_settings'),
        ('network', '0001_initial'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Audience',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='nom')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='adresse')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, verbose_name='ordre')),
            ],
            options={
                'verbose_name': 'public',
                'verbose_name_plural': 'publics',
                'ordering': ['sort_order', 'name'],
            },
        ),
        migrations.CreateModel(
            name='InitiativeKeyword',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(app_label)s_%(class)s_items', to='taggit.tag')),
            ],
            options={
                'verbose_name': 'mot-clé',
            },
            bases=(initiatives.models.rows.RowOfItsPage, models.Model),
        ),
        migrations.CreateModel(
            name='InitiativePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('tagline', models.TextField(help_text='L’initiative en une phrase, pour donner envie de lire. Exemple : « Chaque vendredi, les parents se retrouvent autour d’un café. » (140 signes)', verbose_name='accroche')),
                ('summary', models.TextField(help_text='Qui, quoi, où, pour quel changement, en cinq ou six phrases. Exemple : « Depuis deux ans, le garage du centre accueille… » (500 signes)', verbose_name='résumé')),
                ('status', models.CharField(choices=[('planned', 'En projet'), ('ongoing', 'En cours'), ('ended', 'Terminée')], default='ongoing', help_text='Exemple : En cours.', max_length=10, verbose_name='où en est l’initiative ?')),
                ('start_month', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'January'), (2, 'February'), (3, 'March'), (4, 'April'), (5, 'May'), (6, 'June'), (7, 'July'), (8, 'August'), (9, 'September'), (10, 'October'), (11, 'November'), (12, 'December')], help_text='Si vous le connaissez. Exemple : septembre.', null=True, verbose_name='mois de début')),
                ('start_year', models.PositiveSmallIntegerField(help_text='Exemple : 2023.', null=True, verbose_name='année de début')),
                ('end_month', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'January'), (2, 'February'), (3, 'March'), (4, 'April'), (5, 'May'), (6, 'June'), (7, 'July'), (8, 'August'), (9, 'September'), (10, 'October'), (11, 'November'), (12, 'December')], help_text='Si elle est terminée.', null=True, verbose_name='mois de fin')),
                ('end_year', models.PositiveSmallIntegerField(blank=True, help_text='Exemple : 2025.', null=True, verbose_name='année de fin')),
                ('end_reason', models.TextField(blank=True, help_text='Exemple : « La mairie a repris l’idée. » (300 signes)', verbose_name='pourquoi s’est-elle arrêtée ?')),
                ('story', wagtail.fields.StreamField([('story', 13)], block_lookup={0: ('initiatives.blocks.BoundedTextBlock', (), {'help_text': 'De quoi êtes-vous partis ? Exemple : « On se croisait tous les jours devant l’école, sans se connaître. » (800 signes au plus)', 'label': 'Le constat de départ', 'longest': 800}), 1: ('initiatives.blocks.BoundedTextBlock', (), {'help_text': 'Que décident, que font les habitantes et les habitants ? Exemple : « Les parents choisissent les sujets et tiennent la caisse. » (600 signes)', 'label': 'La place des habitants', 'longest': 600}), 2: ('initiatives.blocks.BoundedTextBlock', (), {'help_text': 'Remplissez au moins une des trois cases « Ce qui a changé ». Exemple : « Trois mères ont repris une formation. » (500 signes)', 'label': 'Ce qui a changé pour les habitants', 'longest': 500, 'required': False}), 3: ('initiatives.blocks.BoundedTextBlock', (), {'help_text': 'Exemple : « Dix personnes ont rejoint le conseil. » (500 signes)', 'label': 'Ce qui a changé pour le centre', 'longest': 500, 'required': False}), 4: ('initiatives.blocks.BoundedTextBlock', (), {'help_text': 'Exemple : « La mairie a ouvert la place le soir. » (500 signes)', 'label': 'Ce qui a changé pour le quartier ou la commune', 'longest': 500, 'required': False}), 5: ('initiatives.blocks.LineBlock', (), {'label': 'ligne'}), 6: ('wagtail.blocks.ListBlock', (5,), {'default': [], 'help_text': 'Un par ligne, cinq au plus. Exemple : « Rompre l’isolement du dimanche. »', 'label': 'Les objectifs', 'max_num': 5, 'required': False}), 7: ('wagtail.blocks.TextBlock', (), {'help_text': 'Le changement, en une phrase. Exemple : « Aujourd’hui, ce sont les parents qui ouvrent la porte. » (200 signes)', 'label': 'Et si vous n’aviez qu’une chose à dire ?', 'required': False, 'rows': 2}), 8: ('initiatives.blocks.BoundedTextBlock', (), {'help_text': 'Comment le savez-vous ? Exemple : « Un questionnaire rempli par 40 familles en juin. » (400 signes)', 'label': 'Ce qui le montre', 'longest': 400, 'required': False}), 9: ('wagtail.blocks.ListBlock', (5,), {'default': [], 'help_text': 'Un par ligne. Exemple : « Un horaire qui ne bouge jamais. »', 'label': 'Ce qui a aidé', 'max_num': 5, 'required': False}), 10: ('initiatives.blocks.BoundedTextBlock', (), {'help_text': 'Ce qui n’a pas marché aide les autres. Exemple : « L’hiver, le jardin se vide. » (500 signes)', 'label': 'Les difficultés et les limites', 'longest': 500, 'required': False}), 11: ('wagtail.blocks.ListBlock', (5,), {'default': [], 'help_text': 'Trois à cinq lignes. Exemple : « Commencez petit : deux tables suffisent. »', 'label': 'Vos conseils pour se lancer', 'max_num': 5, 'required': False}), 12: ('initiatives.blocks.BoundedTextBlock', (), {'help_text': 'La suite. Exemple : « Un deuxième atelier en mars. » (300 signes)', 'label': 'Et maintenant ?', 'longest': 300, 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('starting_point', 0), ('residents_role', 1), ('results_residents', 2), ('results_centre', 3), ('results_territory', 4), ('goals', 6), ('one_thing', 7), ('evidence', 8), ('success_factors', 9), ('limits', 10), ('advice', 11), ('outlook', 12)]], {})}, default=[('story', {})], verbose_name='récit')),
                ('place', models.CharField(blank=True, help_text='Exemple : « Quartier des Tilleuls, autour de l’école ».', max_length=120, verbose_name='où cela se passe')),
                ('code_insee', models.CharField(blank=True, max_length=5, verbose_name='code INSEE')),
                ('scale', models.CharField(blank=True, choices=[('quartier', 'Un quartier'), ('quartiers', 'Plusieurs quartiers'), ('commune', 'Une commune'), ('intercommunal', 'Plusieurs communes'), ('departement', 'Un département'), ('region', 'Une région'), ('national', 'Tout le pays')], help_text='Exemple : Un quartier.', max_length=15, verbose_name='à quelle échelle ?')),
                ('natures', home.fields.ChoiceListField(blank=True, default=list, help_text='Une ou deux. Exemple : Citoyenneté.', verbose_name='nature de l’initiative')),
                ('initiated_by', home.fields.ChoiceListField(blank=True, default=list, help_text='Qui a eu l’idée ? Exemple : Des habitantes et des habitants.', verbose_name='à l’initiative de')),
                ('employees', models.PositiveSmallIntegerField(blank=True, help_text='Combien ? Exemple : 2.', null=True, verbose_name='salariés')),
                ('volunteers', models.PositiveSmallIntegerField(blank=True, help_text='Exemple : 6.', null=True, verbose_name='bénévoles')),
                ('residents', models.PositiveIntegerField(blank=True, help_text='Exemple : 30.', null=True, verbose_name='habitants mobilisés')),
                ('team_note', models.TextField(blank=True, help_text='Exemple : « Une animatrice deux heures par semaine. »', verbose_name='précision sur l’équipe')),
                ('budget', models.CharField(blank=True, choices=[('under-1000', 'Moins de 1 000 €'), ('1000-5000', 'De 1 000 à 5 000 €'), ('5000-20000', 'De 5 000 à 20 000 €'), ('over-20000', 'Plus de 20 000 €')], help_text='Pour une année, sans les salaires. Exemple : De 1 000 à 5 000 €.', max_length=12, verbose_name='budget')),
                ('budget_note', models.TextField(blank=True, help_text='Exemple : « Surtout du bois et de la peinture. »', verbose_name='précision sur le budget')),
                ('material', models.TextField(blank=True, help_text='Exemple : « La cuisine du centre, six tables. » (300 signes)', verbose_name='matériel et lieux')),
                ('complements', wagtail.fields.StreamField([('video', 3), ('audio', 5), ('document', 7), ('link', 10)], blank=True, block_lookup={0: ('wagtail.blocks.URLBlock', (), {'label': 'adresse de la vidéo'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'titre', 'max_length': 100}), 2: ('wagtail.blocks.TextBlock', (), {'help_text': 'Ce qui se dit et ce qui se voit, pour qui ne peut pas la lire.', 'label': 'transcription', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('url', 0), ('title', 1), ('transcript', 2)]], {}), 4: ('wagtail.blocks.URLBlock', (), {'label': 'adresse de l’enregistrement'}), 5: ('wagtail.blocks.StructBlock', [[('url', 4), ('title', 1), ('transcript', 2)]], {}), 6: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'document'}), 7: ('wagtail.blocks.StructBlock', [[('document', 6), ('title', 1)]], {}), 8: ('wagtail.blocks.URLBlock', (), {'label': 'adresse'}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'source', 'max_length': 100, 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('url', 8), ('title', 1), ('source', 9)]], {})}, verbose_name='vidéos, documents, liens')),
                ('contact_function', models.CharField(blank=True, help_text='Une fonction, pas un nom. Exemple : « Référente familles ».', max_length=100, verbose_name='qui contacter ?')),
                ('contact_email', models.EmailField(blank=True, help_text='Laissez vide pour celle du centre. Exemple : accueil@centre.fr.', max_length=254, verbose_name='adresse électronique')),
                ('contact_phone', models.CharField(blank=True, help_text='Laissez vide pour celui du centre. Exemple : 01 23 45 67 89.', max_length=20, verbose_name='téléphone')),
                ('adapted_from', models.ForeignKey(blank=True, help_text='La fiche d’un autre centre qui vous a inspirés.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='adaptations', to='initiatives.initiativepage', verbose_name='adaptée de')),
                ('associated_centres', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='Ceux qui ont agi avec vous, cinq au plus.', related_name='+', to='network.centrepage', verbose_name='autres centres associés')),
                ('audiences', modelcluster.fields.ParentalManyToManyField(help_text='Pour qui, avec qui ? Un à quatre choix. Exemple : Familles.', related_name='initiatives', to='initiatives.audience', verbose_name='publics')),
                ('departement', models.ForeignKey(blank=True, help_text='Laissez vide si c’est celui de votre centre.', limit_choices_to={'kind': 'departement'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='initiatives', to='network.territory', verbose_name='département de l’action')),
                ('keywords', modelcluster.contrib.taggit.ClusterTaggableManager(blank=True, help_text='Cinq au plus, en minuscules. Exemple : jardin, compost.', through='initiatives.InitiativeKeyword', to='taggit.Tag', verbose_name='mots-clés')),
            ],
            options={
                'verbose_name': 'fiche initiative',
                'verbose_name_plural': 'fiches initiatives',
            },
            bases=(initiatives.reviewed.ReviewedFiche, initiatives.models.dates.Period, initiatives.models.printed.PrintedParts, 'wagtailcore.page'),
        ),
        migrations.AddField(
            model_name='initiativekeyword',
            name='content_object',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='keyword_rows', to='initiatives.initiativepage'),
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('current', 'toujours d’actualité'), ('update', 'à mettre à jour'), ('ended', 'terminée')], max_length=10, verbose_name='réponse')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='date')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='confirmations', to='initiatives.initiativepage')),
            ],
            options={
                'verbose_name': 'confirmation',
                'verbose_name_plural': 'confirmations',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='InitiativePartner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(max_length=100, verbose_name='nom')),
                ('kind', models.CharField(blank=True, choices=[('etat', 'État'), ('caf', 'Caf'), ('cnaf', 'Cnaf'), ('carsat', 'Cnav ou Carsat'), ('region', 'Conseil régional'), ('departement', 'Conseil départemental'), ('commune', 'Commune ou intercommunalité'), ('ccas', 'CCAS ou CIAS'), ('bailleur', 'Bailleur social'), ('msa', 'MSA'), ('education', 'Éducation nationale'), ('association', 'Association'), ('fondation', 'Fondation'), ('entreprise', 'Entreprise'), ('federation', 'Fédération')], max_length=15, verbose_name='type')),
                ('role', models.CharField(choices=[('action', 'agit avec nous'), ('financier', 'finance')], default='action', max_length=10, verbose_name='ce qu’il fait')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='partners', to='initiatives.initiativepage')),
            ],
            options={
                'verbose_name': 'partenaire',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(initiatives.models.rows.RowOfItsPage, models.Model),
        ),
        migrations.CreateModel(
            name='InitiativePhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('consent_kind', models.CharField(blank=True, choices=[('nobody', 'On ne reconnaît personne'), ('adults', 'Des adultes, qui sont d’accord'), ('minors', 'Des mineurs, avec l’accord de leurs parents')], max_length=10, verbose_name='voit-on des personnes ?')),
                ('consent_given_by', models.CharField(blank=True, help_text='Par exemple : « Les six parents de l’atelier, par écrit. »', max_length=200, verbose_name='qui a donné son accord ?')),
                ('consent_given_on', models.DateField(blank=True, help_text='jj/mm/aaaa.', null=True, verbose_name='accord donné le')),
                ('consent_scope', models.CharField(blank=True, help_text='Par exemple : « Le site et les affiches. »', max_length=200, verbose_name='accord donné pour')),
                ('consent_until', models.DateField(blank=True, help_text='Laissez vide s’il n’y a pas de fin.', null=True, verbose_name='accord valable jusqu’au')),
                ('alt', models.CharField(blank=True, help_text='Pour les personnes aveugles. Exemple : « Une table dressée. »', max_length=125, verbose_name='décrivez ce que l’on voit')),
                ('credit', models.CharField(blank=True, max_length=80, verbose_name='qui a pris la photo ?')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='initiatives.initiativepage')),
                ('picture', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='initiative_rows', to='home.picture', verbose_name='photo')),
            ],
            options={
                'verbose_name': 'photo',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(initiatives.models.rows.RowOfItsPage, models.Model),
        ),
        migrations.CreateModel(
            name='InitiativeQuote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('text', models.TextField(help_text='Ce que la personne a dit, sans guillemets (280 signes au plus).', verbose_name='parole')),
                ('first_name', models.CharField(blank=True, help_text='Un prénom seulement, ou rien.', max_length=40, verbose_name='prénom')),
                ('role', models.CharField(blank=True, help_text='Exemple : « habitante, bénévole depuis deux ans ».', max_length=100, verbose_name='qui est-ce ?')),
                ('consent', models.BooleanField(default=False, verbose_name='cette personne est d’accord pour être citée')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotes', to='initiatives.initiativepage')),
            ],
            options={
                'verbose_name': 'parole',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(initiatives.models.rows.RowOfItsPage, models.Model),
        ),
        migrations.CreateModel(
            name='InitiativeStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('title', models.CharField(help_text='Exemple : « On frappe aux portes ».', max_length=80, verbose_name='titre de l’étape')),
                ('period', models.CharField(blank=True, help_text='Exemple : « Automne 2023 ».', max_length=60, verbose_name='quand ?')),
                ('text', models.TextField(help_text='Qui a fait quoi, en quelques phrases (400 signes au plus).', verbose_name='ce que nous avons fait')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='initiatives.initiativepage')),
            ],
            options={
                'verbose_name': 'étape',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(initiatives.models.rows.RowOfItsPage, models.Model),
        ),
        migrations.CreateModel(
            name='InitiativeTheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='theme_rows', to='initiatives.initiativepage')),
                ('theme', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='initiative_rows', to='home.theme', verbose_name='thème')),
            ],
            options={
                'verbose_name': 'thème',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(initiatives.models.rows.RowOfItsPage, models.Model),
        ),
        migrations.CreateModel(
            name='KeyFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('value', models.CharField(help_text='Exemple : « 58 » ou « 9 sur 10 ».', max_length=20, verbose_name='chiffre')),
                ('label', models.CharField(help_text='Exemple : « parents accueillis en 2025 ».', max_length=100, verbose_name='ce qu’il compte')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='key_figures', to='initiatives.initiativepage')),
            ],
            options={
                'verbose_name': 'chiffre clé',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(initiatives.models.rows.RowOfItsPage, models.Model),
        ),
        migrations.CreateModel(
            name='RemovalRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('photo', 'une photo où l’on me voit'), ('quote', 'une parole que j’ai dite'), ('other', 'autre chose qui me concerne')], max_length=10, verbose_name='de quoi s’agit-il ?')),
                ('message', models.TextField(max_length=2000, verbose_name='votre demande')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='votre adresse électronique')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='date')),
                ('handled_at', models.DateTimeField(blank=True, null=True, verbose_name='traitée le')),
                ('outcome', models.TextField(blank=True, max_length=1000, verbose_name='ce qui a été fait')),
                ('handled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='removal_requests', to='initiatives.initiativepage')),
            ],
            options={
                'verbose_name': 'demande de retrait',
                'verbose_name_plural': 'demandes de retrait',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(max_length=1000, verbose_name='raison')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='date')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='withdrawals', to='initiatives.initiativepage')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'retrait',
                'verbose_name_plural': 'retraits',
                'ordering': ['-created_at'],
            },
        ),
    ]

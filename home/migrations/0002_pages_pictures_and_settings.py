
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import home.models.media
import modelsearch.index
import taggit.managers
import wagtail.fields
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('home', '0001_initial'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='StandardPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', models.TextField(blank=True, max_length=400, verbose_name='introduction')),
                ('body', wagtail.fields.StreamField([('text', 0), ('picture', 3), ('quote', 6)], blank=True, block_lookup={0: ('home.blocks.TextBlock', (), {}), 1: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'image'}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Décrivez ce que l’on voit. Vide si l’image est un décor.', 'label': 'texte alternatif', 'max_length': 125, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('picture', 1), ('alt', 2)]], {}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'citation'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'qui parle ?', 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('author', 5)]], {})}, verbose_name='contenu')),
            ],
            options={
                'verbose_name': 'page simple',
                'verbose_name_plural': 'pages simples',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='nom')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='adresse')),
                ('number', models.PositiveSmallIntegerField(help_text='De 0 à 11 : donne la couleur et l’icône. Ne changez pas ce numéro.', unique=True, validators=[django.core.validators.MaxValueValidator(11)], verbose_name='numéro')),
                ('introduction', models.CharField(blank=True, max_length=250, verbose_name='présentation')),
                ('synonyms', models.CharField(blank=True, help_text='Séparés par des virgules : la recherche les comprend aussi.', max_length=300, verbose_name='autres mots')),
            ],
            options={
                'verbose_name': 'thème',
                'verbose_name_plural': 'thèmes',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('file_size', models.PositiveBigIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, editable=False, max_length=40)),
                ('file', models.FileField(max_length=200, upload_to=home.models.media.place_of_document, verbose_name='fichier')),
                ('source', models.CharField(blank=True, help_text='Qui a produit ce document ?', max_length=120, verbose_name='source')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'permissions': [('choose_attachment', 'Can choose attachment')],
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('promise', models.CharField(default='Ce que les habitants inventent, racontez-le', help_text='Le grand titre de l’accueil, 70 signes au plus.', max_length=70, verbose_name='promesse')),
                ('lead', models.CharField(blank=True, max_length=250, verbose_name='texte d’accueil')),
                ('example_searches', models.CharField(blank=True, help_text='Trois au plus, séparés par des virgules.', max_length=120, validators=[django.core.validators.MaxLengthValidator(120)], verbose_name='exemples de recherche')),
                ('featured_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='fiche à la une')),
            ],
            options={
                'verbose_name': 'page d’accueil',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', upload_to=wagtail.images.models.get_upload_to, verbose_name='file', width_field='width')),
                ('description', models.CharField(blank=True, default='', max_length=255, verbose_name='description')),
                ('width', models.IntegerField(editable=False, verbose_name='width')),
                ('height', models.IntegerField(editable=False, verbose_name='height')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ('consent_kind', models.CharField(blank=True, choices=[('nobody', 'On ne reconnaît personne'), ('adults', 'Des adultes, qui sont d’accord'), ('minors', 'Des mineurs, avec l’accord de leurs parents')], max_length=10, verbose_name='voit-on des personnes ?')),
                ('consent_given_by', models.CharField(blank=True, help_text='Par exemple : « Les six parents de l’atelier, par écrit. »', max_length=200, verbose_name='qui a donné son accord ?')),
                ('consent_given_on', models.DateField(blank=True, help_text='jj/mm/aaaa.', null=True, verbose_name='accord donné le')),
                ('consent_scope', models.CharField(blank=True, help_text='Par exemple : « Le site et les affiches. »', max_length=200, verbose_name='accord donné pour')),
                ('consent_until', models.DateField(blank=True, help_text='Laissez vide s’il n’y a pas de fin.', null=True, verbose_name='accord valable jusqu’au')),
                ('credit', models.CharField(blank=True, help_text='Qui a fait cette image ? Par exemple : « Atelier photo du centre ».', max_length=120, verbose_name='crédit')),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True, verbose_name='retirée le')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'image',
                'verbose_name_plural': 'images',
                'permissions': [('choose_picture', 'Can choose picture')],
                'abstract': False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='SiteSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('site_name', models.CharField(default='C’est possible', max_length=60, verbose_name='nom du site')),
                ('tagline', models.CharField(blank=True, default='Les initiatives des centres sociaux', max_length=140, verbose_name='devise')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='adresse de contact')),
                ('contact_phone', models.CharField(blank=True, max_length=20, verbose_name='téléphone')),
                ('footer', wagtail.fields.RichTextField(blank=True, verbose_name='texte du pied de page')),
                ('accessibility', models.CharField(choices=[('non', 'non conforme'), ('partielle', 'partiellement conforme'), ('totale', 'totalement conforme')], default='non', help_text='« Non conforme » tant qu’un audit ne dit pas autre chose.', max_length=10, verbose_name='accessibilité')),
                ('charter_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page de la charte')),
                ('proposal_help_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page d’aide pour proposer une initiative')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'réglages du site',
                'verbose_name_plural': 'réglages du site',
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.CharField(max_length=60)),
                ('occasion', models.CharField(blank=True, max_length=40)),
                ('about', models.CharField(blank=True, max_length=40)),
                ('taken_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'message envoyé',
                'verbose_name_plural': 'messages envoyés',
                'constraints': [models.UniqueConstraint(fields=('about', 'event', 'occasion', 'user'), name='a_mail_goes_out_once')],
            },
        ),
        migrations.CreateModel(
            name='PictureRendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filter_spec', models.CharField(db_index=True, max_length=255)),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                ('width', models.IntegerField(editable=False)),
                ('height', models.IntegerField(editable=False)),
                ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='home.picture')),
            ],
            options={
                'verbose_name': 'déclinaison',
                'constraints': [models.UniqueConstraint(fields=('image', 'filter_spec', 'focal_point_key'), name='one_rendition_per_spec')],
            },
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
    ]

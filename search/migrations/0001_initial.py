
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='SearchOutbox',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page_id', models.PositiveIntegerField(verbose_name='page')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='créée le')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='essais')),
                ('next_try_at', models.DateTimeField(blank=True, null=True, verbose_name='prochain essai')),
                ('last_error', models.CharField(blank=True, max_length=250, verbose_name='dernière erreur')),
            ],
            options={
                'verbose_name': 'page à indexer',
                'verbose_name_plural': 'pages à indexer',
            },
        ),
        migrations.CreateModel(
            name='SearchRow',
            fields=[
                ('page_id', models.IntegerField(primary_key=True, serialize=False, verbose_name='page')),
                ('type', models.CharField(max_length=20, verbose_name='type')),
                ('published_at', models.DateTimeField(verbose_name='publiée le')),
                ('digest', models.CharField(max_length=64, verbose_name='empreinte')),
                ('folded_title', models.TextField(verbose_name='titre plié')),
            ],
            options={
                'verbose_name': 'entrée de l’index',
                'verbose_name_plural': 'entrées de l’index',
            },
        ),
        migrations.CreateModel(
            name='SearchTerm',
            fields=[
                ('pk', models.CompositePrimaryKey('stem', 'row_id', 'weight', blank=True, editable=False, primary_key=True, serialize=False)),
                ('stem', models.CharField(max_length=64)),
                ('row_id', models.IntegerField()),
                ('weight', models.FloatField()),
            ],
            options={
                'verbose_name': 'mot de l’index',
                'verbose_name_plural': 'mots de l’index',
            },
        ),
        migrations.CreateModel(
            name='SearchText',
            fields=[
                ('page_id', models.IntegerField(primary_key=True, serialize=False, verbose_name='page')),
                ('title', models.TextField(verbose_name='titre')),
                ('summary', models.TextField(verbose_name='résumé')),
                ('labels', models.TextField(verbose_name='étiquettes')),
                ('body', models.TextField(verbose_name='texte')),
                ('folded', models.TextField(verbose_name='texte plié')),
                ('weights', models.JSONField(default=dict, verbose_name='poids')),
            ],
            options={
                'verbose_name': 'texte de l’index',
                'verbose_name_plural': 'textes de l’index',
            },
        ),
        migrations.CreateModel(
            name='SearchFacet',
            fields=[
                ('pk', models.CompositePrimaryKey('row_id', 'facet', 'value', blank=True, editable=False, primary_key=True, serialize=False)),
                ('row_id', models.IntegerField()),
                ('facet', models.PositiveSmallIntegerField()),
                ('value', models.CharField(max_length=100)),
            ],
            options={
                'verbose_name': 'valeur de critère',
                'verbose_name_plural': 'valeurs de critères',
                'indexes': [models.Index(fields=['facet', 'value', 'row_id'], name='search_facet_value')],
            },
        ),
    ]


from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('review', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='vote',
            name='cancelled_for',
            field=models.CharField(choices=[('text', 'Ne compte plus : la fiche a changé depuis.'), ('voice', 'Ne compte plus : cette personne ne peut plus juger la fiche.')], default='text', max_length=5, verbose_name='pourquoi'),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('home', '0003_what_was_tried'),
    ]

    operations = [
        migrations.AddField(
            model_name='picture',
            name='taken_off_on',
            field=models.DateField(editable=False, null=True, verbose_name='plus montrée depuis le'),
        ),
    ]

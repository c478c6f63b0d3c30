
import django.db.models.deletion
import network.reviewed
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='GazettePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('news', models.TextField()),
            ],
            options={
                'verbose_name': 'gazette',
            },
            bases=(network.reviewed.NetworkReviewedPage, 'wagtailcore.page'),
        ),
    ]

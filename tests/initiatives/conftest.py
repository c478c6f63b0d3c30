"""The desk of a contributor, in front of the guided form."""

import pytest
from django.urls import reverse

from tests.factories import AudienceFactory, ThemeFactory
from tests.initiatives.form_data import complete_data


@pytest.fixture
def desk(world, as_):
    """The contributor's client, with the address of a new form of her centre."""
    client = as_(world.author)
    client.add_address = reverse(
        "wagtailadmin_pages:add",
        args=["initiatives", "initiativepage", world.centre.pk],
    )
    client.theme = ThemeFactory(number=7, name="Lien social", slug="lien-social")
    client.audience = AudienceFactory(name="Familles", slug="familles")
    return client


@pytest.fixture
def data(desk):
    """data(**fields): what the form of a whole fiche sends."""
    return lambda **fields: complete_data(desk.theme, desk.audience, **fields)


@pytest.fixture
def late_worker(settings):
    """Tasks wait in the database, and nobody does them."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

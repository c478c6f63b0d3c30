"""Two colleagues who began under one title at one moment both go on writing."""

import pytest

from initiatives.models import InitiativePage

from ..form_data import post_data

pytestmark = pytest.mark.django_db


def test_a_draft_whose_address_a_sibling_took_is_saved(world, as_):
    first = world.fiche()
    second = InitiativePage.objects.get(pk=world.fiche(title=first.title).pk)
    second.slug = first.slug
    second.save(clean=False)
    second.save_revision(clean=False)
    answer = as_(world.author).post(
        f"/admin/pages/{second.pk}/edit/",
        post_data(title=first.title),
        HTTP_ACCEPT="application/json",
    )
    assert answer.status_code == 200
    assert answer.json()["success"]
    slugs = {InitiativePage.objects.get(pk=page.pk).slug for page in (first, second)}
    assert len(slugs) == 2

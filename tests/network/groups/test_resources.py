"""Who reads which resource, and its file."""

import pytest
from django.test import Client

from network.models import FederationMembership
from tests.factories import (
    AttachmentFactory,
    CentrePageFactory,
    FederationMembershipFactory,
    FederationPageFactory,
    MembershipFactory,
    ResourceFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cher(tree):
    return FederationPageFactory(title="Fédé du Cher", slug="cher")


@pytest.fixture
def kept(cher):
    """A resource for members, with a file."""
    return ResourceFactory(
        federation=cher, title="Le bilan", is_public=False, file=AttachmentFactory()
    )


def shown(client, address="/ressources/"):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer, answer.content.decode()


def status_of(client, resource):
    """Of its file, read to the end as a browser does."""
    answer = client.get(resource.file.url)
    if answer.status_code == 200:
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
    return answer.status_code, answer.get("Cache-Control", "")


def test_visitors_find_what_is_public_by_kind_theme_federation_and_year(cher):
    theme = ThemeFactory(slug="sante", name="Santé")
    one = {"federation": cher, "theme": theme, "year": 2019, "kind": "etude"}
    ResourceFactory(title="L’étude", **one)
    ResourceFactory(title="Le guide", year=2024)
    for asked in ("sorte=etude", "theme=sante", "federation=cher", "annee=2019"):
        text = shown(Client(), f"/ressources/?{asked}")[1]
        assert "L’étude" in text and "Le guide" not in text, asked
    for asked in ("annee=20260", "theme=12", "sorte=", "federation=nulle"):
        text = shown(Client(), f"/ressources/?{asked}")[1]
        assert "L’étude" in text and "Le guide" in text, asked


def test_one_whose_file_is_deleted_is_offered_to_nobody(cher):
    resource = ResourceFactory(federation=cher, title="Perdu", file=AttachmentFactory())
    assert "Perdu" in shown(Client())[1]
    type(resource.file).objects.filter(pk=resource.file.pk).delete()
    for address in ("/ressources/", cher.url):
        assert "Perdu" not in shown(Client(), address)[1]


def test_who_is_of_the_federation_or_of_its_centres_reads_what_is_kept(cher, kept, as_):
    editor, contributor, stranger, gone = (UserFactory() for _ in range(4))
    FederationMembershipFactory(user=editor, federation=cher)
    MembershipFactory(user=contributor, centre=CentrePageFactory(federation=cher))
    MembershipFactory(user=stranger, centre=CentrePageFactory())
    left = FederationMembershipFactory(user=gone, federation=cher)
    FederationMembership.objects.filter(pk=left.pk).update(ended_at=left.started_at)
    for user in (editor, contributor):
        answer, text = shown(as_(user))
        assert "Le bilan" in text and "Réservé à la fédération" in text
        assert "no-store" in answer["Cache-Control"]
        assert "Le bilan" in shown(as_(user), cher.url)[1]
        status, kept_by = status_of(as_(user), kept)
        assert (status, "no-store" in kept_by) == (200, True)
    for client in (as_(stranger), as_(gone), Client()):
        for address in ("/ressources/", cher.url):
            assert "Le bilan" not in shown(client, address)[1]
        assert status_of(client, kept)[0] == 404


def test_a_file_is_for_everybody_while_a_public_resource_gives_it(cher):
    given = ResourceFactory(federation=cher, file=AttachmentFactory())
    assert status_of(Client(), given)[0] == 200
    given.is_public = False
    given.save()
    assert status_of(Client(), given)[0] == 404
    ResourceFactory(federation=cher, file=given.file)
    assert status_of(Client(), given)[0] == 200
    cher.unpublish()
    assert status_of(Client(), given)[0] == 404


@pytest.mark.one_database("nothing of a visitor’s page is asked of a session")
def test_a_visitor_gets_no_cookie_and_is_told_where_the_rest_is(cher, kept):
    answer, text = shown(Client())
    assert not answer.cookies and "Cache-Control" not in answer
    assert "/connexion/?next=/ressources/" in text

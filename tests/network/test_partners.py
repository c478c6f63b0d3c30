"""The register of partners: what visitors read of one, and two that are one."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from initiatives.models import InitiativePartner
from network.groups.models import GroupParticipant
from network.models import Convention, Partner
from network.projects.models import ProjectEntry, Signatory
from tests.conftest import COUNTED_ONCE
from tests.factories import (
    FederalProjectPageFactory,
    FederationPageFactory,
    InitiativePageFactory,
    PartnerFactory,
    WorkingGroupPageFactory,
    publish,
)
from tests.network.people import REFUSED

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("keys and conditions are the ORM's alone"),
]


def name_everywhere(partner, many=1):
    """Documents, groups, fiches and conventions that name it: {what: [page]}."""
    federation = FederationPageFactory()
    named = f" partner:{partner.pk} "
    found = {"signed": [], "groups": [], "fiches": []}
    for number in range(many):
        federation.refresh_from_db()
        Convention.objects.create(
            partner=partner,
            federation=federation,
            title=f"Convention {number}",
            ends_on=timezone.localdate() + timedelta(days=number),
        )
        rows = {
            "signatories": [Signatory(name="Le conseil", partner=partner)],
            "entries": [ProjectEntry(uuid=uuid4(), title="Financer", links=named)],
        }
        project = FederalProjectPageFactory(
            parent=federation, rows=rows, published=True
        )
        found["signed"].append(project)
        rows = {"participants": [GroupParticipant(name="Le conseil", partner=partner)]}
        federation.refresh_from_db()
        group = WorkingGroupPageFactory(parent=federation, rows=rows, published=True)
        found["groups"].append(group)
        fiche = InitiativePageFactory()
        fiche.partners.add(
            InitiativePartner(name="Le conseil", partner=partner, role="financier")
        )
        fiche.save_revision()
        found["fiches"].append(publish(fiche))
    return found


def test_a_partner_shows_what_names_it_and_only_what_visitors_read(tree):
    partner = PartnerFactory(name="Caf de l’Indre", website="https://caf.example/")
    found = name_everywhere(partner)
    address = f"/partenaires/{partner.pk}-caf-de-l-indre/"
    assert partner.url == address
    page = Client().get(address).content.decode()
    for pages in found.values():
        assert f'href="{pages[0].url}' in page
    for words in ("Financer", "Convention 0", "financement", "https://caf.example/"):
        assert words in page
    assert f'href="{address}"' in Client().get("/partenaires/").content.decode()
    for pages in found.values():
        pages[0].unpublish()
        shown = Client().get(address).content.decode()
        assert f'href="{pages[0].url}' not in shown
        assert pages[0].title not in shown


def test_each_page_that_names_a_partner_leads_to_it(tree):
    partner = PartnerFactory()
    for pages in name_everywhere(partner).values():
        answer = Client().get(pages[0].url)
        assert f'href="{partner.url}"' in answer.content.decode()


def test_an_address_leads_to_the_one_that_answers(tree):
    stays = PartnerFactory(name="Caf")
    gone = PartnerFactory(name="Caf 37", merged_into=stays)
    first = PartnerFactory(name="Cafal", merged_into=gone)
    client = Client()
    for partner in (gone, first):
        answer = client.get(partner.url)
        # Not for good: browsers would keep a merge that was undone.
        assert (answer.status_code, answer["Location"]) == (302, stays.url)
    answer = client.get(f"/partenaires/{stays.pk}-autrefois/")
    assert (answer.status_code, answer["Location"]) == (301, stays.url)
    assert client.get("/partenaires/999999-rien/").status_code == 404
    assert client.get(f"/partenaires/{'9' * 30}-rien/").status_code == 404


@COUNTED_ONCE
def test_a_partner_is_read_in_twelve_queries_whatever_names_it(tree):
    counts = []
    for many in (1, 4):
        partner = PartnerFactory()
        PartnerFactory(merged_into=partner)
        name_everywhere(partner, many)
        Client().get(partner.url)
        with CaptureQueriesContext(connection) as captured:
            assert Client().get(partner.url).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 12, captured.captured_queries


def merging(partner, end="reunir"):
    return f"/admin/partenaires/{partner.pk}/{end}/"


def test_a_webmaster_merges_two_partners_and_undoes_it(world, as_):
    client = as_(world.webmaster)
    kept, typed_twice = PartnerFactory(name="Caf"), PartnerFactory(name="C.A.F.")
    project = name_everywhere(typed_twice)["signed"][0]
    asked = client.post(merging(typed_twice), {"stays": kept.pk}).content.decode()
    assert "1 document signé" in asked and "1 fiche" in asked
    assert not Partner.objects.exclude(merged_into=None).exists()
    data = {"stays": kept.pk, "confirmed": "1"}
    assert client.post(merging(typed_twice), data).status_code == 302
    # Links follow, on both ends; nothing voted is rewritten.
    assert f'href="{project.url}' in Client().get(kept.url).content.decode()
    assert f'href="{kept.url}"' in Client().get(project.url).content.decode()
    assert Signatory.objects.get().partner == typed_twice
    assert "C.A.F." not in Client().get("/partenaires/").content.decode()
    assert client.get(merging(typed_twice, "separer")).status_code == 200
    assert client.post(merging(typed_twice, "separer")).status_code == 302
    assert f'href="{project.url}' not in Client().get(kept.url).content.decode()
    assert f'href="{project.url}' in Client().get(typed_twice.url).content.decode()
    logged = ModelLogEntry.objects.values_list("action", flat=True).order_by("pk")
    assert list(logged)[-2:] == [
        "network.partner.merged",
        "network.partner.separated",
    ]


def test_no_merge_makes_a_circle_and_a_chain_is_followed(world, as_):
    client = as_(world.webmaster)
    a, b, c = (PartnerFactory(name=name) for name in "ABC")
    confirmed = {"confirmed": "1"}

    def merge(partner, stays):
        data = confirmed | {"stays": stays.pk}
        return client.post(merging(partner), data).status_code

    assert merge(a, a) == 400
    assert (merge(a, b), merge(b, a)) == (302, 400)
    assert merge(a, c) == 400
    assert merge(b, c) == 302
    assert merge(c, a) == merge(c, b) == 400
    assert Partner.objects.keys_of(c) == [c.pk, b.pk, a.pk]
    found = Partner.objects.named([a.pk, b.pk, c.pk])
    assert set(found.values()) == {c}
    client.post(merging(b, "separer"))
    assert Partner.objects.named([a.pk])[a.pk] == b


def test_the_register_is_the_webmasters_and_keeps_every_partner(world, as_):
    partner = PartnerFactory(name="Mairie de Blois")
    client = as_(world.webmaster)
    listed = client.get("/admin/network/partner/")
    assert "Mairie de Blois" in listed.content.decode()
    assert merging(partner) in listed.content.decode()
    data = {"name": "Ville de Blois", "kind": "commune", "level": "local"}
    edit = f"/admin/network/partner/edit/{partner.pk}/"
    assert client.post(edit, data | {"website": ""}).status_code == 302
    assert client.get(f"/admin/network/partner/delete/{partner.pk}/").status_code in (
        REFUSED
    )
    for address in (merging(partner), merging(partner, "separer"), edit):
        assert as_(world.referent).get(address).status_code in REFUSED
    partner.refresh_from_db()
    assert partner.name == "Ville de Blois"

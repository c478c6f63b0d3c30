"""A visitor asks for a photo to go; the referent answers, then withdraws the fiche."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from initiatives.life import removal
from initiatives.models import InitiativePage, RemovalRequest
from tests.factories import PictureFactory, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_life_after_publication(town, visit, fits, monkeypatch):
    monkeypatch.setattr(removal, "QUICKEST", -1)  # this visitor types fast
    fiche = publish(town.fiche(title="Un potager", picture=PictureFactory()))
    old = timezone.now() - timedelta(days=400)
    InitiativePage.objects.filter(pk=fiche.pk).update(last_published_at=old)

    visitor = visit()
    visitor.goto(fiche.get_url())
    visitor.get_by_role("link", name="Demander le retrait").click()
    fits(visitor)
    visitor.get_by_label("De quoi s’agit-il").select_option("photo")
    visitor.get_by_label("Votre demande").fill("Je suis à gauche sur la photo.")
    visitor.get_by_role("button", name="Envoyer la demande").click()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("est partie")
    assert visitor.context.cookies() == []

    referent = visit(town.referent)
    fits(referent)
    referent.get_by_role("button", name="Toujours d’actualité").click()
    expect(referent.get_by_text("La date est affichée sur la fiche")).to_be_visible()
    referent.get_by_role("link", name="Lire et répondre").click()
    referent.get_by_role("link", name="Un potager").click()
    fits(referent)
    referent.get_by_role("button", name="Masquer la photo").click()
    expect(referent.get_by_text("masquée le")).to_be_visible()
    referent.get_by_label("Ce qui a été fait").fill("La photo est masquée.")
    referent.get_by_role("button", name="Clore la demande").click()
    expect(referent.get_by_text("Personne n’attend de réponse")).to_be_visible()
    assert RemovalRequest.objects.get().handled_by == town.referent

    referent.goto(f"/admin/fiches/{fiche.pk}/retirer/")
    fits(referent)
    referent.get_by_label("Pourquoi").fill("L’activité a changé de nature.")
    referent.get_by_role("button", name="Retirer cette fiche").click()
    expect(referent.get_by_text("n’est plus en ligne")).to_be_visible()
    answer = visitor.goto(fiche.get_url())
    assert answer.status == 410
    fits(visitor)

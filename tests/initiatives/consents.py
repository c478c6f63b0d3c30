"""Agreements of the people one sees on a photo, counted in days from the real today."""

from datetime import timedelta

from django.utils import timezone

from initiatives.models import InitiativePage, InitiativePhoto

TODAY = timezone.localdate()
GIVEN = {"consent_kind": "adults", "consent_given_by": "Elles"}


def day(number):
    return TODAY + timedelta(days=number)


def agreed_until(number, on=-90):
    """The columns of an agreement given on a day, until another."""
    return GIVEN | {"consent_given_on": day(on), "consent_until": day(number)}


def fiche_with(world, picture, **consent):
    """A fiche that could be submitted, whose photo has this register."""
    fiche = world.fiche(picture=picture)
    InitiativePhoto.objects.filter(page=fiche).update(**consent)
    fiche = InitiativePage.objects.get(pk=fiche.pk)
    fiche.save_revision(user=world.author)
    return InitiativePage.objects.get(pk=fiche.pk)

"""Centres as they are online: a page, how to reach it, what vouches for both."""

import factory
import wagtail_factories
from wagtail.models import Page

from network.models import CentreContact, CentreIndexPage, CentrePage
from network.review.triggers.door import opened
from network.review.vouching import vouch_for

IMPORTED = {"user": None, "reason": "Essai"}
REACHED = {
    "email": "accueil@centre.example",
    "phone": "02 61 91 00 00",
    "address": "",
    "website": "",
    "opening_hours": "",
}


class CentrePageFactory(wagtail_factories.PageFactory):
    """Under the index of the tree, unless `parent` is given; online as an import,
    unless `live=False`."""

    title = factory.Sequence(lambda n: f"Centre social n° {n}")
    slug = factory.Sequence(lambda n: f"centre-{n}")
    parent = factory.LazyFunction(lambda: CentreIndexPage.objects.get())
    departement = factory.SubFactory("tests.factories.DepartementFactory")
    commune = "Tours"

    class Meta:
        model = CentrePage

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        reached = {name: kwargs.pop(name) for name in REACHED if name in kwargs}
        is_live = kwargs.pop("live", True)
        centre = super()._create(model_class, *args, live=False, **kwargs)
        CentreContact.objects.filter(centre=centre).update(**(REACHED | reached))
        if is_live:
            with opened(centre.pk):
                Page.objects.filter(pk=centre.pk).update(live=True)
                vouch_for(CentrePage.objects.filter(pk=centre.pk), **IMPORTED)
        return CentrePage.objects.get(pk=centre.pk)

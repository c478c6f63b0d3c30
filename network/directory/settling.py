"""Pages that were there before the register of communes, or before its newest file."""

from django.apps import apps

from ..models.centre import CentrePage
from ..models.commune import Commune
from ..models.located import Located
from .names import folded_name, key_of


def settle_pages(everywhere):
    """Those without coordinates take those of their commune; `everywhere`: all of them.

    Of a centre, a name and a département are one commune. What has neither stays.
    """
    for centre in CentrePage.objects.filter(code_insee="").select_related(
        "departement"
    ):
        if code := _code_of(centre):
            CentrePage.objects.filter(pk=centre.pk).update(code_insee=code)
    # Not `__subclasses__`: SQLite's migrations leave models of tables that are gone.
    for model in filter(_is_located, apps.get_models()):
        pages = model.objects.exclude(code_insee="")
        for page in pages if everywhere else pages.filter(latitude=None):
            followed = {name: getattr(page, name) for name in page.follow_commune()}
            model.objects.filter(pk=page.pk).update(**followed)


def _is_located(model):
    return issubclass(model, Located)


def _code_of(centre):
    key = key_of(folded_name(centre.commune))
    found = Commune.objects.filter(key=key, departement=centre.departement)
    codes = {one.current.code for one in found.select_related("now")}
    return codes.pop() if len(codes) == 1 else ""

"""What a federation keeps by itself: its agenda and its resources, in the same screens."""

from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from ..files import forget_file
from ..models import Event, Resource
from .forms import EventForm, ResourceForm


@dataclass(frozen=True)
class Kept:
    """`name` is that of its addresses; the rest is what its screens say."""

    name: str
    model: type[Model]
    form_class: type
    title: str
    add: str
    change: str
    empty: str
    saved: str
    delete: str
    deleted: str
    asked: str

    def rows_of(self, federation):
        """Those of a federation, the latest first: a QuerySet."""
        rows = self.model.objects.filter(federation=federation)
        return rows.order_by("-day", "-pk") if self.model is Event else rows

    def remove(self, row):
        """Delete a row, and its file if it has one."""
        file = getattr(row, "file", None)
        row.delete()
        if file:
            forget_file(file)


EVENTS = Kept(
    name="event",
    model=Event,
    form_class=EventForm,
    title=_("L’agenda"),
    add=_("Annoncer un rendez-vous"),
    change=_("Modifier ce rendez-vous"),
    empty=_("Aucun rendez-vous n’est encore annoncé."),
    saved=_("C’est enregistré, et en ligne dans l’agenda."),
    delete=_("Supprimer ce rendez-vous"),
    deleted=_("Le rendez-vous est supprimé."),
    asked=_(
        "Il quitte l’agenda tout de suite, avec ce qui y est raconté. Ses documents "
        "restent dans les ressources."
    ),
)
RESOURCES = Kept(
    name="resource",
    model=Resource,
    form_class=ResourceForm,
    title=_("Les ressources"),
    add=_("Ajouter une ressource"),
    change=_("Modifier cette ressource"),
    empty=_("Aucune ressource n’est encore déposée."),
    saved=_("C’est enregistré, et en ligne dans les ressources."),
    delete=_("Supprimer cette ressource"),
    deleted=_("La ressource est supprimée."),
    asked=_("Elle quitte le site tout de suite, et son fichier avec elle."),
)

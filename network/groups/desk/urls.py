from django.urls import path

from . import views
from .kept import EVENTS, RESOURCES

app_name = "federation"


def _addresses(word, kept):
    """The four screens of one thing that is kept."""
    here, name = {"kept": kept}, kept.name
    of, one = f"<int:federation_id>/{word}/", f"{word}/<int:row_id>/"
    return [
        path(of, views.rows, here, name=f"{name}s"),
        path(f"{of}nouveau/", views.add, here, name=f"{name}_add"),
        path(one, views.change, here, name=name),
        path(f"{one}supprimer/", views.delete, here, name=f"{name}_delete"),
    ]


urlpatterns = [
    *_addresses("rendez-vous", EVENTS),
    *_addresses("ressources", RESOURCES),
]
# For the allow-list of desk.py; each view then asks permissions.py.
view_names = [f"{app_name}:{pattern.name}" for pattern in urlpatterns]

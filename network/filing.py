"""Where the files of a centre live: Territory.collection > CentrePage.collection.

Nested under a territory: among 1,200 siblings a new collection costs 1,210 queries
(editorial.md, section 2).
"""

from django.utils.translation import gettext as _
from wagtail.models import Collection


def collection_of_territory(territory):
    """The collection of a département, made at its first centre."""
    if territory.collection_id is None:
        name = territory.label_with_code
        root = Collection.get_first_root_node()
        territory.collection = root.add_child(instance=Collection(name=name))
        territory.save(update_fields=["collection"])
    return territory.collection


def collection_of_centre(centre):
    """A new collection for a centre that has none yet."""
    # Read again: treebeard counts children on the instance it is given.
    parent = Collection.objects.get(pk=collection_of_territory(centre.departement).pk)
    return parent.add_child(instance=Collection(name=centre.title[:255]))


def collection_of_groups():
    """What groups and commissions write: nobody chooses it but webmasters."""
    root, name = Collection.get_first_root_node(), _("Comptes rendus des groupes")
    found = root.get_children().filter(name=str(name)).first()
    return found or root.add_child(instance=Collection(name=str(name)))

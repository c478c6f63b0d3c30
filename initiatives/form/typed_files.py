"""A typed number opens no file of another centre, and does not even tell its title.

Trap: a chooser shows the title of whatever number was posted, also when the form is
refused for it or for anything else.
"""

import re

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from home.keys import typed_key

PICTURE = re.compile(r"photos-(\d{1,4})-picture")
DOCUMENT = re.compile(r"complements-\d+-value-document")


def refused_fields(data, page, user):
    """The names of the fields of a post that hold a file `user` may not choose.

    `page` is the fiche as it stands: the files it has may stay, whoever saves it.
    """
    pictures, documents = page.files_in(page.serializable_data() if page.pk else {})
    return [
        *_refused(data, PICTURE, get_image_model(), pictures, user),
        *_refused(data, DOCUMENT, get_document_model(), documents, user),
    ]


def _refused(data, pattern, model, already_there, user):
    typed = {name: data[name] for name in data if pattern.fullmatch(name)}
    keys = {name: typed_key(value) for name, value in typed.items() if value}
    if not keys:
        return
    files = model._default_manager.in_bulk(set(keys.values()) - {None})
    policy = policy_registry.get_by_type(model)
    for name, key in keys.items():
        if key is not None and key in already_there:
            continue
        file = files.get(key)
        if not file or not policy.user_has_permission_for_instance(
            user, "choose", file
        ):
            yield name

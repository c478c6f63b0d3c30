"""The files of resources: they stand in no centre's collection, and leave with them."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ReferenceIndex

from .models import Resource


def forget_file(document):
    """Delete an Attachment that no resource and no page gives to read any more.

    Not by `is_used`: the index may still know the row that has just left it.
    """
    own = ContentType.objects.get_for_model(Resource)
    elsewhere = ReferenceIndex.get_references_to(document).exclude(
        base_content_type=own
    )
    is_given = Resource.objects.of_file(document).exists()
    if not (is_given or elsewhere.exists() or document.why_frozen):
        type(document).objects.filter(pk=document.pk).delete()

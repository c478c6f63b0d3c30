"""What a form of the back office asks for each kind of column, and says of a wrong value."""

from django.db.models import (
    DateField,
    EmailField,
    IntegerField,
    SlugField,
    TextField,
    URLField,
)

from .numbers import WholeNumberField
from .sentences import DATE, EMAIL, WEB_ADDRESS
from .signs import LongTextField


def register_form_fields():
    """To be called once all apps are ready: Wagtail's forms need its models."""
    from taggit.managers import TaggableManager
    from wagtail.admin.forms.models import register_form_field_override
    from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput

    from .slugs import AddressField, AddressInput
    from .tags import OneSpellingField

    # Exactly this class, as in the core: a RichTextField has its own widget.
    register_form_field_override(
        TextField,
        override={"widget": AdminAutoHeightTextInput, "form_class": LongTextField},
        exact_class=True,
    )
    for column, override in (
        (SlugField, {"widget": AddressInput, "form_class": AddressField}),
        (IntegerField, {"form_class": WholeNumberField}),
        (TaggableManager, {"form_class": OneSpellingField}),
        (EmailField, {"error_messages": EMAIL}),
        # As in the core, with a sentence.
        (DateField, {"widget": AdminDateInput, "error_messages": DATE}),
        (URLField, {"assume_scheme": "https", "error_messages": WEB_ADDRESS}),
    ):
        register_form_field_override(column, override=override)

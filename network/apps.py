from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "network"
    verbose_name = _("le réseau")

    def ready(self):
        """Register the last word on who may do what (editorial.md, section 2)."""
        from wagtail.documents import get_document_model
        from wagtail.documents.models import Document
        from wagtail.images import get_image_model
        from wagtail.images.models import Image
        from wagtail.models import Page
        from wagtail.permissions import register_permission_policy

        from . import federation_roster
        from .partner_choice import choose_in_the_register
        from .policies import CentreFilePolicy, MembershipPagePolicy

        register_permission_policy(Page, MembershipPagePolicy())
        for model, auth_model in (
            (get_image_model(), Image),
            (get_document_model(), Document),
        ):
            policy = CentreFilePolicy(
                model, auth_model=auth_model, owner_field_name="uploaded_by_user"
            )
            register_permission_policy(model, policy)
        federation_roster.connect()
        choose_in_the_register()

"""How a form chooses a partner of the register, wherever a row names one."""

from django import forms
from django.db.models import ForeignKey
from django.utils.translation import gettext as _


class PartnerSelect(forms.Select):
    """Those that no other one replaces; and the one chosen before, whatever became of
    it: without it the row would lose its partner at the next save."""

    def create_option(self, name, value, label, *args, **kwargs):
        option = super().create_option(name, value, label, *args, **kwargs)
        partner = getattr(value, "instance", None)
        if partner and partner.merged_into_id:
            stays = partner.answering()
            option["label"] = _("%(name)s (réuni avec %(stays)s)") % {
                "name": partner.name,
                "stays": stays.name,
            }
        return option

    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        return [
            (label, kept, index)
            for label, options, index in groups
            if (kept := [one for one in options if self._is_offered(one)])
        ]

    def _is_offered(self, option):
        partner = getattr(option["value"], "instance", None)
        return option["selected"] or not (partner and partner.merged_into_id)


def choose_in_the_register():
    """Every form of the back office that names a partner offers this choice."""
    from wagtail.admin.forms.models import register_form_field_override

    override = {"widget": PartnerSelect}
    register_form_field_override(ForeignKey, to="network.Partner", override=override)

"""How the forms of our own pages show a field, once for all.

A template writes `{{ field.as_field_group }}` and nothing else; the renderer of the
form says in which look. Wagtail never asks for a field group: the forms of its admin
keep their own templates.
"""

from django.forms.renderers import TemplatesSetting


class PublicRenderer(TemplatesSetting):
    """The look of the public pages, of every form that says nothing."""

    field_template_name = "includes/field.html"


class DeskRenderer(TemplatesSetting):
    """The look of the back office: `default_renderer = DeskRenderer` on the form."""

    field_template_name = "includes/desk_field.html"

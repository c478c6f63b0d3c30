"""What several templates show is written in one of them."""

import re

import pytest
from django import forms
from django.forms.renderers import get_default_renderer
from django.template.loader import render_to_string
from django.test.html import parse_html
from django.urls import get_resolver
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.collections import BaseCollectionMemberForm

from home.rendering import DeskRenderer, PublicRenderer
from home.views import LoginForm, LostPasswordForm
from initiatives.life.removal import RemovalForm
from network.review.forms import AbstainForm, ChangesForm, SupportForm

from .test_architecture import ORDER, ROOT, files

FIELDS = {"includes/field.html", "includes/desk_field.html"}
SUMMARIES = {"includes/form_errors.html", "includes/desk_errors.html"}
# A control, or what goes with one: {{ field }}, {{ form.kind }}, {{ box.label }}.
# `form.fresh` is a text that the form signs.
CONTROL = re.compile(
    r"\{\{\s*(field|box|radio|(\w*form|ballot|filters)\.(?!fresh\b)\w+)\s*\}\}"
)
PART = re.compile(
    r"\b(id_for_label|html_name|choice_label|label_tag|legend_tag|errors)\b|"
    r"\b(field|box)\.(label|help_text|value)\b"
)


def written_in(pattern):
    return {
        str(path.relative_to(ROOT / "templates"))
        for path in files("templates", pattern="*.html")
        if re.search(pattern, path.read_text(encoding="utf-8"))
    }


def test_a_template_shows_a_field_as_its_group_or_not_at_all():
    assert written_in(CONTROL) == FIELDS
    assert written_in(PART) == FIELDS | SUMMARIES
    assert len(written_in(r"as_field_group")) > 10


@pytest.mark.parametrize(
    ("markup", "template"),
    [
        (r'class="crumbs', "includes/crumbs.html"),
        (r'class="hero', "includes/hero.html"),
        (r"notice--error", "includes/desk_errors.html"),
        (r'class="notice error', "includes/form_errors.html"),
        (r'class="desk-pages', "includes/desk_pages.html"),
    ],
)
def test_what_several_pages_show_is_written_once(markup, template):
    assert written_in(markup) == {template}


def our_forms():
    def below(cls):
        for child in cls.__subclasses__():
            yield child
            yield from below(child)

    assert get_resolver().url_patterns  # every module of views is read by then
    of_wagtail = (WagtailAdminModelForm, BaseCollectionMemberForm)
    never_shown = (SupportForm, ChangesForm, AbstainForm)
    return {
        form
        for form in below(forms.BaseForm)
        if form.__module__.split(".")[0] in ORDER
        and not issubclass(form, (*of_wagtail, *never_shown))
    }


def test_a_form_has_the_look_of_the_desk_unless_visitors_see_it():
    public = (LoginForm, LostPasswordForm, RemovalForm)
    looks = {form: form.default_renderer for form in our_forms()}
    assert len(looks) > 12
    for form, look in looks.items():
        assert look is (None if issubclass(form, public) else DeskRenderer), form
    assert isinstance(get_default_renderer(), PublicRenderer)


class Asked(forms.Form):
    email = forms.EmailField(label="Adresse", help_text="La vôtre.")
    kind = forms.ChoiceField(label="Sorte", choices=[("a", "A"), ("b", "B")])
    message = forms.CharField(help_text="En <deux> mots.", widget=forms.Textarea)


class AskedAtTheDesk(Asked):
    box = forms.BooleanField(label="Vu", help_text="Cochez.")
    answer = forms.ChoiceField(
        label="Réponse",
        help_text="Une seule.",
        choices=[("yes", "Oui"), ("no", "Non")],
        widget=forms.RadioSelect,
    )


def elements(markup):
    """(name, {attribute: value}) of each element, in order."""

    def below(element):
        for child in element.children:
            if not isinstance(child, str):
                yield child.name, dict(child.attributes)
                yield from below(child)

    return list(below(parse_html(f"<div>{markup}</div>")))


@pytest.mark.parametrize(
    ("form_class", "renderer"),
    [(Asked, PublicRenderer), (AskedAtTheDesk, DeskRenderer)],
)
@pytest.mark.parametrize("data", [None, {}])
def test_label_help_and_error_are_tied_to_their_control(form_class, renderer, data):
    for field in form_class(data, renderer=renderer()):
        shown = elements(field.as_field_group())
        named = {"input", "select", "textarea"}
        controls = [attributes for name, attributes in shown if name in named]
        groups = [attributes for name, attributes in shown if name == "fieldset"]
        labels = [attributes["for"] for name, attributes in shown if name == "label"]
        assert set(labels) == {control["id"] for control in controls}
        parts = [f"{field.auto_id}_helptext"] if field.help_text else []
        parts += [f"{field.auto_id}_error"] if field.errors else []
        (described,) = groups or controls
        assert described.get("aria-describedby", "").split() == parts
        assert {attributes.get("id") for _name, attributes in shown} >= set(parts)
        if data is not None:
            assert "Champ requis" in field.as_field_group()
            assert {control["aria-invalid"] for control in controls} == {"true"}


def test_each_error_of_a_form_leads_to_its_field():
    form = AskedAtTheDesk({}, renderer=DeskRenderer())
    context = {"form": form, "title": "Rien n’a été fait"}
    summary = elements(render_to_string("includes/desk_errors.html", context))
    leads = {attributes["href"] for name, attributes in summary if name == "a"}
    shown = elements("".join(field.as_field_group() for field in form))
    assert len(leads) == len(form.fields)
    assert leads <= {f"#{attributes.get('id')}" for _name, attributes in shown}


@pytest.mark.django_db
def test_the_forms_of_wagtail_keep_their_own_look(world, as_):
    shown = as_(world.webmaster).get("/admin/account/").content.decode()
    assert "w-field__input" in shown
    assert "ballot__group" not in shown
    assert '<label class="label"' not in shown

"""Which asking of an undefined name is a fault, and whose."""

import pytest
from django.template import Context, Origin, Template
from django.template.loader import get_template

from .undefined import OURS, taken


def met(source, folder=OURS, **context):
    origin = Origin(str(folder / "of_this_test.html"))
    printed = Template(source, origin).render(Context(context))
    return printed, taken()


@pytest.mark.parametrize(
    "source",
    [
        "{{ typo }}",
        "{{ word.typo }}",
        "{{ typo|upper }}",
        "{% for one in typo %}{{ one }}{% endfor %}",
        "{% with one=typo %}{% endwith %}",
        "{% load i18n %}{% blocktranslate %}{{ typo }}{% endblocktranslate %}",
        "{% load i18n %}{% blocktranslate with one=typo %}{{ one }}{% endblocktranslate %}",
    ],
)
def test_an_undefined_name_is_told_with_its_place_and_prints_nothing(source):
    printed, places = met("\n" + source, word="défini")
    assert printed == "\n"
    assert len(places) == 1
    assert places[0].startswith("of_this_test.html:2: ")


@pytest.mark.parametrize(
    "source",
    [
        "{{ word }}{{ nothing }}",
        "{% if typo %}{% elif word.typo %}{% endif %}",
        "{{ typo|default:word }}",
        "{% firstof typo word %}",
        "{% for one in nothing %}{% endfor %}{% for one in empty %}{% endfor %}",
    ],
)
def test_a_template_may_ask_whether_something_is_there(source):
    assert met(source, word="défini", nothing=None, empty=[])[1] == []


def test_the_templates_of_libraries_are_left_alone(tmp_path):
    assert met("{{ typo }}{% for one in typo %}{% endfor %}", tmp_path) == ("", [])


def test_a_template_of_ours_is_watched_where_it_is_included():
    get_template("includes/field.html").render({})
    assert taken() != []

import pytest
from django.template import Context, Template
from wagtail.models import Page, PageViewRestriction

from home.visibility import visible
from network.models import CentreIndexPage
from search.pages import read_visible
from tests.factories import (
    CentrePageFactory,
    FederationPageFactory,
    InitiativePageFactory,
    PictureFactory,
    ThemeFactory,
)


def test_visible_is_live_and_public(tree):
    open_centre, closed_centre = CentrePageFactory(), CentrePageFactory(live=False)
    private = CentrePageFactory()
    InitiativePageFactory(parent=private, published=True)
    InitiativePageFactory(parent=open_centre)

    def compare():
        ours = set(Page.objects.filter(visible()).values_list("pk", flat=True))
        assert ours == set(Page.objects.live().public().values_list("pk", flat=True))
        return ours

    assert private.pk in compare()
    for page in (private, closed_centre, CentreIndexPage.objects.get()):
        PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.LOGIN
        )
        assert private.pk not in compare()


def test_pages_come_in_the_order_asked_ready_for_their_cards(
    tree, rebuild, django_assert_num_queries
):
    federation = FederationPageFactory()
    fiche = InitiativePageFactory(published=True, picture=PictureFactory())
    centre = fiche.centre
    rebuild()
    assert fiche.card.image  # the first display of a picture makes its rendition
    read_visible([fiche.pk])  # a process asks once what its database can do
    ids = [federation.pk, fiche.pk, 999_999, centre.pk]
    with django_assert_num_queries(2):
        found = list(read_visible(ids).values())
        assert [type(page) for page in found] == [
            type(federation),
            type(fiche),
            type(centre),
        ]
        assert [page.search_type for page in found] == ["federation", "fiche", "centre"]
        assert found[1].title == fiche.title
        card = found[1].card
        assert card.place == "Tours (Indre-et-Loire)"
        assert card.theme.name == "Lien social"
        assert card.image.url
        assert found[2].place == "Tours (Indre-et-Loire)"
        assert found[0].mission == ""


@pytest.fixture
def render(db):
    def render(source, **context):
        template = Template("{% load search_tags %}" + source)
        return template.render(Context(context))

    return render


def test_a_template_can_show_the_nearest_fiches(
    tree, rebuild, render, django_assert_max_num_queries
):
    bread, sport = ThemeFactory(number=1), ThemeFactory(number=2)
    fiche = InitiativePageFactory(
        title="Un four à pain", themes=[bread], published=True
    )
    far = InitiativePageFactory(title="Courir", themes=[sport], published=True)
    near = InitiativePageFactory(title="Du pain", themes=[bread], published=True)
    rebuild()
    with django_assert_max_num_queries(5):
        shown = render(
            "{% similar_pages page 3 as near %}"
            "{% for page in near %}{{ page.title }},{% endfor %}",
            page=fiche,
        )
    assert shown == f"{near.title},{far.title},"
    near.unpublish()
    assert near.title not in render(
        "{% similar_pages page 1 as near %}{% for page in near %}{{ page }}{% endfor %}",
        page=fiche,
    )

"""The directory of centres: looked through, narrowed, sorted, near a place."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from network.models import CentrePage, Commune, CommunePostcode
from tests.factories import (
    CentrePageFactory,
    DepartementFactory,
    FederationPageFactory,
    InitiativePageFactory,
)
from tests.publishing import rewrite

ASKED = {
    "ecluse": {"L’Écluse", "Les Trois Écluses"},
    "l'Écluse": {"L’Écluse", "Les Trois Écluses"},
    "écluses": {"L’Écluse", "Les Trois Écluses"},
    "ECLU": {"L’Écluse", "Les Trois Écluses"},
    "écluse St Denis": {"L’Écluse"},
    "St-Denis": {"L’Écluse"},
    "93200": {"L’Écluse"},
    "la marelle à Orleans": {"La Marelle"},
    "centre social marelle": {"La Marelle"},
    "loiret": {"La Marelle"},
    "trois": {"Les Trois Écluses"},
    "cluse": set(),
    "fermée": set(),
    "%": {"L’Écluse", "Les Trois Écluses", "La Marelle"},
}


@pytest.fixture
def centres(tree):
    loiret = DepartementFactory(code="45", name="Loiret")
    CentrePageFactory(title="L’Écluse", commune="Saint-Denis", postcode="93200")
    CentrePageFactory(title="Les Trois Écluses", commune="Angoulême", postcode="16000")
    CentrePageFactory(
        title="La Marelle", commune="Orléans", postcode="45000", departement=loiret
    )
    hidden = CentrePageFactory(title="L’Écluse fermée", commune="Cachan")
    hidden.unpublish()


def get(**data):
    return Client().get("/centres/", data)


def titles(**data):
    return {centre.title for centre in get(**data).context["rows"]}


def test_a_centre_is_found_by_name_town_or_postcode(centres):
    for text, wanted in ASKED.items():
        assert titles(q=text) == wanted, text


def test_a_text_without_centre_says_what_to_try(centres):
    answer = get(q="marelle <b>", departement="93", type="evs")
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "Aucun centre ne correspond à « marelle &lt;b&gt; »" in said.replace(
        "\u202f", " "
    ).replace("\xa0", " ")
    assert "la ville ou le code postal" in said
    assert 'href="/centres/?q=marelle+%3Cb%3E"' in said
    assert 'value="marelle &lt;b&gt;"' in said


def test_the_pages_of_a_text_keep_it_and_are_not_indexed(centres):
    for number in range(21):
        CentrePageFactory(title=f"Écluse {number}")
    said = get(q="écluse").content.decode()
    assert 'href="?q=%C3%A9cluse&amp;page=2"' in said
    assert '<meta name="robots" content="noindex">' in said
    assert "noindex" not in get().content.decode()
    second = get(q="écluse", page=2)
    assert len(second.context["rows"]) == 3


def ordered(**data):
    return [centre.title for centre in get(**data).context["rows"]]


def test_what_is_asked_is_said_in_words_and_each_part_can_be_taken_off(centres):
    federation = FederationPageFactory(title="Fédération du Loiret", slug="loiret")
    asked = {
        "q": "marelle",
        "departement": "45",
        "type": "centre",
        "gestion": "caf",
        "adhesion": "fcsf",
        "federation": "loiret",
    }
    CentrePage.objects.filter(title="La Marelle").update(
        management="caf", adhesion="fcsf", federation=federation
    )
    answer = get(**asked)
    chips = {chip.label: chip.url for chip in answer.context["chips"]}
    assert list(chips) == [
        "« marelle »",
        "45 Loiret",
        "Centre social",
        "Directe par la Caf",
        "Fédération nationale (FCSF)",
        "Fédération du Loiret",
    ]
    assert ordered(**asked) == ["La Marelle"]
    for (name, value), url in zip(asked.items(), chips.values(), strict=True):
        assert f"{name}={value}" not in url
        assert url.count("=") == len(asked) - 1
    assert "Un filtre inconnu" in get(departement="<b>").content.decode()
    assert titles(departement="<b>") == titles()


def test_counts_of_departements_ignore_the_chosen_one_and_obey_the_rest(centres):
    def counts(**data):
        return dict(get(**data).context["departements"])

    assert counts()["45"] == "45 Loiret (1)"
    assert len(counts()) == 2
    assert counts(departement="45", type="centre") == counts()
    assert "45" not in counts(q="écluse")
    assert counts(q="écluse", departement="45")["45"] == "45 Loiret (0)"


def test_the_directory_sorts_by_place_name_town_and_number_of_fiches(centres):
    marelle = CentrePage.objects.get(title="La Marelle")
    CentrePageFactory(title="Ajaccio", commune="Ajaccio", departement=corsica("2A"))
    CentrePageFactory(title="Dijon", commune="Dijon", departement=corsica("21"))
    _online, _draft, kept = (
        InitiativePageFactory(parent=marelle, published=number != 1)
        for number in range(3)
    )
    PageViewRestriction.objects.create(page=kept, restriction_type="login")
    assert ordered(tri="nom")[0] == "Ajaccio"
    assert ordered(tri="commune")[:2] == ["Ajaccio", "Les Trois Écluses"]
    assert ordered(tri="fiches")[0] == "La Marelle"
    assert ordered().index("Ajaccio") < ordered().index("Dijon")
    rows = {centre.title: centre.fiche_count for centre in get().context["rows"]}
    assert rows["La Marelle"] == 1
    assert rows["Dijon"] == 0


def corsica(code):
    return DepartementFactory(code=code, name=f"Département {code}")


def test_a_new_name_is_found_at_once_and_the_old_one_no_more(centres):
    rewrite(CentrePage.objects.get(title="La Marelle"), title="Le Cerf-volant")
    assert titles(q="cerf volant") == {"Le Cerf-volant"}
    assert titles(q="marelle") == set()


def place(name, postcode, latitude, longitude, departement):
    """A commune of the register, with this postcode."""
    key = name.lower().replace("-", "").replace("é", "e")
    commune = Commune.objects.create(
        code=postcode,
        name=name,
        folded=name.lower().replace("-", " ").replace("é", "e"),
        key=key,
        departement=departement,
        latitude=latitude,
        longitude=longitude,
        precision="commune",
    )
    CommunePostcode.objects.create(commune=commune, postcode=postcode)
    return commune


@pytest.fixture
def around(tree):
    """Centres of Orléans, Olivet (4 km) and Nice (550 km), and one that is nowhere."""
    loiret = DepartementFactory(code="45", name="Loiret")
    for name, postcode, *at in (
        ("Orléans", "45000", 47.90, 1.90),
        ("Olivet", "45160", 47.86, 1.90),
        ("Nice", "06000", 43.71, 7.26),
    ):
        commune = place(name, postcode, *at, loiret)
        CentrePageFactory(title=name, commune=name, code_insee=commune.code)
    CentrePageFactory(title="Ailleurs")


def test_near_a_place_the_nearest_centre_comes_first_with_its_distance(around):
    assert ordered(pres="45160") == ["Olivet", "Orléans"]
    answer = get(pres="orleans")
    assert [centre.how_far for centre in answer.context["rows"]] == [
        "dans cette commune ou tout près",
        "à vol d’oiseau, environ 4\u00a0km",
    ]
    assert [chip.label for chip in answer.context["chips"]] == ["lieu : Orléans (45)"]
    # As the form sends it, whose select said another default before.
    assert get().context["selected"]["tri"] == ""
    assert ordered(pres="45160", tri="") == ["Olivet", "Orléans"]
    assert ordered(pres="orleans", tri="nom") == ["Olivet", "Orléans"]
    assert ordered(pres="47.91,1.90")[0] == "Orléans"
    assert ordered(pres="45000", q="nice") == ["Nice"]
    assert "rien à moins de" in get(pres="45000", q="nice").content.decode()


def test_an_unknown_place_is_said_and_nothing_typed_is_lost(around):
    answer = get(pres="Trifouillis <b>", q="nice")
    said = answer.content.decode()
    assert ordered(pres="Trifouillis <b>", q="nice") == ["Nice"]
    assert "écrivez le nom d’une commune" in said
    assert 'value="Trifouillis &lt;b&gt;"' in said
    assert 'value="nice"' in said
    assert ordered(tri="distance") == ordered()


def test_another_place_of_the_same_name_is_a_click_away(around):
    creuse = DepartementFactory(code="23", name="Creuse")
    place("Olivet", "23000", 46.17, 1.87, creuse)
    answer = get(pres="Olivet", q="nice", tri="nom")
    (label, url) = answer.context["others"][0]
    assert url.startswith("?q=nice&pres=Olivet+%28")
    assert url.endswith("&tri=nom")
    assert f"{label}</a>" in answer.content.decode()


def test_a_position_may_be_asked_for_on_the_lists_alone(around):
    assert "geolocation=(self)" in get()["Permissions-Policy"]
    assert "geolocation=()" in Client().get("/")["Permissions-Policy"]
    said = get().content.decode()
    assert 'class="locate"' in said
    assert "<script>" not in said


@pytest.mark.one_database("the ORM makes as many queries on both")
def test_twelve_queries_at_most_however_many_centres(around):
    def count(**data):
        get(**data)
        with CaptureQueriesContext(connection) as captured:
            get(**data)
        return len(captured)

    asked = ({"pres": "45000"}, {"q": "nice", "pres": "45000"}, {"tri": "fiches"})
    few = [count(**data) for data in asked]
    for number in range(30):
        CentrePageFactory(title=f"Nice {number}")
    assert [count(**data) for data in asked] == few
    assert max(few) <= 12

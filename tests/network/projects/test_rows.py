"""A row is what it says, or a sentence says why it is none."""

from uuid import uuid4

import pytest

from network.projects.outline.rows import (
    MOST_ROWS,
    NotAnOutline,
    Row,
    refuse_too_many,
    rows_of,
)

pytestmark = pytest.mark.one_database("a row is read in Python")
KEY = "6f1c1d5e-7c3b-4c55-9a43-0e5f3c1c2b1a"


def data(**values):
    return {"id": KEY, "level": 0, "title": "Accueillir", **values}


def test_a_row_gives_back_what_it_was_given():
    whole = data(
        level=2,
        kind="action",
        label="Chantier",
        number="1.10",
        text="Une ligne\nune autre",
        start_year=2019,
        end_year=2022,
        period="fin 2017",
        responsible="Déléguée fédérale",
        continues=str(uuid4()),
        source=str(uuid4()),
        links=["page:12", "partner:3"],
    )
    assert Row.from_data(whole).as_data() == whole
    assert Row.from_data(data()).as_data() == Row(KEY, 0, "Accueillir").as_data()


def test_a_row_is_cleaned_of_what_no_column_holds():
    row = Row.from_data(
        data(
            id=KEY.upper(),
            level="3",
            title=" Un\r\n  titre\x00 ",
            text="Un\vdeux\r\n\ttrois\ufffe",
            start_year="2019",
            end_year="",
            links=" page:12  partner:3 page:12 ",
        )
    )
    assert (row.id, row.level, row.title) == (KEY, 3, "Un titre")
    assert (row.text, row.start_year, row.end_year) == ("Un\ndeux\n\ttrois", 2019, None)
    assert row.links == ["page:12", "partner:3"]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"id": ""}, "sans identifiant"),
        ({"id": "12"}, "« 12 » n’est pas l’identifiant"),
        ({"id": 12}, "« 12 » n’est pas l’identifiant"),
        ({"source": ["x"]}, "n’est pas l’identifiant"),
        ({"level": -1}, "« -1 » n’est pas un niveau : il va de 0 à 20."),
        ({"level": 21}, "n’est pas un niveau"),
        ({"level": True}, "n’est pas un niveau"),
        ({"level": None}, "n’est pas un niveau"),
        ({"kind": "chose"}, "« chose » n’est pas une nature : choisissez parmi Orien"),
        ({"kind": ["axe"]}, "n’est pas une nature"),
        ({"title": ["x"]}, "n’est pas un texte"),
        ({"title": "x" * 20_001}, "20\u202f001 signes, c’est trop"),
        ({"number": "1" * 41}, "gardez-en 40 au plus"),
        ({"start_year": "19"}, "« 19 » n’est pas une année"),
        ({"end_year": 20222}, "n’est pas une année"),
        ({"start_year": True}, "n’est pas une année"),
        ({"links": ["page 12"]}, "« page 12 » n’est pas un lien."),
        ({"links": [12]}, "n’est pas un lien"),
        ({"links": 12}, "n’est pas une liste"),
    ],
)
def test_what_is_no_row_is_refused_with_a_sentence(values, sentence):
    with pytest.raises(ValueError) as caught:
        Row.from_data(data(**values))
    assert sentence in str(caught.value)


@pytest.mark.parametrize("value", [None, [], {"id": KEY}, "ligne"])
def test_what_lacks_its_keys_is_no_row(value):
    with pytest.raises(NotAnOutline):
        Row.from_data(value)


def test_an_outline_has_each_row_once_and_no_more_than_it_may():
    other = data(id=str(uuid4()))
    assert [row.id for row in rows_of([data(), other])] == [KEY, other["id"]]
    with pytest.raises(NotAnOutline, match="même identifiant"):
        rows_of([data(), data(id=KEY.upper())])
    with pytest.raises(NotAnOutline, match="n’a pas été reçu"):
        rows_of(data())
    refuse_too_many(MOST_ROWS)
    with pytest.raises(NotAnOutline, match="1\u202f001 lignes.*1\u202f000 au plus"):
        rows_of([data()] * 1001)

"""One spelling for what is written in several: words as they are compared."""

import pytest

from home.spelling import spans, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("L’eau d'un puits", ["eau", "un", "puits"]),
        ("aujourd’hui", ["aujourd'hui"]),
        ("presqu'île", ["ile"]),
        ("vivre-ensemble", ["vivre", "ensemble"]),
        ("a_b 3,5 km", ["a", "b", "3", "5", "km"]),
        ("rock'n'roll", ["rock'n'roll"]),
    ],
)
def test_words_lose_their_article_and_split_at_hyphens(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("habitant·e·s", "habitants"),
        ("HABITANT•E•S", "habitants"),
        ("l’habitant‧e", "habitant"),
        ("adhérent.e.s", "adherents"),
        ("habitants.es", "habitants"),
        ("salarié(e)s", "salaries"),
        ("enfant(s)", "enfants"),
        ("jeu(x)", "jeux"),
        ("bénévole-s", "benevoles"),
        ("citoyen-ne-s", "citoyens"),
        ("animateur·rice·s", "animateurs"),
        ("animateur(trice)", "animateur"),
        ("animateur/trice", "animateur"),
        ("acteur-rice-s", "acteurs"),
        ("conseiller·ère·s", "conseillers"),
        ("infirmier.ieres", "infirmiers"),
        ("sportif·ve·s", "sportifs"),
        ("professionnel·les", "professionnels"),
        ("danseur·euses", "danseurs"),
        ("né·e", "ne"),
        ("élu-e-s", "elus"),
        ("un(e)", "un"),
        ("St", "saint"),
        ("Ste", "sainte"),
        ("C.A.F.", "caf"),
        ("l’A.P.L.", "apl"),
        ("r.s.a", "rsa"),
    ],
)
def test_what_is_written_in_several_ways_is_one_word(written, meant):
    """None of what inclusive writing adds is a word; nor is a letter of an acronym."""
    assert words(f"De {written}, dit-on") == ["de", meant, "dit", "on"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("les 16-25 ans", ["les", "16", "25", "ans"]),
        ("porte-à-porte", ["porte", "a", "porte"]),
        ("Mme. Petit", ["mme", "petit"]),
        ("Fin. Les autres", ["fin", "les", "autres"]),
        ("a-t-elle", ["a", "t", "elle"]),
        ("vivre-ensemble", ["vivre", "ensemble"]),
        ("week-ends", ["week", "ends"]),
        ("oui/non", ["oui", "non"]),
        ("culture·sport", ["culture", "sport"]),
        ("habitants (et voisins)", ["habitants", "et", "voisins"]),
        ("Sté générale", ["ste", "generale"]),
        ("Plan B. Suite", ["plan", "b", "suite"]),
        ("2.e", ["2", "e"]),
    ],
)
def test_what_only_looks_like_it_is_unharmed(text, found):
    assert words(text) == found


@pytest.mark.parametrize("town", ["St Denis", "St-Denis", "St.-Denis", "S.-Denis"])
def test_a_saint_is_written_in_full(town):
    assert words(town) == words("Saint-Denis") == ["saint", "denis"]
    assert words("Ste-Marie") == words("Sainte Marie")


def test_a_word_stands_where_it_is_written():
    text = "L’été, les salarié(e)s de la C.A.F. à St-Denis"
    assert [(text[start:end], word) for start, end, word in spans(text)] == [
        ("été", "été"),
        ("les", "les"),
        ("salarié(e)s", "salariés"),
        ("de", "de"),
        ("la", "la"),
        ("C.A.F.", "CAF"),
        ("à", "à"),
        ("St", "saint"),
        ("Denis", "Denis"),
    ]

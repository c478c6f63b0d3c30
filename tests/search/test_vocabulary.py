import pytest

from search import french
from search.criteria import from_text
from search.vocabulary import Synonyms, synonyms


def alternatives(text):
    return [
        {" ".join(alternative.words) for alternative in clause.alternatives}
        for clause in from_text(text).clauses
    ]


def test_at_least_a_hundred_groups_are_shipped():
    assert len(synonyms()) >= 100


def test_a_group_gives_its_other_terms_as_alternatives():
    (clause,) = from_text("Séniors").clauses
    assert clause.alternatives[0].words == ("Séniors",)
    assert clause.alternatives[0].weight == 1
    assert {"aînés", "personnes âgées"} <= alternatives("seniors")[0]
    assert all(other.weight == 0.8 for other in clause.alternatives[1:])


def test_a_run_of_words_is_one_clause_and_the_longest_wins():
    first, second = from_text("accueil parents-enfants numérique").clauses
    assert first.typed == "accueil parents enfants"
    assert second.typed == "numérique"


def test_synonyms_are_matched_before_function_words_are_dropped():
    assert "SDF" in alternatives("sans-abri")[0]
    assert alternatives("abri") == [{"abri"}]


def test_a_cafe_is_not_the_caf():
    assert alternatives("café") == [{"café"}]
    assert len(alternatives("caf")[0]) > 1


def test_words_around_a_question_are_left_out_unless_they_are_all_there_is():
    assert [c.typed for c in from_text("comment trouver un vélo").clauses] == ["vélo"]
    assert [c.typed for c in from_text("comment faire").clauses] == ["comment", "faire"]
    assert from_text("de la").clauses == ()


def test_a_clause_knows_every_stem_to_highlight():
    (clause,) = from_text("seniors").clauses
    assert set(french.stems("aînés")) <= clause.stems


@pytest.mark.parametrize(
    "groups",
    [
        [["seul"]],
        [["vélo", "bicyclette"], ["cycle", "vélos"]],
        [["un deux trois quatre cinq six sept", "autre"]],
        [["de la", "autre"]],
    ],
)
def test_a_wrong_group_is_refused(groups):
    with pytest.raises(ValueError, match="term|groups"):
        Synonyms(groups)

"""The one statement of the database engine (search.md, section 5).

Matches, cut, counts of facets, totals and the page of results in a single request:
the ids never leave the database. The text is the same for SQLite (3.35 and later) and
PostgreSQL, but for the collation of titles. Every value is a bound parameter.
"""

from dataclasses import dataclass, field

from django.db import connection

from .. import french
from ..criteria import DISTANCE, FACETS, RECENT, RELEVANCE, TITLE
from .base import CUT, TITLE_BONUS
from .near import NOWHERE, distance, joined

# Kinds of the rows that the statement gives, beside the numbers of facets.
TOTAL, HIT = -1, -2
# Binary order of the folded titles: the same on every server.
COLLATION = {"sqlite": "BINARY", "postgresql": '"C"'}

# idf = ln(1 + (N - df + 0.5) / (df + 0.5)), Robertson and Zaragoza 2009. The df of a
# word is that of its more frequent stem.
IDF = """
SELECT {number} AS word, COALESCE((SELECT MAX(pages) FROM (
    SELECT COUNT(*) AS pages FROM search_searchterm WHERE stem IN ({stems})
    GROUP BY stem) AS stem_pages), 0) AS pages"""
STATEMENT = """
WITH idf(word, idf) AS MATERIALIZED (
    SELECT word, CAST(LN(1 + (total - pages + 0.5) / (pages + 0.5)) AS double precision)
    FROM ({words}) AS word_pages,
        (SELECT COUNT(*) AS total FROM search_searchrow) AS corpus
), clause(row_id, score, bit) AS (
    {clauses}
), summed(id, score, matched) AS MATERIALIZED (
    SELECT row_id, SUM(score), SUM(bit) FROM clause GROUP BY row_id
), scored(id, score, matched, other, published_at, sort_title) AS MATERIALIZED (
    SELECT id, score * {bonus}, matched,
        CASE WHEN r.type = 'fiche' THEN 0 ELSE 1 END AS other, r.published_at,
        {title}
    FROM summed CROSS JOIN search_searchrow r WHERE r.page_id = id{conditions}
), k(id, fail, score, matched, other, published_at, sort_title, distance)
AS MATERIALIZED (
    SELECT id, {fail}, score, matched, other, published_at, sort_title, {distance}
    FROM scored{near}
    WHERE score >= {cut} * (SELECT MAX(score) FROM scored)
)"""
EVERYTHING = """
WITH k(id, fail, score, matched, other, published_at, sort_title, distance)
AS MATERIALIZED (
    SELECT page_id, {fail}, 0, 0, 0, r.published_at, {title}, {distance}
    FROM search_searchrow r{near} WHERE 1 = 1{conditions}
)"""
# CROSS JOIN keeps SQLite reading k first.
ANSWER = """
SELECT f.facet AS kind, f.value AS value, COUNT(*) AS number, 0 AS matched,
    NULL AS title, NULL AS summary, NULL AS body, {nowhere} AS distance
FROM k CROSS JOIN search_searchfacet f
WHERE f.row_id = k.id AND f.facet IN ({counted})
    AND (k.fail = 0 OR k.fail = (1 << f.facet))
GROUP BY f.facet, f.value
UNION ALL
SELECT {total}, CAST(fail AS text), COUNT(*), 0, NULL, NULL, NULL, {nowhere}
FROM k GROUP BY fail
UNION ALL
SELECT {hit}, CAST(page.id AS text), ROW_NUMBER() OVER (ORDER BY {order}),
    page.matched, t.title, t.summary, t.body, page.distance
FROM (
    SELECT * FROM k AS page WHERE fail = 0 ORDER BY {order} LIMIT %s OFFSET %s
) AS page CROSS JOIN search_searchtext t WHERE t.page_id = page.id"""
ORDERS = {
    RELEVANCE: "page.score DESC, page.other, page.published_at DESC, page.id DESC",
    RECENT: "page.published_at DESC, page.id DESC",
    DISTANCE: "page.distance, page.published_at DESC, page.id DESC",
    TITLE: "page.sort_title COLLATE {collation}, page.id",
}
WORD = """SELECT row_id,
    {weight} * {factor} * (SELECT idf FROM idf WHERE word = {number}) AS score
    FROM search_searchterm WHERE stem IN ({stems}){group}"""
ALL_WORDS = """SELECT row_id, SUM(score) AS score FROM ({words}) AS word
    GROUP BY row_id HAVING COUNT(*) = {count}"""
FAIL = """(CASE WHEN {page_id} IN (SELECT row_id FROM search_searchfacet
    WHERE facet = {facet} AND value IN ({values})) THEN 0 ELSE {bit} END)"""
EXCLUDED = """ AND r.page_id NOT IN (
    SELECT row_id FROM search_searchterm WHERE stem IN ({stems}))"""
BY_ROW = " GROUP BY row_id"
PHRASE = """ AND EXISTS (SELECT 1 FROM search_searchtext t
    WHERE t.page_id = r.page_id AND t.folded LIKE %s ESCAPE '\\')"""


@dataclass
class _Text:
    """SQL that is being written, with the parameters of its marks in the same order."""

    parts: list[str] = field(default_factory=list)
    parameters: list = field(default_factory=list)

    def add(self, sql, *parameters):
        self.parts.append(sql)
        self.parameters += parameters


def marks(values) -> str:
    """Give as many marks of parameters as there are values."""
    return ", ".join(["%s"] * len(values))


def like(words, prefix=False) -> str:
    """Give the pattern that finds these folded words, adjacent, in a folded line.

    With `prefix`, the last word may be the beginning of one.
    """
    text = " ".join(words)
    for special in ("\\", "%", "_"):
        text = text.replace(special, f"\\{special}")
    return f"% {text}%" if prefix else f"% {text} %"


def statement(criteria) -> tuple[str, list]:
    """Give the statement of a `Criteria` and its parameters.

    Its rows are (kind, value, number, matched, title, summary, body, distance): a facet's number
    with value and count; `TOTAL` with a set of failed filters (bits) and its count;
    `HIT` with page id, rank and bits of the matched clauses, and km from the place.
    """
    page_id = "id" if criteria.clauses else "r.page_id"
    fail, conditions = _fail(criteria, page_id), _conditions(criteria)
    place = _Text(*joined(criteria, page_id))
    if criteria.clauses:
        head, parameters = _scored(criteria, fail, conditions, place)
    else:
        head = EVERYTHING.format(
            fail=" + ".join(fail.parts) or "0",
            title=_title(criteria),
            conditions="".join(conditions.parts),
            distance=distance(criteria),
            near="".join(place.parts),
        )
        parameters = fail.parameters + place.parameters + conditions.parameters
    order = ORDERS[criteria.sort].format(collation=COLLATION[connection.vendor])
    answer = ANSWER.format(
        counted=", ".join(str(FACETS.index(n)) for n in criteria.counted) or "NULL",
        total=TOTAL,
        hit=HIT,
        order=order,
        nowhere=NOWHERE,
    )
    offset = (criteria.page - 1) * criteria.per_page
    return head + answer, [*parameters, criteria.per_page, offset]


def _scored(criteria, fail, conditions, place):
    words, clauses = _Text(), _Text()
    for bit, clause in enumerate(criteria.clauses):
        _clause(clause, 1 << bit, words, clauses)
    bonus = _Text(["1"])
    if criteria.query.words and not criteria.query.phrases:
        folded = [french.fold(word) for word in criteria.query.words]
        bonus = _Text(
            [
                f"CASE WHEN r.folded_title LIKE %s ESCAPE '\\' THEN {TITLE_BONUS} ELSE 1 END"
            ],
            [like(folded)],
        )
    text = STATEMENT.format(
        words=" UNION ALL ".join(words.parts),
        clauses=" UNION ALL ".join(clauses.parts),
        bonus=bonus.parts[0],
        title=_title(criteria),
        conditions="".join(conditions.parts),
        fail=" + ".join(fail.parts) or "0",
        cut=CUT if len(criteria.clauses) > 1 and criteria.query.words else 0,
        distance=distance(criteria),
        near="".join(place.parts),
    )
    parts = (words, clauses, bonus, conditions, fail, place)
    return text, [value for part in parts for value in part.parameters]


def _title(criteria):
    return "r.folded_title" if criteria.sort == TITLE else "''"


def _clause(clause, bit, words, clauses):
    """Write the branch of one clause: the best of its alternatives for each page."""
    branches = _Text()
    for alternative in clause.alternatives:
        _alternative(alternative, words, branches)
    inner = f"FROM ({' UNION ALL '.join(branches.parts)}) AS alternative"
    if len(branches.parts) > 1:
        branch = f"SELECT row_id, MAX(score), {bit} {inner} GROUP BY row_id"
    else:
        branch = f"SELECT row_id, score, {bit} {inner}"
    clauses.add(branch, *branches.parameters)


def _alternative(alternative, words, branches):
    """Write one alternative: the pages that have all of its words."""
    needed = _Text()
    for word in alternative.words:
        stems, number = french.stems(word), len(words.parts)
        words.add(IDF.format(number=number, stems=marks(stems)), *stems)
        weight, group = ("weight", "") if len(stems) == 1 else ("MAX(weight)", BY_ROW)
        branch = WORD.format(
            weight=weight,
            factor=alternative.weight,
            number=number,
            stems=marks(stems),
            group=group,
        )
        needed.add(branch, *stems)
    branch = " UNION ALL ".join(needed.parts)
    if len(needed.parts) > 1:
        branch = ALL_WORDS.format(words=branch, count=len(needed.parts))
    branches.add(branch, *needed.parameters)


def _fail(criteria, page_id):
    """Write, for each filtered facet, the bit of a page that has none of its values."""
    text = _Text()
    for facet, values in criteria.filters:
        number = FACETS.index(facet)
        branch = FAIL.format(
            page_id=page_id, facet=number, values=marks(values), bit=1 << number
        )
        text.add(branch, *values)
    return text


def _conditions(criteria):
    """Write what the text enforces: quoted phrases present, excluded words absent."""
    text = _Text()
    for phrase in criteria.query.phrases:
        text.add(PHRASE, like(phrase))
    excluded = [stem for word in criteria.query.excluded for stem in french.stems(word)]
    if excluded:
        text.add(EXCLUDED.format(stems=marks(excluded)), *excluded)
    return text


SUGGEST = """
SELECT r.page_id, t.title
FROM search_searchrow r JOIN search_searchtext t ON t.page_id = r.page_id
WHERE r.folded_title LIKE %s ESCAPE '\\'
ORDER BY LENGTH(r.folded_title), r.page_id LIMIT %s"""
SIMILAR = """
WITH wanted(stem, idf) AS MATERIALIZED (
    SELECT stem, CAST(LN(1 + (total - pages + 0.5) / (pages + 0.5)) AS double precision)
    FROM (SELECT stem, COUNT(*) AS pages FROM search_searchterm WHERE stem IN ({stems})
            GROUP BY stem HAVING COUNT(*) > 1 ORDER BY pages, stem LIMIT {rarest}) AS rare,
        (SELECT COUNT(*) AS total FROM search_searchrow) AS corpus
)
SELECT r.page_id, SUM(score) AS likeness, r.published_at
FROM (
    SELECT t.row_id AS id, t.weight * wanted.idf AS score
    FROM wanted CROSS JOIN search_searchterm t WHERE t.stem = wanted.stem
    UNION ALL
    SELECT other.row_id, CASE WHEN own.facet = {theme} THEN 1.5 ELSE 1 END
    FROM search_searchfacet own CROSS JOIN search_searchfacet other
    WHERE own.row_id = %s AND own.facet IN ({theme}, {public})
        AND other.facet = own.facet AND other.value = own.value
) AS shared CROSS JOIN search_searchrow r
WHERE r.page_id = shared.id AND r.page_id <> %s
    AND r.type = (SELECT type FROM search_searchrow WHERE page_id = %s)
GROUP BY r.page_id, r.published_at
ORDER BY likeness DESC, r.published_at DESC, r.page_id DESC LIMIT %s"""
RAREST = 12


def similar(page_id, stems, limit) -> tuple[str, list]:
    """Give the statement of the nearest pages, and its parameters.

    The rarest stems shared, each weight times idf, and 1.5 for a shared theme, 1 for a
    shared public. The rows start with the page id.
    """
    text = SIMILAR.format(
        stems=marks(stems) or "''",
        rarest=RAREST,
        theme=FACETS.index("theme"),
        public=FACETS.index("public"),
    )
    return text, [*sorted(stems), page_id, page_id, page_id, limit]

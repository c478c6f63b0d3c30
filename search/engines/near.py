"""The part of the statement that says where the pages are near a place.

By the distance that the directory of centres uses, after the cut of the text: a place
narrows what matches, and never changes it.
"""

from network.directory.places import near

from ..models import SearchRow

# Trap: PostgreSQL takes a bare NULL for a text.
NOWHERE = "CAST(NULL AS double precision)"
JOIN = """ JOIN (SELECT page_id AS near_id, distance FROM ({near}) AS placed
    ) AS near ON near.near_id = {page_id}"""


def distance(criteria) -> str:
    """Give the column of the distance in km, empty without a place."""
    return "near.distance" if criteria.place else NOWHERE


def joined(criteria, page_id) -> tuple[list[str], list]:
    """Give the join that keeps the pages near the place, and its parameters."""
    if not criteria.place:
        return [], []
    rows = near(SearchRow.objects.all(), criteria.place, within=criteria.within)
    found = rows.order_by().values_list("page_id", "distance")
    sql, parameters = found.query.sql_with_params()
    return [JOIN.format(near=sql, page_id=page_id)], list(parameters)

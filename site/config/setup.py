"""Everything a site needs to start, app by app, from the foundation up."""

from django.db import transaction

from home.setup import set_up_home, set_up_pages, set_up_themes
from initiatives.setup import set_up_audiences
from network.directory.register import set_up_communes
from network.directory.settling import settle_pages
from network.review.setup import set_up_review
from network.setup import (
    COMMITTEE,
    set_up_groups,
    set_up_indexes,
    set_up_review_of_centres,
    set_up_review_of_documents,
    set_up_territories,
)


@transaction.atomic
def set_up_site(*, publish_pages=False, quorum=3):
    """Idempotent: run at each deployment, adds what lacks and overwrites nothing."""
    home = set_up_home()
    set_up_themes()
    set_up_audiences()
    set_up_territories()
    is_read = set_up_communes()
    centre_index = set_up_indexes(home)
    groups = set_up_groups(home)
    set_up_review(centre_index, groups[COMMITTEE], quorum=quorum)
    set_up_review_of_documents()
    set_up_review_of_centres()
    set_up_pages(home, publish=publish_pages)
    settle_pages(everywhere=is_read)
    return groups

"""Many centres changed at once: what `save` would write of facts that no vote holds."""

from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backends

from network.models import CentreContact, CentrePage
from network.models.located import FOLLOWING
from network.review.models import CommitteeTaskState
from network.review.triggers.door import opened
from network.review.vouching import vouch_for

from .facts import CONTACT, PAGE, PLACE
from .signals import centres_written


def change(written, *, user, reason):
    """`written`: (a CentrePage with its `contact`, the facts that were put into it).

    A name is what the review holds: online it is vouched for as an import, with
    `reason`, and a draft that waits keeps its own. Call it in a transaction.
    """
    if not written:
        return
    centres = [centre for centre, _values in written]
    names = {name for _centre, values in written for name in values}
    columns = names & set(PAGE)
    if "place" in names:
        columns |= {*PLACE, *FOLLOWING}
    if names & {"title", "place"}:
        columns |= {name for centre in centres for name in centre.fold()}
    if columns:
        CentrePage.objects.bulk_update(centres, columns)
    if contacts := names & set(CONTACT):
        CentreContact.objects.bulk_create(
            [centre.contact for centre in centres],
            update_conflicts=True,
            unique_fields=["centre"],
            update_fields=contacts,
        )
    _rename([centre for centre, values in written if "title" in values], user, reason)
    if names & {"federation", "place"}:
        for centre in centres:
            ReferenceIndex.create_or_update_for_object(centre)
    centres_written.send(CentrePage, centres=centres)


def _rename(centres, user, reason):
    if not centres:
        return
    for centre in centres:
        if centre.live:
            centre.draft_title = centre.title
    with opened(*[centre.pk for centre in centres]):
        rows = Page.objects.in_bulk([centre.pk for centre in centres])
        for centre in centres:
            rows[centre.pk].title = centre.title
            rows[centre.pk].draft_title = centre.draft_title
        Page.objects.bulk_update(rows.values(), ["title", "draft_title"])
    for centre in centres:
        CommitteeTaskState.objects.withdraw(centre)  # an older version stays so
    vouch_for([centre for centre in centres if centre.live], user=user, reason=reason)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(CentrePage, centres)

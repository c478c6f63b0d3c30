"""« Le réseau »: what an animator knows of her centres, counts and dates only.

A flat number of queries whatever the number of centres; no draft's title, no name.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import IntegerField, Max, Min
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page

from home.permissions import has_full_admin
from home.tree import path_above

from ..models import CentrePage, Membership
from ..review.models import CommitteeTaskState
from .permissions import animated_federations

SILENCE = timedelta(days=365)


@dataclass
class Situation:
    """What one centre needs; a date is None when there is none."""

    centre: CentrePage
    has_referent: bool
    invited_on: datetime | None
    last_sign: datetime | None
    late: int
    waiting_since: datetime | None

    @property
    def is_silent(self):
        sign = self.last_sign or self.centre.first_published_at
        return sign is None or sign < timezone.now() - SILENCE

    @property
    def needs_care(self):
        return not self.has_referent or self.is_silent or self.late > 0


def situations_for(user):
    """One Situation for each centre that `user` looks after, in order of title."""
    centres = CentrePage.objects.select_related("departement").order_by("title")
    if not has_full_admin(user):
        centres = centres.filter(federation__in=animated_federations(user))
    centres = list(centres)
    arrived, invited = _referents(centres)
    signs, late = _signs(centres), _late(centres)
    return [
        Situation(
            centre=centre,
            has_referent=centre.pk in arrived,
            invited_on=invited.get(centre.pk),
            last_sign=signs.get(centre.path),
            late=late.get(centre.path, (0, None))[0],
            waiting_since=late.get(centre.path, (0, None))[1],
        )
        for centre in centres
    ]


def _referents(centres):
    """The pks of centres with a referent who came; {pk: date of an invitation}."""
    referents = Membership.objects.listed().referents().filter(centre__in=centres)
    arrived = set(referents.arrived().values_list("centre", flat=True))
    dates = referents.values_list("centre").annotate(Min("started_at"))
    return arrived, {pk: day for pk, day in dates if pk not in arrived}


def _fiches(centres):
    """The pages right under these centres, with `root`, the path of their centre."""
    paths = [centre.path for centre in centres]
    return Page.objects.annotate(root=path_above("path")).filter(root__in=paths)


def _signs(centres):
    """{path of the centre: when a fiche of it was last written or published}."""
    rows = (
        _fiches(centres)
        .order_by()
        .values_list("root")
        .annotate(Max("latest_revision_created_at"), Max("last_published_at"))
    )
    return {root: max(filter(None, days), default=None) for root, *days in rows}


def _late(centres):
    """{path of the centre: (reviews past their date, the oldest date)}."""
    overdue = (
        CommitteeTaskState.objects.in_progress()
        .filter(due_at__lt=timezone.now())
        .annotate(fiche=Cast("workflow_state__object_id", IntegerField()))
    )
    dates = dict(overdue.values_list("fiche", "due_at"))
    found = _fiches(centres).filter(pk__in=list(dates)).values_list("root", "pk")
    late = {}
    for root, pk in found:
        count, oldest = late.get(root, (0, dates[pk]))
        late[root] = (count + 1, min(oldest, dates[pk]))
    return late

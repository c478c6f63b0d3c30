"""What the network answers of a reviewed page: its writer is a centre or a federation.

Any membership counts, of a centre or of a federation, at any depth of the tree.
The questions: network/review/questions.py.
"""

from django import forms
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from wagtail.models import Page

from home.slugs import slug_of

from .models.membership import FederationMembership, Membership
from .models.territory import Territory
from .review.page import ReviewedPage
from .review.questions import QueueFilter, QueueLine, Writer, reviewed_models


class NetworkReviewedPage(ReviewedPage):
    """A page that a centre or a federation writes: itself, or the nearest above."""

    recuses_its_people = True  # who belongs to its writer does not judge it

    @property
    def writer(self):
        """The CentrePage or FederationPage that writes this page, or None."""
        found = _writers().filter(path__in=_line_of(self)).order_by("-depth")
        page = found.first()
        return page.specific if page else None

    def written_by(self):
        return self.writer

    def speakers(self):
        writer = self.writer
        return [writer] if writer else []

    def people_told(self, wrote):
        """Who wrote and still belongs to the writer, and who answers for it."""
        told = Q(pk__in=[])
        for members, answering in _members_of(self.writer):
            still_there = members.filter(Q(user__in=list(wrote)) | answering)
            told |= Q(pk__in=still_there.values("user"))
        return get_user_model().objects.filter(told, is_active=True)

    def is_answered_for_by(self, user):
        return any(
            members.filter(answering, user=user).exists()
            for members, answering in _members_of(self.writer)
        )

    @classmethod
    def voices_of(cls, speakers):
        """Not `open()`: who left, or will come, is no judge either."""
        centres = Membership.objects.accepted().filter(centre__in=speakers)
        federations = FederationMembership.objects.filter(federation__in=speakers)
        of_centres = centres.order_by().values_list("user", "centre")
        return of_centres.union(
            federations.order_by().values_list("user", "federation")
        )

    @classmethod
    def pages_of(cls, speaker):
        models = (one for one in reviewed_models() if issubclass(one, __class__))
        kept = [model for model in models if model.recuses_its_people]
        said = Page.objects.descendant_of(speaker, inclusive=True)
        return said.type(*kept).values("pk")

    @classmethod
    def why_recused(cls, user, speakers):
        if speakers.filter(centrepage__isnull=False).exists():
            return _l("elle vient de votre centre, ou le nomme")
        return _l("elle vient de votre fédération, ou la nomme")

    @classmethod
    def keepers_of(cls, document):
        return _centres().filter(collection=document.collection_id).values("pk")

    @classmethod
    def writers_of(cls, pages):
        above = {page.pk: _line_of(page) for page in pages}
        paths = {path for found in above.values() for path in found}
        rows = _writers().filter(path__in=paths).annotate(facts=_facts("pk"))
        facts = dict(rows.values_list("path", "facts"))
        return {
            pk: Writer(**_in_words(facts[path]))
            for pk, found in above.items()
            if (path := next((one for one in found if one in facts), None))
        }

    @classmethod
    def queue_annotations(cls):
        return {"writer_facts": _facts("writer")}

    @classmethod
    def queue_line(cls, state):
        line = super().queue_line(state)
        writer = Writer(**_in_words(state.writer_facts)) if state.writer_facts else None
        return QueueLine(state, line.title, writer)

    @classmethod
    def queue_filters(cls):
        return [QueueFilter("region", _region_field, _in_region)]


def _line_of(page):
    """The paths of a page and of its ancestors, the nearest first."""
    return [page.path[:end] for end in range(len(page.path), 0, -page.steplen)]


def _centres():
    # Not imported: a centre is itself a page that this module answers for.
    return apps.get_model("network", "CentrePage").objects.all()


def _federations():
    return apps.get_model("network", "FederationPage").objects.all()


def _writers():
    return Page.objects.filter(
        Q(centrepage__isnull=False) | Q(federationpage__isnull=False)
    )


def _members_of(writer):
    """[(open memberships, the Q of those who answer for it)] of a writer, or []."""
    if isinstance(writer, _centres().model):
        members = Membership.objects.open().filter(centre=writer)
        return [(members, Q(role=Membership.Role.REFERENT))]
    if isinstance(writer, _federations().model):
        members = FederationMembership.objects.open().filter(federation=writer)
        return [(members, Q(role=FederationMembership.Role.ANIMATOR))]
    return []


def _facts(key):
    """What a line says of the writer whose key is `key`, read in its query."""
    of_centre = _centres().filter(pk=OuterRef(key))
    centre = of_centre.values(
        found=JSONObject(
            title="title", commune="commune", departement="departement__name"
        )
    )
    of_federation = _federations().filter(pk=OuterRef(key))
    federation = of_federation.values(
        found=JSONObject(title="title", commune="commune", departement=Value(""))
    )
    return Coalesce(Subquery(centre[:1]), Subquery(federation[:1]))


def _in_words(facts):
    """{"title", "place", "departement"}: « Besançon (Doubs) », or the commune alone."""
    place, departement = facts["commune"], facts["departement"]
    if departement:
        place = f"{place} ({departement})"
    return {"title": facts["title"], "place": place, "departement": departement}


def _region_field():
    places = Territory.objects.by_pk().values()
    regions = [place for place in places if place.kind == Territory.Kind.REGION]
    found = sorted(
        ((region.pk, region.name) for region in regions),
        key=lambda choice: slug_of(choice[1]),
    )
    return forms.TypedChoiceField(
        label=_("Région"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Toutes les régions")), *found],
    )


def _in_region(region):
    """The reviews whose writer is in the region of that key, or covers a part of it."""
    centres = _centres().filter(departement__parent=region)
    federations = _federations().filter(
        Q(territories=region) | Q(territories__parent=region)
    )
    return Q(writer__in=centres.values("pk")) | Q(writer__in=federations.values("pk"))

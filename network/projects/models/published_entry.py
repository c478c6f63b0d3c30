"""Every entry that was ever online, by its identity: what links lean on."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from home.visibility import visible

from ..outline.numbering import labelled, numbered
from ..outline.rows import Row
from .entry import AbstractEntry

# What a row of the voted text and its register have in common.
COPIED = (
    *("level", "kind", "title", "text", "start_year", "end_year", "period"),
    *("responsible", "links", "continues", "source"),
)


class PublishedEntryQuerySet(models.QuerySet):
    def learn(self, page):
        """Keep what the version of `page` that has just gone online says.

        An entry of another document is never taken over: its identity is its own.
        """
        rows = {str(row.uuid): row for row in page.entries.all()}
        foreign = self.filter(pk__in=rows).exclude(project=page)
        for key in foreign.values_list("pk", flat=True):
            del rows[str(key)]
        self.filter(project=page).exclude(pk__in=rows).update(is_current=False)
        self.bulk_create(
            _registered(page, rows),
            update_conflicts=True,
            unique_fields=["uuid"],
            update_fields=[
                *COPIED,
                *("label", "number", "position", "depth", "parent", "orientation"),
                "is_current",
            ],
        )

    def visible(self):
        """Of the documents that visitors read."""
        return self.filter(
            project__in=self.model._meta.get_field("project")
            .related_model.objects.filter(visible())
            .values("pk")
        )

    def naming(self, *tokens):
        """Those whose voted row has one of these links, « page:12 »."""
        return self.filter(links_name(tokens), is_current=True)

    def with_orientation(self):
        """With `under`, {"label", "title"} of the first entry above; None for itself."""
        above = self.model.objects.filter(pk=OuterRef("orientation"))
        found = above.exclude(pk=OuterRef("pk")).values(
            found=JSONObject(label="label", title="title")
        )
        return self.annotate(under=Subquery(found[:1]))


def links_name(tokens):
    """The Q of the rows that have one of these links."""
    return reduce(or_, (Q(links__contains=f" {one} ") for one in tokens), Q(pk__in=[]))


class PublishedEntry(AbstractEntry):
    """Written at publication and by nothing else; no content of a vote.

    One that left its document stays, with its last voted text (`is_current` False).
    `label` is the whole label shown, « Orientation 2 », and `number` the bare number.
    """

    uuid = models.UUIDField(primary_key=True)
    project = models.ForeignKey(
        "projects.FederalProjectPage",
        on_delete=models.CASCADE,
        related_name="published_entries",
    )
    position = models.PositiveIntegerField(default=0)
    depth = models.PositiveSmallIntegerField(default=0)
    parent = models.UUIDField(null=True)
    orientation = models.UUIDField(null=True)
    continues = models.UUIDField(null=True)
    source = models.UUIDField(null=True)
    is_current = models.BooleanField(default=True)

    objects = PublishedEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("ligne en ligne")
        verbose_name_plural = _("lignes en ligne")
        ordering = ["project", "position"]

    @property
    def anchor(self):
        return anchor_of(self.uuid)

    @property
    def orientation_url(self):
        """The place of the first entry above it."""
        return f"{self.project.url}#{anchor_of(self.orientation)}"

    @property
    def url(self):
        """Its place on the page of its project; `project` is read if it was not."""
        return f"{self.project.url}#{self.anchor}"


def anchor_of(uuid):
    """Where an entry stands on the page of a project, for good."""
    return f"e-{uuid.hex[:12]}"


def plain_rows(entries):
    """The outline Rows of ProjectEntry rows, in the order given: a list."""
    return [
        Row(
            id=str(entry.uuid),
            level=entry.level,
            title=entry.title,
            kind=entry.kind,
            label=entry.label,
            number=entry.number,
            text=entry.text,
            start_year=entry.start_year,
            end_year=entry.end_year,
            period=entry.period,
            responsible=entry.responsible,
            continues=str(entry.continues or ""),
            source=str(entry.source or ""),
            links=entry.links.split(),
        )
        for entry in entries
    ]


def _registered(page, rows):
    """A PublishedEntry of each of these ProjectEntries, {uuid: row}: a list."""
    plain = plain_rows(page.entries.all())
    labels, top, found = labelled(plain, page.labels), None, []
    for position, (place, label) in enumerate(
        zip(numbered(plain), labels, strict=True)
    ):
        top = place.row.id if place.parent is None else top
        if (entry := rows.get(place.row.id)) is None:
            continue
        found.append(
            PublishedEntry(
                uuid=entry.uuid,
                project=page,
                position=position,
                depth=place.depth,
                parent=place.parent and place.parent.id,
                orientation=top,
                label=label[:60],
                number=place.number[:40],
                is_current=True,
                **{name: getattr(entry, name) for name in COPIED},
            )
        )
    return found

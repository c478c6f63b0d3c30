"""A federation that writes a document, and what the browser posts for it."""

import json

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from network.models import FederationMembership
from network.projects.models import FederalProjectPage, ProjectEntry
from network.projects.outline.rows import Row
from network.setup import CONTRIBUTORS
from tests.factories import FederationMembershipFactory, FederationPageFactory

OUTLINE = [
    (0, "orientation", "Aller vers"),
    (1, "objectif", "Ouvrir les portes"),
    (2, "action", "Frapper aux portes"),
    (2, "action", "Tenir un café"),
    (0, "orientation", "Se former"),
    (1, "action", "Partager nos savoirs"),
]


def rows_like(outline):
    return [Row.new(level, title, kind=kind) for level, kind, title in outline]


class Stage:
    """Two federations with an animator each; a draft of the first, with its rows."""

    def __init__(self, world):
        self.world = world
        self.federation, self.animator = self.house("Fédération du Rhône")
        self.other, self.stranger = self.house("Fédération du Nord")
        self.rows = rows_like(OUTLINE)
        self.project = self.document(self.federation, self.rows, title="Projet 2026")

    def house(self, title):
        federation = FederationPageFactory(title=title)
        animator = self.world.account(CONTRIBUTORS)
        FederationMembershipFactory(
            user=animator,
            federation=federation,
            role=FederationMembership.Role.ANIMATOR,
        )
        return federation, animator

    def document(self, federation, rows, **values):
        page = FederalProjectPage(live=False, **values)
        page.entries = [
            ProjectEntry(
                uuid=row.id,
                level=row.level,
                kind=row.kind,
                title=row.title,
                sort_order=place,
            )
            for place, row in enumerate(rows)
        ]
        self.fresh(federation).add_child(instance=page)
        self.fresh(page).save_revision(user=self.animator)
        return self.fresh(page)

    def fresh(self, page):
        """The page as the database has it now."""
        return type(page).objects.get(pk=page.pk)

    def post(self, client, rows=None, raw=None, page=None, **values):
        """Save a draft with these rows, as the browser does; the answer."""
        page = page or self.project
        outline = raw if raw is not None else posted(rows)
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return client.post(address, form_data(page, outline=outline, **values))

    def draft(self):
        return self.fresh(self.project).get_latest_revision_as_object()


def posted(rows):
    return json.dumps([row.as_data() for row in rows])


def form_data(page, **values):
    empty = ("steps", "bodies", "signatories", "notices", "comments")
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "kind": page.kind,
            **{name: inline_formset([], initial=0) for name in empty},
            **values,
        }
    )

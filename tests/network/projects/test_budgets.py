"""SQL queries of the pages of a project: twelve at most, however much it says.

Bars: platform.md, section 4.2.
"""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives.models import InitiativeEntry
from network.models import FederationPage
from network.projects.models import (
    EntryState,
    ProjectBody,
    ProjectEntry,
    ProjectNotice,
    ProjectStep,
    Signatory,
)
from tests.conftest import COUNTED_ONCE
from tests.factories import (
    ChapterPageFactory,
    EventFactory,
    FederalProjectPageFactory,
    FederationPageFactory,
    PartnerFactory,
    WorkingGroupPageFactory,
)

pytestmark = [pytest.mark.django_db, COUNTED_ONCE]
MOST = 12
VIEWS = ("", "?vue=tableau", "?vue=calendrier", "?vue=entier")


class Shelf:
    """A federation with a project that others follow, serve, quote and show."""

    def __init__(self, world):
        self.world, self.federation = world, FederationPageFactory()
        self.above = self.project([self.entry(0, "orientation", "Faire réseau")])
        self.group, self.partner = self.a_group(), PartnerFactory()
        self.fiche = world.fiche(published=True)

    def parent(self):
        return FederationPage.objects.get(pk=self.federation.pk)

    def a_group(self):
        return WorkingGroupPageFactory(parent=self.parent(), published=True)

    def project(self, entries, **values):
        values["rows"] = {"entries": entries, **values.pop("rows", {})}
        return FederalProjectPageFactory(parent=self.parent(), published=True, **values)

    def entry(self, level, kind, title, **values):
        return ProjectEntry(uuid=uuid4(), level=level, kind=kind, title=title, **values)

    def document(self, many):
        """A project with `many` actions and as much of what stands around one."""
        first = self.above.published_entries.get()
        links = f" page:{self.group.pk} partner:{self.partner.pk} "
        facts = {"links": links, "start_year": 2026, "responsible": "Équipe"}
        entries = [self.entry(0, "orientation", "Aller vers")]
        entries += [
            self.entry(1, "action", f"Action {n}", continues=first.pk, **facts)
            for n in range(many)
        ]
        page = self.project(
            entries,
            rows=self.rows(1 + many // 60),
            follows=self.above,
            ambition="Oser.",
        )
        taken = [self.entry(0, "action", "", source=row.uuid) for row in entries[1:]]
        self.project(taken, part_of=page, title="Son plan")
        self.surround(page, entries)
        return page

    def rows(self, many):
        return {
            "steps": [ProjectStep(title="Écouter") for _ in range(many)],
            "bodies": [ProjectBody(name="Le bureau") for _ in range(many)],
            "notices": [ProjectNotice(text="À vérifier.") for _ in range(many)],
            "signatories": [
                Signatory(name="La Caf", partner=self.partner),
                *(Signatory(name="Nous", member=self.federation) for _ in range(many)),
            ],
        }

    def surround(self, page, entries):
        """Each action said, shown by a fiche; chapters that call and quote."""
        keys = [row.uuid for row in entries[1:]]
        said = {"state": "done", "said_by": "CA"}
        EntryState.objects.bulk_create(EntryState(entry_id=key, **said) for key in keys)
        InitiativeEntry.objects.bulk_create(
            InitiativeEntry(fiche=self.fiche, entry_id=key) for key in keys
        )
        EventFactory(federation=self.federation, entry_id=keys[0])
        page = type(page).objects.get(pk=page.pk)
        for number in range(1 + len(entries) // 60):
            body = [
                ("text", "<p>Un chapitre.</p>"),
                ("call", {"page": self.a_group().page_ptr, "text": "À vous."}),
                ("excerpt", {"entry": str(self.above.published_entries.get().pk)}),
            ]
            self.chapter = ChapterPageFactory(
                title=f"Chapitre {number}", parent=page, published=True, body=body
            )
            page = type(page).objects.get(pk=page.pk)


def count(address):
    Client().get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = Client().get(address)
    assert answer.status_code == 200
    return len(captured)


def test_the_pages_of_a_project_keep_their_budget_with_three_hundred_entries(world):
    shelf, found = Shelf(world), []
    for many in (20, 300):
        page = shelf.document(many)
        addresses = {view: page.url + view for view in VIEWS}
        addresses["chapter"] = shelf.chapter.url
        found.append({name: count(address) for name, address in addresses.items()})
    few, most = found
    assert few == most
    assert {name: number for name, number in most.items() if number > MOST} == {}

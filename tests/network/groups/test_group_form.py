"""A group is written by words: nobody types an identity, and nothing chosen is lost."""

from uuid import uuid4

import pytest

from network.groups.models import GroupParticipant, ServedByGroup
from network.projects.models import ProjectEntry
from network.review.changes import changes_between
from tests.factories import (
    FederalProjectPageFactory,
    FederationMembershipFactory,
    FederationPageFactory,
    PartnerFactory,
    WorkingGroupPageFactory,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("choices are read by the ORM alone"),
]


def project(federation, title, **kwargs):
    federation.refresh_from_db()
    rows = {"entries": [ProjectEntry(uuid=uuid4(), title=title, kind="action")]}
    return FederalProjectPageFactory(parent=federation, rows=rows, **kwargs)


def test_lines_are_chosen_in_the_projects_that_visitors_read(world, as_):
    federation, other = FederationPageFactory(), FederationPageFactory()
    seen = project(federation, "Tenir parole", published=True)
    project(federation, "Encore un brouillon")
    gone = project(federation, "Retirée du site", published=True)
    project(other, "Celle des voisins", published=True)
    left = gone.entries.get().uuid
    gone.delete()
    merged = PartnerFactory(name="Caf 37", merged_into=PartnerFactory(name="Caf"))
    PartnerFactory(name="Caf 86", merged_into=merged.merged_into)
    federation.refresh_from_db()
    group = WorkingGroupPageFactory(
        parent=federation,
        rows={
            "served": [ServedByGroup(entry=left)],
            "participants": [GroupParticipant(name="la Caf", partner=merged)],
        },
    )
    animator = world.account("Contributeurs")
    FederationMembershipFactory(user=animator, federation=federation)
    for address in (
        f"/admin/pages/{group.pk}/edit/",
        f"/admin/pages/add/groups/workinggrouppage/{federation.pk}/",
    ):
        answer = as_(animator).get(address)
        assert answer.status_code == 200
        form = answer.content.decode()
        assert (
            "Action 1 : Tenir parole" in form and str(seen.entries.get().uuid) in form
        )
        assert "Encore un brouillon" not in form
        assert "Celle des voisins" not in form
        assert "Caf 86" not in form
        is_edited = address.endswith("/edit/")
        assert (f'value="{left}" selected' in form) == is_edited
        assert ("Caf 37 (réuni avec Caf)" in form) == is_edited


def test_who_judges_reads_the_lines_served_by_their_words(tree):
    federation = FederationPageFactory()
    seen = project(federation, "Tenir parole", published=True)
    kept = seen.entries.get().uuid
    group = WorkingGroupPageFactory(parent=federation, published=True)
    before = group.get_latest_revision()
    group.served = [ServedByGroup(entry=kept), ServedByGroup(entry=uuid4())]
    after = group.save_revision()
    (change,) = changes_between(before, after)
    said = [text for paragraph in change.paragraphs for _mark, text in paragraph]
    assert said == ["Action 1 : Tenir parole", "une ligne qui n’est plus en ligne"]

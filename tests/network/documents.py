"""A federation with its people, and its documents: what animators read."""

import uuid

from modelcluster.models import get_all_child_relations

from network.groups.models import CommissionPage, WorkingGroupPage
from network.models import FederationMembership, FederationPage, FederationReview
from network.projects.models import FederalProjectChapterPage, FederalProjectPage
from network.review.content import is_content
from network.setup import CONTRIBUTORS
from tests.factories import FederationMembershipFactory, FederationPageFactory

Role = FederationMembership.Role


def of_federation(world, federation, role=Role.ANIMATOR):
    """An account with an open membership of it."""
    user = world.account(CONTRIBUTORS)
    FederationMembershipFactory(user=user, federation=federation, role=role)
    return user


def deputy_of(federation, user, quorum=1):
    """Named by the webmaster for the documents of this federation."""
    review, _new = FederationReview.objects.get_or_create(federation=federation)
    FederationReview.objects.filter(pk=review.pk).update(quorum=quorum)
    review.deputies.add(user)
    return review


def document(parent, owner, model=FederalProjectPage, **values):
    """A draft as the editor saves it."""
    values = {"title": "Projet fédéral 2024-2027", "live": False} | values
    page = model(owner=owner, **values)
    type(parent).objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision(user=owner)
    return model.objects.get(pk=page.pk)


def with_rows(page):
    """A draft with a row of each kind that its class has: a new kind is here too."""
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        if is_content(type(page), name):
            getattr(page, name).add(_row(relation))
    page.save()
    page.save_revision(user=page.owner)
    return type(page).objects.get(pk=page.pk)


def _row(relation):
    values = {
        field.name: uuid.uuid4() if "UUID" in field.get_internal_type() else "Un mot"
        for field in relation.related_model._meta.local_concrete_fields
        if not (field.null or field.blank or field.has_default() or field.primary_key)
        and field != relation.field
    }
    return relation.related_model(**values)


def one_of_each(federation, owner):
    """Drafts with rows: a project, its chapter, a group, a commission."""
    project = with_rows(document(federation, owner))
    return [
        project,
        with_rows(
            document(project, owner, FederalProjectChapterPage, title="Chapitre 1")
        ),
        with_rows(document(federation, owner, WorkingGroupPage, title="Le groupe")),
        with_rows(document(federation, owner, CommissionPage, title="La commission")),
    ]


class Federations:
    """Two of them: one with an editor and two animators, one with a single animator."""

    def __init__(self, world):
        self.world = world
        self.ours = FederationPageFactory(title="Fédération du Cher")
        self.other = FederationPageFactory(title="Fédération du Nord")
        self.editor = of_federation(world, self.ours, Role.EDITOR)
        self.animator = of_federation(world, self.ours)
        self.second = of_federation(world, self.ours)
        self.foreigner = of_federation(world, self.other)

    def project(self, owner=None, **values):
        ours = FederationPage.objects.get(pk=self.ours.pk)
        return document(ours, owner or self.editor, **values)

    def submitted(self, owner=None, **values):
        """A project under review, sent by who wrote it: the editor unless said."""
        owner = owner or self.editor
        return self.world.submit(self.project(owner, **values), user=owner)

"""What is online changes by no way to write: the database refuses, whoever asks."""

import uuid

import pytest
from django.db import models
from wagtail.models import Page, Revision

from initiatives.models import (
    Audience,
    InitiativePage,
    InitiativePartner,
    InitiativeStep,
    KeyFigure,
)
from network.review.triggers import covered
from tests.factories import CentrePageFactory, InitiativePageFactory, publish
from tests.network.documents import Federations, one_of_each

from .behind import is_refused, refused, run

NEVER = "Personne ne l’a lu."


pytestmark = pytest.mark.django_db


@pytest.fixture
def live(world):
    """A fiche online with a row in every table, and a new version as a draft."""
    fiche = world.rich_fiche(1)
    fiche.key_figures.add(KeyFigure(value="58", label="parents"))
    fiche.partners.add(InitiativePartner(name="La mairie"))
    fiche.save()
    fiche.save_revision()
    page = publish(fiche)
    page.save_revision()
    return InitiativePage.objects.get(pk=page.pk)


def another(field):
    """What any database takes for a value of this field that it has not: a text."""
    if field.get_internal_type() == "JSONField":  # a stream says so too
        return '["autre"]'
    if isinstance(field, models.BooleanField):
        return None
    if isinstance(field, models.DateField):
        return "1999-01-01"
    if isinstance(field, models.UUIDField):
        return uuid.uuid4().hex
    if field.is_relation or isinstance(field, models.IntegerField | models.AutoField):
        return "31999"
    return "autre"


def row_of(one, pages):
    """The key of a row of one of these pages, in one of the covered tables."""
    rows = one.model._base_manager.filter(**{f"{one.page.name}__in": pages})
    return rows.order_by("pk").values_list("pk", flat=True)[0]


TABLES = [one for one in covered.all_tables() if "gazette" not in one.table]


@pytest.fixture
def pages(world, live):
    """Online, the keys of that fiche, of a document of each kind, of a centre: all tables."""
    federations = Federations(world)
    documents = one_of_each(federations.ours, federations.editor)
    centre = CentrePageFactory()
    return [live.pk, *(publish(page).pk for page in documents), centre.pk]


def columns_that_change(one, pages):
    key = one.model._meta.pk.column
    row = row_of(one, pages)
    for field in one.fields:
        value = another(field)
        new = f'NOT "{field.column}"' if value is None else "%s"
        statement = f'UPDATE "{one.table}" SET "{field.column}" = {new}'  # noqa: S608
        values = [row] if value is None else [value, row]
        if not is_refused(run, f'{statement} WHERE "{key}" = %s', *values):
            yield field.column


def test_no_column_of_a_live_page_changes(pages):
    assert len(TABLES) >= 26
    assert all(one.fields for one in TABLES)
    changed = {one.table: list(columns_that_change(one, pages)) for one in TABLES}
    assert not any(changed.values()), changed


def test_no_row_of_a_live_page_goes(pages):
    gone = []
    for one in TABLES:
        key = one.model._meta.pk.column
        statement = f'DELETE FROM "{one.table}" WHERE "{key}" = %s'  # noqa: S608
        if not is_refused(run, statement, row_of(one, pages)):
            gone.append(one.table)
    assert gone == []


def test_no_row_comes_to_a_live_page(pages):
    added = []
    for one in covered.row_tables():
        row = one.model._base_manager.get(pk=row_of(one, pages))
        row.pk = None
        for field in set(one.fields) - {one.page}:  # another, where each is once
            if field.is_relation:
                setattr(row, field.attname, 31999)
        if not is_refused(one.model._base_manager.bulk_create, [row]):
            added.append(one.table)
    assert added == []


def test_nor_does_a_row_come_from_a_draft(live):
    draft = InitiativePageFactory(parent=live.get_parent().specific)
    step = InitiativeStep.objects.create(page=draft, title=NEVER, text=NEVER)
    refused(lambda: InitiativeStep.objects.filter(pk=step.pk).update(page=live))


def save_one_field(page):
    page.tagline = NEVER
    page.save(update_fields=["tagline"], clean=False)


def save_the_base(page):
    base = Page.objects.get(pk=page.pk)
    base.title = NEVER
    base.save()


def update(page):
    InitiativePage.objects.filter(pk=page.pk).update(summary=NEVER)


def bulk_update(page):
    step = page.steps.first()
    step.text = NEVER
    InitiativeStep.objects.bulk_update([step], ["text"])


def save_a_row(page):
    step = InitiativeStep.objects.filter(page=page).first()
    step.title = NEVER
    step.save()


def create_a_row(page):
    InitiativeStep.objects.create(page=page, title=NEVER, text=NEVER)


def delete_rows(page):
    InitiativeStep.objects.filter(page=page).delete()


def add_to_a_relation(page):
    through = InitiativePage.audiences.through
    other = Audience.objects.create(name="Autres", slug="autres")
    through.objects.create(initiativepage=page, audience=other)


def show_a_draft(page):
    Page.objects.filter(pk=page.pk).update(live_revision=page.latest_revision_id)


def show_no_version(page):
    Page.objects.filter(pk=page.pk).update(live_revision=None)


def edit_what_is_live(page):
    content = page.live_revision.content | {"tagline": NEVER}
    Revision.objects.filter(pk=page.live_revision_id).update(content=content)


def save_what_is_live(page):
    revision = Revision.objects.get(pk=page.live_revision_id)
    revision.content["title"] = NEVER
    revision.save()


def give_what_is_live_to_another(page):
    Revision.objects.filter(pk=page.live_revision_id).update(object_id="1")


WAYS = [
    save_one_field,
    save_the_base,
    update,
    bulk_update,
    save_a_row,
    create_a_row,
    delete_rows,
    add_to_a_relation,
    show_a_draft,
    show_no_version,
    edit_what_is_live,
    save_what_is_live,
    give_what_is_live_to_another,
]


def test_what_is_online_changes_by_no_way_to_write(live):
    page = InitiativePage.objects.get(pk=live.pk)
    passed = [write.__name__ for write in WAYS if not is_refused(write, page)]
    assert passed == []

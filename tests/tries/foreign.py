"""What is foreign to each profile of the sweep: one number means it in every table."""

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import AutoField
from django.utils.text import slugify
from wagtail.models import PageViewRestriction

from home.models import Attachment, HomePage
from network.models import HelpRequest
from network.setup import CONTRIBUTORS
from tests.factories import (
    CentrePageFactory,
    FederationMembershipFactory,
    FederationPageFactory,
    MembershipFactory,
    PictureFactory,
    StandardPageFactory,
)

SECRET = "Ornithorynque"  # nobody of the profiles reads it
READ_BY_COMMITTEE = "Tamanoir"
OWN, FOREIGN, AFTER = 60_001, 70_001, 80_001
KEYS = """
SELECT kcu.table_name, kcu.column_name FROM information_schema.table_constraints tc
JOIN information_schema.key_column_usage kcu USING (constraint_schema, constraint_name)
JOIN information_schema.columns col ON col.table_schema = kcu.table_schema
    AND (col.table_name, col.column_name) = (kcu.table_name, kcu.column_name)
WHERE tc.constraint_type = '{kind}' AND col.data_type IN ('integer', 'bigint')
    AND kcu.table_schema = 'public' ORDER BY 1, 2
"""
# The traces of who asked, and what the person herself is.
TRACES = ("django_session", "wagtailcore_modellogentry", "home_attempt", "axes_")


def count_from(number):
    """The next row of each table takes this number."""
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            key, table = model._meta.pk, model._meta.db_table
            if isinstance(key, AutoField):
                said = [table, key.column, number]
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), %s, false)", said
                )


def plant(world):
    """The numbers of the foreign pages, in their order: a list."""
    count_from(OWN)
    picture = PictureFactory(collection=world.fresh(world.centre).collection)
    world.fiche(title="La leur", slug="la-leur", owner=world.colleague, picture=picture)
    count_from(FOREIGN)
    writer = _named(world.account(CONTRIBUTORS), SECRET)
    word = READ_BY_COMMITTEE  # it reads who wrote what it votes on
    centre = CentrePageFactory(title=f"Centre {word}", commune=word, live=False)
    draft = _fiche(world, centre, writer, SECRET, keywords=[SECRET])
    hidden = StandardPageFactory(
        title=f"Page {SECRET}", live=False, parent=HomePage.objects.get()
    )
    pages = [centre, draft, hidden]
    pages += [StandardPageFactory(title="Page ouverte", parent=hidden)]
    pages += _read_by_the_committee(world, centre, writer)
    pages += [FederationPageFactory(title=f"Fédération {SECRET}", live=False)]
    _plant_rows(world, pages, writer)
    count_from(AFTER)
    return [page.pk for page in pages]


def _fiche(world, centre, writer, word, **fields):
    title = fields.pop("title", f"Fiche {word}")
    return world.fiche(
        title=title,
        slug=slugify(title),
        tagline=word,
        summary=word,
        parent=world.fresh(centre),
        owner=writer,
        **fields,
    )


def _read_by_the_committee(world, centre, writer):
    """Under vote; online with an unread version; online for who knows a password."""
    word = READ_BY_COMMITTEE
    voted = world.submit(_fiche(world, centre, writer, word), writer)
    world.vote(world.members[1], voted)
    private = _fiche(world, centre, writer, word, title="Réservée", published=True)
    PageViewRestriction.objects.create(
        page=private.page_ptr, restriction_type="password", password="x"
    )
    return [voted, _live_with_a_secret(world, writer), private]


def _named(user, word):
    user.first_name = user.last_name = word
    user.email = f"{word.lower()}@exemple.test"
    user.save()
    return user


def _live_with_a_secret(world, writer):
    """Online, with a new version that nobody read, in a centre that others see."""
    parent = CentrePageFactory(title="Centre voisin")
    live = world.fiche(title="En ligne ouverte", parent=parent, owner=writer)
    live = world.publish(world.submit(live, writer))
    version = live.get_latest_revision_as_object()
    version.title = version.summary = SECRET
    version.save_revision(user=writer)
    return live


def _plant_rows(world, pages, writer):
    centre, draft = pages[:2]
    collection = world.fresh(centre).collection
    PictureFactory(title=SECRET, credit=SECRET, collection=collection)
    file = ContentFile(b"%PDF-1.4 essai", name=f"{SECRET}.pdf")
    Attachment.objects.create(title=SECRET, collection=collection, file=file)
    MembershipFactory(user=writer, centre=centre)
    FederationMembershipFactory(user=writer, federation=pages[-1])
    HelpRequest.objects.create(
        centre=centre, page=draft.page_ptr, asked_by=writer, message=SECRET
    )


def _columns(kind):
    with connection.cursor() as cursor:
        cursor.execute(KEYS.format(kind=kind))
        rows = cursor.fetchall()
    return [row for row in rows if not row[0].startswith(TRACES)]


def print_query():
    """One query that gives (table, digest of its foreign rows)."""
    return " UNION ALL ".join(
        f"SELECT '{table}', md5(string_agg(t::text, '|' ORDER BY t.\"{key}\")) "  # noqa: S608
        f'FROM "{table}" t WHERE t."{key}" BETWEEN {FOREIGN} AND {AFTER - 1}'
        for table, key in _columns("PRIMARY KEY")
    )


def named_since():
    """[(table.column, user or None, rows)]: new rows that name something foreign."""
    found, keys = [], dict(_columns("PRIMARY KEY"))
    with connection.cursor() as cursor:
        for table, column in _columns("FOREIGN KEY"):
            if table not in keys or column == keys[table]:
                continue
            cursor.execute(
                f'SELECT count(*) FROM "{table}" WHERE "{keys[table]}" >= {AFTER} '  # noqa: S608
                f'AND "{column}" BETWEEN {FOREIGN} AND {AFTER - 1}'
            )
            if rows := cursor.fetchone()[0]:
                found.append((f"{table}.{column}", rows))
        cursor.execute(
            "SELECT count(*) FROM wagtailcore_revision WHERE id >= %s "
            "AND object_id BETWEEN %s AND %s",
            [AFTER, str(FOREIGN), str(AFTER - 1)],
        )
        if rows := cursor.fetchone()[0]:
            found.append(("wagtailcore_revision.object_id", rows))
    return found

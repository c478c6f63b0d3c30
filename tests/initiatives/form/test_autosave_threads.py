"""300 autosaves in twelve threads: none is refused, nothing incomplete is sent.

Source: editorial.md, section 3, "Validation race". Without the lock of
`home.blocks.SerialisedValidation` a draft is refused for what only a submission
needs: threads share the definitions of the blocks. The 300 with REQUIRE_ALL=1, 60
otherwise.
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.base import ContentFile
from django.db import connection, connections, transaction
from wagtail.models import WorkflowState
from wagtail.test.utils.form_data import (
    nested_form_data,
    querydict_from_html,
    streamfield,
)

from home.models import Attachment
from initiatives.form.forms import wait_for_siblings
from initiatives.form.guided import REFUSED
from initiatives.models import InitiativePage
from network.setup import CONTRIBUTORS
from tests.conftest import REQUIRE_ALL
from tests.factories import CentrePageFactory, MembershipFactory

from ..form_data import story

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
THREADS, EACH = 12, 25 if REQUIRE_ALL else 5


class Editor:
    """The form of one draft as the browser holds it, hidden fields included."""

    def __init__(self, client, fiche):
        self.client, self.address = client, f"/admin/pages/{fiche.pk}/edit/"
        self.fiche = fiche
        self.document = Attachment.objects.create(
            title="Notice",
            collection=fiche.centre.collection,
            file=ContentFile(b"%PDF-1.4 essai", name="notice.pdf"),
        )
        page = client.get(self.address).content.decode()
        self.form = querydict_from_html(page, form_id="page-edit-form").dict()
        self.form.pop("associated_centres", None)  # nothing is chosen in this list
        self.write("")

    def write(self, words):
        """What only a draft may lack: sections of the story, titles of documents."""
        lines = [("document", {"document": self.document.pk, "title": ""})] * 3
        blocks = {"story": story(one_thing=words), "complements": streamfield(lines)}
        self.form |= nested_form_data(blocks)

    def autosave(self, words):
        """What Wagtail's editor sends by itself; the answer's JSON."""
        self.write(words)
        answer = self.client.post(
            self.address, self.form, HTTP_ACCEPT="application/json"
        ).json()
        if answer.get("success"):
            self.form["overwrite_revision_id"] = str(answer["revision_id"])
            self.form |= answer["field_updates"]
        return answer

    def submit(self):
        """The button « Envoyer au comité »; where the answer leads."""
        answer = self.client.post(self.address, self.form | {"action-submit": "1"})
        return answer.headers.get("Location")


@pytest.fixture
def editors(crowd, as_):
    """Thirteen people, each in a centre with a draft; the last one is in a hurry.

    Trap: drafts of one centre wait for each other (form/forms.py) and race less.
    """
    return [editor_of(crowd, as_, f"Fiche {n}") for n in range(THREADS + 1)]


def editor_of(crowd, as_, title):
    user, centre = crowd.account(CONTRIBUTORS), CentrePageFactory()
    MembershipFactory(user=user, centre=centre)
    return Editor(as_(user), crowd.fiche(title=title, parent=centre, owner=user))


def closing_connections(call, *args):
    """A connection that a thread leaves open forbids the end of the database."""
    try:
        return call(*args)
    finally:
        connections.close_all()


def somebody_waits(people=1):
    """True as soon as so many sessions of this database wait for another's lock."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0] >= people:
                return True
        time.sleep(0.05)
    return False


def test_an_autosave_that_waited_for_a_save_is_refused(crowd, as_):
    editor = editor_of(crowd, as_, "Le lavoir")
    assert editor.autosave("Un")["success"]
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        page = InitiativePage.objects.get(pk=editor.fiche.pk)
        wait_for_siblings(page.get_parent())
        late = pool.submit(closing_connections, editor.autosave, "Plus ancien")
        assert somebody_waits()
        page.save_revision(user=page.owner)
    assert late.result()["error_code"] == "invalid_revision"


def test_no_autosave_is_refused_and_nothing_incomplete_is_sent(editors):
    *typists, hasty = editors
    start = threading.Barrier(THREADS + 1)

    def type_and_save(editor):
        start.wait()
        return [editor.autosave(f"Mot {number}") for number in range(EACH)]

    def submit_again_and_again():
        start.wait()
        return [hasty.submit() for _ in range(EACH)]

    with ThreadPoolExecutor(THREADS + 1) as pool:
        sent = pool.submit(closing_connections, submit_again_and_again)
        saving = [pool.submit(closing_connections, type_and_save, e) for e in typists]
        answers = [answer for thread in saving for answer in thread.result()]
    refused = [answer for answer in answers if not answer.get("success")]
    assert (len(answers), len(refused)) == (THREADS * EACH, 0), refused[:3]
    # Refused: kept as a draft, whose form says what is missing.
    assert set(sent.result()) == {f"{hasty.address}?{REFUSED}=1"}
    assert not WorkflowState.objects.exists()
    for fiche in InitiativePage.objects.exclude(title=f"Fiche {THREADS}"):
        saved = fiche.get_latest_revision_as_object().story[0].value
        assert saved["one_thing"] == f"Mot {EACH - 1}"

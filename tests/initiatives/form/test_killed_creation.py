"""Creation against itself, and kill -9 in the middle of it: no word is lost."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse

from initiatives.form.forms import wait_for_siblings
from initiatives.models import InitiativePage, OpenForm
from tests.network.review.test_kill import fork

from ..form_data import post_data
from .test_autosave_threads import closing_connections, somebody_waits

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
KILLS = 10
STEPS = [{"title": f"Étape {n}", "period": "", "text": "À deux."} for n in (1, 2)]


@pytest.fixture
def autosave(crowd, as_):
    """autosave(key, **fields): the answer to the form of that key, as a dict."""
    client = as_(crowd.author)
    address = reverse(
        "wagtailadmin_pages:add",
        args=["initiatives", "initiativepage", crowd.centre.pk],
    )

    def send(key, **fields):
        data = post_data(**fields) | {"creation_key": key}
        return client.post(address, data, HTTP_ACCEPT="application/json").json()

    return send


def test_two_posts_of_one_form_at_once_make_one_fiche(crowd, autosave):
    key = uuid4().hex
    with ThreadPoolExecutor(2) as pool, transaction.atomic():
        wait_for_siblings(crowd.fresh(crowd.centre))
        both = [
            pool.submit(closing_connections, autosave_of(autosave, key, number))
            for number in range(2)
        ]
        assert somebody_waits(2)
    assert [post.result()["success"] for post in both] == [True, True]
    page = InitiativePage.objects.get()
    assert OpenForm.objects.get().page == page
    assert page.revisions.count() == 1


def autosave_of(autosave, key, number):
    return lambda: autosave(key, title=f"Fiche {number}")


def test_a_killed_creation_is_whole_or_did_not_happen(crowd, autosave):
    start = time.monotonic()
    autosave(uuid4().hex, title="Pour mesurer", steps=STEPS)
    duration, cut = time.monotonic() - start, 0
    for number in range(KILLS):
        key, title = uuid4().hex, f"Fiche {number}"
        pid = fork(lambda key=key, title=title: autosave(key, title=title, steps=STEPS))
        time.sleep(duration * number / (KILLS - 1))
        os.kill(pid, signal.SIGKILL)
        _pid, status = os.waitpid(pid, 0)
        cut += os.WIFSIGNALED(status)
        later = {"title": title, "place": "Rue du Lavoir", "steps": STEPS}
        assert autosave(key, **later)["success"]
        (page,) = InitiativePage.objects.filter(title=title)
        saved = page.get_latest_revision_as_object()
        assert (saved.place, saved.steps.count()) == ("Rue du Lavoir", 2)
        assert OpenForm.objects.filter(page=page).count() == 1
    assert InitiativePage.objects.count() == KILLS + 1
    assert cut > KILLS / 2

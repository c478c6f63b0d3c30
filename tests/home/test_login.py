"""The doors: who comes in, who is locked out, and how a password is found again."""

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django_tasks_db.models import DBTaskResult

from home.post.outbox import do_what_is_left
from home.throttle import address_of
from tests.factories import (
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/admin/login/?next=/admin/", "/_util/login/", "/admin/password_reset/"]
)
def test_the_doors_of_the_core_lead_to_ours(tree, client, address):
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.url.startswith(("/connexion/", "/mot-de-passe/"))


def post_login(client, user, password, **headers):
    headers = headers or {"HTTP_SEC_FETCH_SITE": "same-origin"}
    return client.post(
        "/connexion/", {"username": user.email.upper(), "password": password}, **headers
    )


def test_one_logs_in_by_e_mail_whatever_its_case(tree, client):
    user = UserFactory(email="nadia@exemple.test")
    answer = post_login(client, user, "mot de passe")
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_wrong_password_says_what_to_do_and_keeps_the_address(tree, client):
    user = UserFactory()
    answer = post_login(client, user, "faux")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "ne vont pas ensemble" in text
    assert user.email.upper() in text


def test_the_sixth_try_is_locked_out_even_with_the_right_password(tree, client):
    user = UserFactory()
    for _ in range(5):
        post_login(client, user, "faux")
    answer = post_login(client, user, "mot de passe")
    assert answer.status_code == 429
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_ORIGIN": "https://ailleurs.example"},
        {"HTTP_REFERER": "https://ailleurs.example/x"},
        {"HTTP_USER_AGENT": "sans en-tête"},
    ],
)
def test_a_login_form_from_another_site_is_refused(tree, client, headers):
    user = UserFactory()
    assert post_login(client, user, "mot de passe", **headers).status_code == 403


def ask_for_link(client, email, **headers):
    headers = {"HTTP_SEC_FETCH_SITE": "same-origin"} | headers
    return client.post("/mot-de-passe/", {"email": email}, **headers)


def test_a_lost_password_says_the_same_for_a_known_and_an_unknown_address(
    tree, client, mailoutbox, committed
):
    user, rows = UserFactory(), []
    for email in (user.email, "inconnue@exemple.test"):
        with committed():
            answer = ask_for_link(client, email)
        assert answer.status_code == 302
        assert answer.url == "/mot-de-passe/envoye/"
        rows.append(DBTaskResult.objects.count())
    assert [message.to for message in mailoutbox] == [[user.email]]
    assert "/mot-de-passe/" in mailoutbox[0].body
    assert rows == [1, 2], "as much work for both: its time tells nothing"


def test_the_link_leaves_once_the_mail_server_is_back(
    tree, client, settings, committed, mailoutbox
):
    user, working = UserFactory(), settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.Down"
    with committed():
        assert ask_for_link(client, user.email).status_code == 302
    settings.EMAIL_BACKEND = working
    assert do_what_is_left() == 1
    assert [message.to for message in mailoutbox] == [[user.email]]


class Down(BaseEmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError


def test_the_link_leads_to_our_site_whatever_host_was_asked(
    tree, client, settings, committed, mailoutbox
):
    settings.WAGTAILADMIN_BASE_URL = "https://cestpossible.example"
    with committed():
        ask_for_link(client, UserFactory().email, HTTP_HOST="testserver:81")
    assert "https://cestpossible.example/mot-de-passe/" in mailoutbox[0].body
    assert ":81" not in mailoutbox[0].body


def test_the_link_of_the_mail_sets_a_password(tree, client, mailoutbox, committed):
    user = UserFactory()
    with committed():
        ask_for_link(client, user.email)
    link = next(word for word in mailoutbox[0].body.split() if word.startswith("http"))
    form = client.get("/" + link.split("/", 3)[3], follow=True)
    assert form.status_code == 200
    words = "une phrase assez longue"
    address = form.redirect_chain[-1][0]
    answer = client.post(address, {"new_password1": words, "new_password2": words})
    assert answer.status_code == 302
    user.refresh_from_db()
    assert user.check_password(words)


def test_a_used_link_says_what_to_do(tree, client):
    answer = client.get("/mot-de-passe/MQ/abc-def/")
    assert answer.status_code == 200
    assert "/mot-de-passe/" in answer.content.decode()


def test_the_lock_ignores_the_case_of_the_address(tree, client):
    user = UserFactory(email="nadia@exemple.test")
    for spelling in ("nadia", "NADIA", "Nadia", "nAdia", "naDia"):
        client.post(
            "/connexion/",
            {"username": f"{spelling}@exemple.test", "password": "faux"},
            HTTP_SEC_FETCH_SITE="same-origin",
        )
    assert post_login(client, user, "mot de passe").status_code == 429


PEER = "192.0.2.9"
HOPS = {
    "1.1.1.1, 203.0.113.5": "203.0.113.5",
    "203.0.113.5:51234": "203.0.113.5",
    '"203.0.113.5:51234"': "203.0.113.5",
    "::ffff:203.0.113.5": "203.0.113.5",
    "2001:DB8::1": "2001:db8::1",
    "[2001:db8::1]": "2001:db8::1",
    "[2001:db8::1]:443": "2001:db8::1",
    "fe80::1%eth0": "fe80::1",
    'for="[2001:db8::1]:4711";proto=https': "2001:db8::1",
    "proto=https; For=203.0.113.5": "203.0.113.5",
    # Nobody's word but the last hop's, and no word of it that is no address.
    **dict.fromkeys(["203.0.113.5, unknown", "_hidden", "gateway.local"], PEER),
    **dict.fromkeys(["", "203.0.113.5,", "999.1.1.1", "1.2.3", "9" * 5000], PEER),
}


@pytest.mark.parametrize(("hops", "address"), HOPS.items())
def test_behind_our_proxy_the_last_hop_counts_however_it_is_written(
    settings, rf, hops, address
):
    request = rf.get("/", HTTP_X_FORWARDED_FOR=hops, REMOTE_ADDR=PEER)
    assert address_of(request) == PEER, "without our proxy, anybody writes it"
    settings.BEHIND_PROXY = True
    assert address_of(request) == address


@pytest.mark.parametrize(
    ("hops", "peer"),
    [
        ("203.0.113.5:51234", PEER),
        ("unknown", "gateway.local"),
        ("é", ""),
        ("", "unix:"),
    ],
)
def test_no_door_fails_for_an_address(tree, client, settings, hops, peer):
    settings.BEHIND_PROXY = True
    user, hops = UserFactory(), hops.encode().decode("latin-1")
    written = {"HTTP_X_FORWARDED_FOR": hops, "REMOTE_ADDR": peer}
    written |= {"HTTP_SEC_FETCH_SITE": "same-origin"}
    tried = [post_login(client, user, "faux", **written).status_code for _ in range(6)]
    assert tried == [200] * 4 + [429] * 2
    assert ask_for_link(client, user.email, **written).status_code == 302


def test_a_new_password_ends_the_lock(tree, client, mailoutbox, committed):
    user = UserFactory()
    for _ in range(5):
        post_login(client, user, "faux")
    with committed():
        ask_for_link(client, user.email)
    link = next(word for word in mailoutbox[0].body.split() if word.startswith("http"))
    form = client.get("/" + link.split("/", 3)[3], follow=True)
    words = "une phrase assez longue"
    client.post(
        form.redirect_chain[-1][0], {"new_password1": words, "new_password2": words}
    )
    assert post_login(client, user, words).status_code == 302


def test_the_lost_password_form_is_throttled_too(tree, client):
    asked = [ask_for_link(client, "x@y.test").status_code for _ in range(11)]
    assert asked == [302] * 10 + [429]


def test_a_member_at_the_core_s_door_is_sent_on(world, as_):
    assert as_(world.author).get("/admin/login/").status_code == 302

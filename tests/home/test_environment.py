"""What the environment says is understood as it was meant, or refused in a sentence."""

import os
import runpy
import shutil
import socket
import ssl
import subprocess
import sys
import threading

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import ImproperlyConfigured

from config.settings import reading
from tests.conftest import require

NAME = "OF_THIS_TEST"
SECRET = "un secret"


@pytest.fixture
def read(monkeypatch):
    """read(function, value, ...): what a function of `reading` makes of a variable."""

    def read(function, value, *others):
        monkeypatch.setenv(NAME, value)
        return function(NAME, *others)

    return read


@pytest.mark.parametrize(
    ("address", "host", "port", "tls"),
    [
        ("smtp://h", "h", 25, ""),
        ("smtp://", "localhost", 25, ""),
        ("smtp://h:587/?tls=True", "h", 587, "tls"),
        ("smtp+tls://h", "h", 587, "tls"),
        ("submission://h", "h", 587, "tls"),
        ("smtps://h", "h", 465, "ssl"),
        ("smtps://h:2465", "h", 2465, "ssl"),
        ("smtp+ssl://h/", "h", 465, "ssl"),
        ("smtp://h:465/?ssl=True", "h", 465, "ssl"),
        ("smtp://h/?ssl=1", "h", 465, "ssl"),
        # RFC 8314: nobody answers a STARTTLS there.
        ("smtp://h:465/?tls=True", "h", 465, "ssl"),
        ("smtp://h:465", "h", 465, "ssl"),
        ("smtp://h:25/?tls=False", "h", 25, ""),
    ],
)
def test_mail_begins_tls_as_its_address_says(read, address, host, port, tls):
    found = read(reading.mail, address)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == (host, port)
    assert found["EMAIL_USE_TLS"] is (tls == "tls")
    assert found["EMAIL_USE_SSL"] is (tls == "ssl")


def test_a_password_may_hold_any_sign_once_it_is_encoded(read):
    found = read(reading.mail, "smtps://nadia@h.fr:p%23%2F%3F%40%25%20@h")
    assert found["EMAIL_HOST_USER"] == "nadia@h.fr"
    assert found["EMAIL_HOST_PASSWORD"] == "p#/?@% "
    database = read(reading.database, "postgres://u:p%23%40@h/n", "")
    assert (database["PASSWORD"], database["HOST"]) == ("p#@", "h")
    cache = read(reading.cache, "redis://:p,q@h:6379/0", "")
    assert cache["LOCATION"] == ["redis://:p,q@h:6379/0"], "one server, not two"


def test_what_is_empty_is_not_set(read):
    assert read(reading.mail, "")["EMAIL_BACKEND"].endswith("console.EmailBackend")
    assert read(reading.database, " ", "/a/b")["NAME"] == "/a/b"
    assert read(reading.cache, "", "/a/b")["LOCATION"] == "/a/b"
    assert read(reading.truth, "", True) is True
    assert read(reading.choice, "", {"a": 1}, "a") == 1
    assert read(reading.hosts, " , ") == read(reading.listed, ",") == []


@pytest.mark.parametrize(
    ("function", "value", "why"),
    [
        (reading.mail, f"smpt://u:{SECRET}@h", "begins with none of smtp://, smtp+tls"),
        (reading.mail, "smtp:h", "begins with none of"),
        (reading.mail, f"u:{SECRET}@h", "begins with none of"),
        (reading.mail, f"smtp://u:{SECRET}#1@h", "a password are written %23"),
        (reading.mail, f"smtp://u:12/{SECRET}@h", "a password are written %23"),
        (reading.mail, f"smtp://u:12?{SECRET}@h", "a password are written %23"),
        (reading.mail, f"smtp://u:{SECRET}@h:port", "cannot be read"),
        (reading.mail, f"smtp://u:{SECRET}@[h", "cannot be read"),
        (reading.mail, f"smtp://u:{SECRET}@h/?ssl=oui", "neither True nor False"),
        (reading.mail, f"smtp://u:{SECRET}@h/?starttls=True", "takes no option but"),
        (reading.database, f"mysql://u:{SECRET}@h/n", "begins with none of sqlite://"),
        (reading.database, f"postgres://u:{SECRET}#@h/n", "written %23"),
        (reading.database, f"postgres://u:{SECRET}@h:port/n", "cannot be read"),
        (reading.cache, f"memcached://{SECRET}", "begins with none of redis://"),
        (reading.cache, "localhost:6379", "begins with none of redis://"),
        (reading.cache, f"redis://:{SECRET}@h:port", "cannot be read"),
        (reading.truth, "oui", "is neither True nor False"),
        (reading.choice, "celery", "is none of immediate, database"),
        (reading.hosts, "exemple.fr, a_b", "holds what is no host name"),
        (reading.address, "www.exemple.fr", "is no address of a site, as https://"),
        (reading.address, "https://", "is no address of a site"),
        (reading.sender, "C’est possible", "is no sender"),
        (reading.sender, "Centres, fédérations <b@h>", "with a comma is"),
    ],
)
def test_what_is_mistyped_names_its_variable_and_tells_no_secret(
    read, function, value, why
):
    others = [{"immediate": 1, "database": 2}, ""]
    others = {reading.choice: others, reading.mail: [], reading.hosts: []}.get(
        function, [""]
    )
    with pytest.raises(ImproperlyConfigured) as refused:
        read(function, value, *others)
    said = str(refused.value)
    assert said.startswith(f"The environment variable {NAME} ")
    assert why in said
    assert SECRET not in said


def test_host_names_are_understood_however_they_were_pasted(read):
    pasted = "exemple.fr , https://www.Exemple.fr/,\nexemple.fr:443 [::1]:8000 "
    pasted += ".exemple.org *.exemple.net * école.fr"
    assert read(reading.hosts, pasted) == [
        "exemple.fr",
        "www.exemple.fr",
        "exemple.fr",
        "[::1]",
        ".exemple.org",
        ".exemple.net",
        "*",
        "xn--cole-9oa.fr",
    ]


def test_the_address_of_the_site_ends_where_paths_begin(read):
    assert read(reading.address, "https://www.exemple.fr/") == "https://www.exemple.fr"
    assert reading.origins("https://exemple.fr:443/site") == ["https://exemple.fr"]
    assert reading.origins("http://exemple.fr:8000") == ["http://exemple.fr:8000"]
    assert reading.origins("") == []
    assert read(reading.listed, "new, old ,") == ["new", "old"], "keys without spaces"


def test_a_server_that_cannot_start_says_why_in_one_sentence(monkeypatch):
    mine = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.production"}
    found = subprocess.run(
        [sys.executable, "-c", "from django.conf import settings; settings.DEBUG"],
        check=False,
        cwd=settings.BASE_DIR / "site",
        env={**mine, "EMAIL_URL": "smpt://h", "BEHIND_PROXY": "True"},
        capture_output=True,
        text=True,
    )
    assert found.returncode
    last = found.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured: The environment variable EMAIL_URL begins" in last
    monkeypatch.setenv("WEB_CONCURRENCY", "deux")
    with pytest.raises(SystemExit, match="WEB_CONCURRENCY is no whole number"):
        runpy.run_path(str(settings.BASE_DIR / "site" / "gunicorn.conf.py"))
    monkeypatch.setenv("WEB_CONCURRENCY", "")
    conf = runpy.run_path(str(settings.BASE_DIR / "site" / "gunicorn.conf.py"))
    assert conf["workers"] == 2


@pytest.fixture
def certificate(tmp_path, monkeypatch):
    """The file of a certificate and key of 127.0.0.1 that this process trusts."""
    openssl = shutil.which("openssl")
    require(openssl, "openssl", "apt-get install openssl")
    found = tmp_path / "both.pem"
    order = [openssl, "req", "-x509", "-newkey", "ec", "-nodes", "-subj", "/CN=x"]
    order += ["-pkeyopt", "ec_paramgen_curve:prime256v1", "-days", "2"]
    order += ["-addext", "subjectAltName=IP:127.0.0.1"]
    order += ["-keyout", str(found), "-out", str(tmp_path / "certificate.pem")]
    subprocess.run(order, check=True, capture_output=True)  # noqa: S603
    text = (tmp_path / "certificate.pem").read_text()
    found.write_text(found.read_text() + text)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    return found


REPLIES = {"ehlo": "250-essai\r\n250 AUTH PLAIN", "AUTH": "235 ok", "data": "354 ok"}


def answer(listening, context, said):
    """The part of a mail server, inside TLS from the first byte, for one mail."""
    taken, _peer = listening.accept()
    with (
        context.wrap_socket(taken, server_side=True) as line,
        line.makefile("rwb") as io,
    ):
        reply = "220 essai"
        while reply:
            io.write(f"{reply}\r\n".encode())
            io.flush()
            said.append(io.readline().decode().strip())
            while said[-1] != "." and "data" in said[:-1] and "." not in said:
                said.append(io.readline().decode().strip())
            reply = "" if said[-1] == "quit" else REPLIES.get(said[-1][:4], "250 ok")


def test_a_mail_leaves_inside_tls_from_the_first_byte(read, settings, certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    said = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        listening.settimeout(5)
        server = threading.Thread(target=answer, args=(listening, context, said))
        server.daemon = True
        server.start()
        told = read(reading.mail, f"smtps://nadia:p%40ss@127.0.0.1:{port}")
        for name, value in told.items():
            setattr(settings, name, value)
        assert mail.send_mail("Objet", "Bonjour", None, ["a@exemple.test"]) == 1
        server.join(5)
    assert "Bonjour" in said
    # base64 of "\0nadia\0p@ss"
    assert "AUTH PLAIN AG5hZGlhAHBAc3M=" in said

#!/bin/sh
# django-post-office 3.12.0 (Django 5.2.19), seen on 2026-11-28.
#
# What one would guess: a sender who is killed (a new release, a full memory) sends
# again at most the mail that it was sending: each is marked once its server took it.
# What happens: nothing is marked before the end of the batch (BATCH_SIZE, 100 by
# default). Killed after 8 of 10, the server has 8 mails and the table 10 `queued`:
# the next run sends all 10, and 8 people get theirs twice.
# Why it matters here: a call for a vote that comes twice is a small nuisance for one
# person; for the whole committee each time a machine restarts, it is noise that
# teaches people to read none. Our own post office (home/post/) marks each mail as the
# server answers.
#
# Exits 0 while it is so, 1 once it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m pip install --quiet --root-user-action=ignore \
    --disable-pip-version-check --target "$folder/lib" \
    Django==5.2.19 django-post-office==3.12.0
cat > "$folder/try.py" <<'PYTHON'
import logging
import os
import signal
import socket
import sys
import threading

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections

MAILS, BEFORE = 10, 8
arrived, killed = [], []


def talk(connection):
    """A mail server that takes everything, and kills the sender at mail BEFORE + 1."""
    stream = connection.makefile("rwb")

    def say(words):
        stream.write(words + b"\r\n")
        stream.flush()

    say(b"220 ready")
    for line in stream:
        verb = line[:4].upper().strip()
        if verb == b"DATA":
            if len(arrived) == BEFORE and not killed:
                killed.append(sender)
                os.kill(sender, signal.SIGKILL)
                return
            say(b"354 go on")
            while stream.readline() != b".\r\n":
                pass
            arrived.append(1)
        say(b"221 bye" if verb == b"QUIT" else b"250 ok")


def listen(door):
    while True:
        connection, _address = door.accept()
        threading.Thread(target=talk, args=(connection,), daemon=True).start()


door = socket.create_server(("127.0.0.1", 0))
settings.configure(
    SECRET_KEY="of this trial only",
    USE_TZ=True,
    INSTALLED_APPS=["django.contrib.contenttypes", "post_office"],
    DATABASES={
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": sys.argv[1]}
    },
    EMAIL_BACKEND="post_office.EmailBackend",
    EMAIL_HOST="127.0.0.1",
    EMAIL_PORT=door.getsockname()[1],
    POST_OFFICE={"THREADS_PER_PROCESS": 1},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
django.setup()
logging.disable(logging.CRITICAL)
call_command("migrate", verbosity=0)

from post_office import mail
from post_office.models import STATUS, Email

for number in range(MAILS):
    mail.send(f"p{number}@example.org", "us@example.org", subject="a", message="b")
connections.close_all()
lock = sys.argv[1] + ".queue"
go, come = os.pipe()
sender = os.fork()
if not sender:
    os.read(go, 1)  # until the server listens
    call_command("send_queued_mail", lockfile=lock)
    os._exit(0)
threading.Thread(target=listen, args=(door,), daemon=True).start()
os.write(come, b"x")
os.waitpid(sender, 0)
first, sent = len(arrived), Email.objects.filter(status=STATUS.sent).count()
call_command("send_queued_mail", lockfile=lock)
print(f"killed with {first} mails taken by the server and {sent} marked as sent;")
print(f"the next run sent {len(arrived) - first} of {MAILS}")
sys.exit((first, sent, len(arrived)) != (BEFORE, 0, BEFORE + MAILS))
PYTHON
PYTHONPATH="$folder/lib" python3 "$folder/try.py" "$folder/db.sqlite3"
# Seen:
# killed with 8 mails taken by the server and 0 marked as sent;
# the next run sent 10 of 10

#!/usr/bin/env bash
# One would guess: a queue kept in the database gives a task again when the worker that had
# it is killed (a lock falls with its connection, a lease ends), or at least tells it FAILED.
# What happens: the claim is committed before the task begins and nothing ever looks back.
# The task stays RUNNING for ever: another worker leaves it, `prune_db_task_results` of
# everything keeps it, and its result never becomes an error.
# Known upstream: RealOrangeOne/django-tasks#46, open since 2024.
# Why it matters here: a deployment or the kernel's killer in the middle of a mail would
# lose it. A row of our own is taken before and marked after, and `run_due` sends again.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# Debian ships pip without ensurepip: the system pip (>= 22.3) fills the venv then.
python3.11 -m venv venv >/dev/null 2>&1 || python3.11 -m venv --clear --without-pip venv
pip=(python3.11 -m pip --python venv/bin/python)
[ ! -x venv/bin/pip ] || pip=(venv/bin/python -m pip)
"${pip[@]}" install --quiet --disable-pip-version-check --no-input "django==5.2.19" "django-tasks==0.12.0" "django-tasks-db[compat]==0.13.0"

cat >work_to_do.py <<'PYTHON'
import os
import signal

from django_tasks import task


@task()
def a_mail(die):
    if die:
        os.kill(os.getpid(), signal.SIGKILL)
PYTHON
cat >run.py <<'PYTHON'
import sys
from importlib.metadata import version

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django_tasks", "django_tasks_db"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db"}},
    TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}},
    USE_TZ=True,
)
django.setup()

from django.core.management import call_command
from django_tasks_db.models import DBTaskResult
from work_to_do import a_mail


def worker():
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0, reload=False)


if sys.argv[1] == "queue":
    call_command("migrate", verbosity=0)
    a_mail.enqueue(die=True)
    a_mail.enqueue(die=False)
elif sys.argv[1] == "worker":
    worker()
else:
    DBTaskResult.objects.filter(status="RUNNING").update(started_at="2024-01-01T00:00Z")
    worker()
    call_command(
        "prune_db_task_results", min_age_days=0, failed_min_age_days=0, verbosity=0
    )
    left = list(DBTaskResult.objects.values_list("status", "finished_at"))
    print(f"django-tasks-db {version('django-tasks-db')}: left after a second worker and "
          f"a pruning of everything: {left}")
    assert left == [("RUNNING", None)]
PYTHON
venv/bin/python run.py queue
code=0
venv/bin/python run.py worker || code=$?
echo "the first worker ended with $code"
[ "$code" = 137 ]
venv/bin/python run.py second

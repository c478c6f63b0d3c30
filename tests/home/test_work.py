"""A long job, in pieces that are rows: each is done once, whoever does it."""

import threading
import time

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connections
from django.http import HttpResponse
from django_tasks_db.models import DBTaskResult

from home.models import Theme, Work
from home.work import pieces, progress
from home.work.draining import ask, do_what_waits, drain
from home.work.pieces import ask_again, do_next, stop

DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def write_themes(monkeypatch):
    """Registers a kind whose piece writes a theme; give it what happens in a piece."""

    def register(happens=lambda job: None):
        def piece(job):
            name = f"t{job.done}"
            Theme.objects.create(number=100 + job.done, name=name, slug=name)
            happens(job)
            job.done += 1
            job.report["last"] = job.done

        monkeypatch.setitem(pieces.KINDS, "themes", piece)

    return register


def written():
    return Theme.objects.filter(number__gte=100).count()


@pytest.mark.django_db
def test_pieces_are_done_one_after_the_other_until_nothing_is_left(write_themes):
    write_themes()
    job = ask("themes", 3)
    assert (job.state, written()) == (Work.State.WAITING, 0)
    assert [do_next(job.pk) for _ in range(4)] == [True, True, False, False]
    job.refresh_from_db()
    assert (job.state, job.done, job.report) == (Work.State.DONE, 3, {"last": 3})
    assert written() == 3


@pytest.mark.django_db
def test_a_piece_that_fails_takes_back_itself_alone_and_can_be_asked_again(
    write_themes, caplog
):
    broken = [True]

    def fails_once(job):
        if job.done == 1 and broken:
            raise ValueError("a stone in the way")

    write_themes(fails_once)
    job = ask("themes", 2)
    do_next(job.pk)
    assert not do_next(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, written()) == (Work.State.FAILED, 1, 1)
    assert "a stone in the way" in caplog.text
    assert not do_next(job.pk), "nobody goes on by himself"
    broken.clear()
    assert ask_again(job.pk)
    assert not do_next(job.pk)
    job.refresh_from_db()
    assert (job.state, written()) == (Work.State.DONE, 2)
    assert not ask_again(job.pk)


@pytest.mark.django_db
def test_a_piece_that_the_database_refused_is_tried_once_more(write_themes):
    refused = ["once"]

    def meets_another(job):
        if refused and refused.pop():
            raise IntegrityError("somebody took that place")

    write_themes(meets_another)
    job = ask("themes", 2)
    assert do_next(job.pk)
    assert written() == 1
    refused += ["twice", "once more"]
    assert not do_next(job.pk)
    job.refresh_from_db()
    assert (job.state, written()) == (Work.State.FAILED, 1)


@pytest.mark.django_db
def test_an_interrupted_piece_never_was_and_is_done_by_the_next(write_themes):
    killed = [True]

    def dies_once(job):
        if job.done == 1 and killed.pop():
            raise SystemExit

    write_themes(dies_once)
    job = ask("themes", 2)
    do_next(job.pk)
    with pytest.raises(SystemExit):
        do_next(job.pk)
    assert written() == 1
    killed.append(False)
    assert not do_next(job.pk)
    assert written() == 2


@pytest.mark.django_db
def test_what_was_stopped_keeps_what_is_done_and_goes_on_when_asked(write_themes):
    write_themes()
    job = ask("themes", 2)
    do_next(job.pk)
    assert stop(job.pk)
    assert not do_next(job.pk)
    assert do_what_waits() == 0
    assert written() == 1
    assert ask_again(job.pk)
    do_next(job.pk)
    job.refresh_from_db()
    assert (job.state, written()) == (Work.State.DONE, 2)
    assert not stop(job.pk)


@pytest.mark.django_db
def test_a_piece_that_moves_nothing_does_not_run_for_ever(monkeypatch, caplog):
    monkeypatch.setitem(pieces.KINDS, "idle", lambda job: None)
    job = ask("idle", 1)
    drain.call(job.pk)
    job.refresh_from_db()
    assert job.state == Work.State.FAILED


@pytest.mark.django_db
def test_the_page_of_a_job_does_a_piece_at_each_look_until_the_end(write_themes):
    write_themes()
    job = ask("themes", 2)
    job = progress.go_on(job)
    assert job.done == 1
    assert progress.come_back(HttpResponse(), job)["Refresh"] == str(progress.EVERY)
    job = progress.go_on(job)
    assert job.state == Work.State.DONE
    assert "Refresh" not in progress.come_back(HttpResponse(), job)
    progress.go_on(job)
    assert written() == 2


@pytest.mark.django_db
def test_run_due_does_what_nobody_looks_at_and_leaves_time_to_the_rest(
    write_themes, capsys
):
    write_themes()
    for _ in range(2):
        job = ask("themes", 1)
        Theme.objects.filter(number__gte=100).delete()
        assert do_what_waits(0) == 0
        call_command("run_due")
        job.refresh_from_db()
        assert job.state == Work.State.DONE
    assert "work in pieces: 1" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_worker_of_the_queue_begins_at_once(write_themes, settings, committed):
    settings.TASKS = DATABASE
    write_themes()
    with committed():
        job = ask("themes", 2)
    (row,) = DBTaskResult.objects.all()
    assert row.task_path == "home.work.draining.drain"
    assert row.args_kwargs["args"] == [job.pk]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_at_once_never_do_the_same_piece(write_themes):
    """A number done twice would break the uniqueness of a theme, and fail the job."""
    write_themes(lambda job: time.sleep(0.02))
    job = ask("themes", 12)
    barrier = threading.Barrier(3)

    def work_on():
        barrier.wait()
        while Work.objects.unfinished().filter(pk=job.pk).exists():
            do_next(job.pk)
        connections.close_all()

    threads = [threading.Thread(target=work_on) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    job.refresh_from_db()
    assert (job.state, job.done, written()) == (Work.State.DONE, 12, 12)

"""The planted databases: as planting anew, remade when half made, of one run only."""

import fcntl

import pytest
from django.apps import apps

from home.models import HomePage, User

from .ground import BELOW, REGISTERED, VAR, locked, numbers_of_planting, plant


def rows():
    """{model: how many rows}, the tables between two models included."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.label: model._base_manager.count() for model in models}


def levels_up_to(level):
    return [*levels_up_to(BELOW[level]), level] if level in BELOW else []


@pytest.fixture
def ground(django_db_setup, django_db_blocker):
    """The databases of this worker, without a transaction in one."""
    with django_db_blocker.unblock():
        yield django_db_setup


# Fifty times what `submitted` has once, and a long file: not planted a second time.
@pytest.mark.parametrize("level", sorted(set(BELOW) - {"rounds"} - REGISTERED))
def test_a_planted_level_has_the_rows_that_planting_anew_makes(level, ground):
    ground.stand_on("bare")
    bare, planted = rows(), {}
    try:
        with numbers_of_planting():
            for step in levels_up_to(level):
                planted = plant(step, planted)
        anew = rows()
    finally:
        ground.leave("bare")
    assert anew != bare
    assert set(ground.stand_on(level)) == set(planted)
    assert rows() == anew


def test_a_template_left_half_made_is_made_again(ground):
    ground.stand_on("tree")
    ground.leave("tree")
    with locked(ground.folder / "planting"):
        (ground.folder / "tree.pickle").unlink()
        ground.databases.copy("bare", "tree")
    ground.stand_on("tree")
    assert HomePage.objects.exists()


def test_what_a_killed_run_left_is_removed_and_a_living_one_is_let_be(ground):
    vendor = ground.folder.name.split("-")[1]
    killed, living = (VAR / f"test-{vendor}-{name}" for name in ("killed", "living"))
    for folder in (killed, living):
        folder.mkdir()
    with (living / "presence").open("a") as presence:
        fcntl.flock(presence, fcntl.LOCK_SH)
        ground.sweep()
        assert living.exists()
    assert not killed.exists()
    ground.sweep()
    assert not living.exists()
    assert ground.folder.exists()


@pytest.mark.django_db
def test_a_test_that_names_no_level_finds_nothing_planted():
    assert not HomePage.objects.exists()
    assert not User.objects.exists()


@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_test_has_the_world_as_it_was_planted(world, turn):
    assert world.author.first_name == User.objects.get(pk=world.author.pk).first_name
    assert not User.objects.filter(first_name="Changée").exists()
    world.author.first_name = "Changée"
    world.author.save()
    assert world.account("Contributeurs").pk


def test_a_test_that_asks_for_no_database_is_refused_its_queries():
    """Such a test need not run on the second database."""
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        User.objects.exists()

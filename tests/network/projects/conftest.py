import pytest

from .stage import Stage


@pytest.fixture
def stage(world):
    return Stage(world)

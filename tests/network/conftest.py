import pytest


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """committed(call): run it and what waits for the commit, as a request does."""

    def run(call, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return call(*args, **kwargs)

    return run

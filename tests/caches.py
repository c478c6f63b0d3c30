"""The cache of a real site, in front of a Redis of the test's own, or of nothing."""

import os
import socket
import subprocess
from contextlib import contextmanager
from unittest.mock import patch

import redis

from config.settings import reading


def redis_cache(address):
    """The settings that production makes of CACHE_URL."""
    with patch.dict(os.environ, CACHE_URL=address):
        return reading.cache("CACHE_URL", None)


@contextmanager
def closed_port():
    """A port of this machine that refuses, for as long as it is held."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


class RedisServer:
    """redis-server on a free port, in a folder of its own; it keeps nothing."""

    def __init__(self, folder):
        folder.mkdir()
        with closed_port() as self.port:
            self.folder, self.process = folder, None
        self.address = f"redis://127.0.0.1:{self.port}/0"

    def start(self):
        order = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1"]
        order += ["--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen(  # noqa: S603
            order, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        # Asked until it answers: the client waits a little longer each time.
        retry = redis.retry.Retry(redis.backoff.ExponentialBackoff(1, 0.01), 20)
        with self.client(retry=retry) as client:
            client.ping()

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            self.process.wait()
            self.process = None

    def client(self, **options):
        return redis.Redis(port=self.port, **options)

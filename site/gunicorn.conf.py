"""gunicorn: one thread a process (Wagtail mutates shared block definitions).

Always behind a buffering proxy: idle connections freeze a one-thread worker.
"""

import os
import sys
from pathlib import Path

SITE_DIR = Path(__file__).resolve().parent

wsgi_app = "config.wsgi"
chdir = str(SITE_DIR.parent)
pythonpath = str(SITE_DIR)
bind = os.environ.get("BIND", "0.0.0.0:8000")
try:
    workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
except ValueError:
    sys.exit("The environment variable WEB_CONCURRENCY is no whole number.")
threads = 1
timeout = 30
max_requests = 1200
max_requests_jitter = 200
accesslog = None

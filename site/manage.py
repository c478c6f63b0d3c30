#!/usr/bin/env python
"""Django's command line. `site/` is the composition root, not a package (README)."""

import os
import sys
from pathlib import Path

# The apps sit beside site/, at the root of the repository.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)

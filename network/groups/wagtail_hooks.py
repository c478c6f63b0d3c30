"""Registration only: what is decided stands in permissions.py."""

from wagtail import hooks

from .permissions import is_file_public, may_read_file

hooks.register("file_is_public", is_file_public)
hooks.register("file_is_read_by", may_read_file)

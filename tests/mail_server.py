"""A mail server that refuses, or is silent, for whom a test names."""

import pytest
from django.core.mail.backends.locmem import EmailBackend as LocmemBackend


class Server(LocmemBackend):
    """Answers `error` to the mails for the `refused`; counts what it was handed."""

    error, refused, handed = None, (), 0

    def send_messages(self, messages):
        type(self).handed += len(messages)
        for message in messages:
            if message.to[0] in self.refused:
                raise self.error
        return super().send_messages(messages)


@pytest.fixture
def mail_server(settings, monkeypatch):
    """The class itself, in use; what it was told and counted is gone after the test."""
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    for name in ("error", "refused", "handed"):
        monkeypatch.setattr(Server, name, getattr(Server, name))
    return Server

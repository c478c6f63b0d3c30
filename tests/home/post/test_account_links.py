"""The link that opens an account lies in a mail only, never in a row of ours."""

import re
import smtplib

import pytest
from django.core.mail.backends.locmem import EmailBackend as LocmemBackend
from django_tasks_db.models import DBTaskResult

from home.models import Notice
from home.post.handing_over import MailServerDown
from home.post.outbox import do_what_is_left
from network.belonging import actions
from network.models import Membership

pytestmark = pytest.mark.django_db
REPLIES = {
    "taken": None,
    "refused for now": lambda words: smtplib.SMTPDataError(451, words),
    "refused": lambda words: smtplib.SMTPDataError(554, words),
    "down": lambda words: smtplib.SMTPServerDisconnected(words.decode()),
}


class QuotingServer(LocmemBackend):
    """Says the links of the mail again as it answers, as a filter of spam does."""

    reply, links = None, []

    def send_messages(self, messages):
        found = re.findall(r"http\S+/mot-de-passe/\S+", messages[0].body)
        self.links.extend(found)
        if self.reply:
            raise self.reply(f"bad address {found}".encode())
        return super().send_messages(messages)


@pytest.mark.parametrize("reply", REPLIES)
def test_no_row_holds_the_link_of_an_invitation(
    world, settings, monkeypatch, django_capture_on_commit_callbacks, reply
):
    settings.EMAIL_BACKEND = f"{__name__}.QuotingServer"
    answer = REPLIES[reply]
    monkeypatch.setattr(QuotingServer, "reply", answer and staticmethod(answer))
    monkeypatch.setattr(QuotingServer, "links", [])
    with django_capture_on_commit_callbacks(execute=True):
        actions.invite(
            world.centre,
            "nouvelle@exemple.test",
            Membership.Role.CONTRIBUTOR,
            world.referent,
        )
    if reply == "down":
        with pytest.raises(MailServerDown):
            do_what_is_left()
    else:
        do_what_is_left()
    assert QuotingServer.links
    rows = [*DBTaskResult.objects.values(), *Notice.objects.values()]
    assert rows
    for link in QuotingServer.links:
        token = link.split("?")[0].rstrip("/").rsplit("/", 1)[-1]
        assert token not in str(rows)
        assert "/mot-de-passe/" not in str(rows)

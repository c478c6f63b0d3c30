"""One mail: its words, its HTML, and the row that says it went out.

The text is the only source; the HTML dresses it, an address alone on its line
becomes a button.
"""

import logging
import re
import smtplib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from home.typography import typeset

logger = logging.getLogger(__name__)


class MailServerDown(Exception):
    """The server does not answer: what is left waits for the next run."""


def absolute(address):
    """The whole address of a path of this site."""
    if address.startswith("/"):
        return settings.WAGTAILADMIN_BASE_URL + address
    return address


def deliver(event, user, *, state=None, occasion="", **context):
    """Send one mail unless it went out already; True if it goes out now.

    The Notice is taken before, so that two senders make one mail, and given back if
    the mail fails: nothing is lost, no transaction waits for the mail server.
    Raises MailServerDown when the server itself does not answer.
    """
    from .models import Notice

    notice, is_ours = Notice.objects.get_or_create(
        event=event, occasion=occasion, state=state, user=user
    )
    if not is_ours:
        return False
    try:
        send(event, user, state=state, **context)
    except Exception as error:
        notice.delete()
        logger.exception("The mail %s of review %s was not sent", event, state)
        if _is_down(error):
            raise MailServerDown from error
        return False
    return True


def _is_down(error):
    """The server fails for everybody; else it refused this message only."""
    if isinstance(error, smtplib.SMTPConnectError | smtplib.SMTPAuthenticationError):
        return True
    refused = smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException
    return isinstance(error, OSError) and not isinstance(error, refused)


def send(event, user, *, address="", **context):
    """Render review/mails/<event>.* for one person and send it: text and HTML."""
    context |= {"person": user, "address": absolute(address)}
    subject = render_to_string(f"review/mails/{event}_subject.txt", context)
    text = typeset(render_to_string(f"review/mails/{event}.txt", context)).strip()
    text = re.sub(r"\n{3,}", "\n\n", text)
    subject = typeset(" ".join(subject.split()))
    links = {context["address"], *context.get("links", ())}
    html = render_to_string(
        "review/mails/frame.html",
        {"subject": subject, "paragraphs": _paragraphs(text, links)},
    )
    mail = EmailMultiAlternatives(subject, text + "\n", to=[user.email])
    mail.attach_alternative(html, "text/html")
    mail.send()


def _paragraphs(text, links):
    """[(words, link or "")]: a line that is one of `links` makes a button."""
    found = []
    for paragraph in text.split("\n\n"):
        words = []
        for line in paragraph.strip().splitlines():
            if line in links:
                found.append(("\n".join(words), line))
                words = []
            elif line:
                words.append(line)
        if words:
            found.append(("\n".join(words), ""))
    return found

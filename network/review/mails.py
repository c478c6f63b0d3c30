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

from .models.notice import Notice

logger = logging.getLogger(__name__)


class MailServerDown(Exception):
    """The server does not answer: what is left waits for the next run."""


class MailPostponed(Exception):
    """The server asks to hand this mail over again later: the others may go."""


def absolute(address):
    """The whole address of a path of this site."""
    if address.startswith("/"):
        return settings.WAGTAILADMIN_BASE_URL + address
    return address


def deliver(event, user, *, state=None, occasion="", **context):
    """Send one mail unless it went out already; True if it goes out now.

    At least once: the Notice is taken before, marked after. A sender who is killed
    between the two keeps it for a while (HELD), then the mail is sent again, perhaps
    for the second time: a call for a vote that comes twice is a small nuisance, one
    that never comes stops a fiche. Two senders at once make one mail; no transaction
    waits for the mail server. Raises MailServerDown or MailPostponed: to be tried
    again, all the mails or this one.
    """
    notice = Notice.objects.take(event=event, occasion=occasion, state=state, user=user)
    if notice is None:
        return False
    try:
        mail = _render(event, user, state=state, **context)
        is_sent = hand_over(mail, f"{event} of review {state and state.pk}")
    except Exception as error:
        notice.give_back()
        if isinstance(error, MailServerDown | MailPostponed):
            raise
        logger.exception("The mail %s of review %s was not made", event, state)
        return False
    if is_sent:
        notice.mark_sent()
    else:
        notice.give_back()
    return is_sent


def hand_over(mail, name):
    """Give a mail to the server: True, or False if it refuses this one for good.

    Raises MailServerDown when it does not answer, MailPostponed when it refuses this
    one for now (greylisting, a full mailbox). All are logged under `name`: the subject
    may hold the title of a draft.
    """
    try:
        mail.send()
    except OSError as error:
        logger.exception("The mail %s was not sent", name)
        if _is_down(error):
            raise MailServerDown from error
        if _is_for_now(error):
            raise MailPostponed from error
        return False
    return True


def _is_down(error):
    """The server fails for everybody; else it refused this message only."""
    if isinstance(error, smtplib.SMTPConnectError | smtplib.SMTPAuthenticationError):
        return True
    refused = smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException
    return not isinstance(error, refused)


def _is_for_now(error):
    """A 4yz reply is transient, 5yz final. Source: RFC 5321, section 4.2.1."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _words in error.recipients.values()]
    else:
        codes = [error.smtp_code]
    return any(400 <= code < 500 for code in codes)


def send(event, user, **context):
    """One mail of review/mails/, now and without memory."""
    _render(event, user, **context).send()


def _render(event, user, *, address="", **context):
    """review/mails/<event>.* for one person, as a mail."""
    context |= {"person": user, "address": absolute(address)}
    subject = render_to_string(f"review/mails/{event}_subject.txt", context)
    text = render_to_string(f"review/mails/{event}.txt", context)
    return compose(user, subject, text, {context["address"], *context.get("links", ())})


def compose(person, subject, text, links):
    """A mail in text and HTML; a line of `text` that is one of `links` is a button."""
    text = re.sub(r"\n{3,}", "\n\n", typeset(text).strip())
    subject = typeset(" ".join(subject.split()))
    html = render_to_string(
        "review/mails/frame.html",
        {"subject": subject, "paragraphs": _paragraphs(text, links)},
    )
    mail = EmailMultiAlternatives(subject, text + "\n", to=[person.email])
    mail.attach_alternative(html, "text/html")
    return mail


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

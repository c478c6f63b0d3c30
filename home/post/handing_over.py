"""A mail handed over to the server, and what the server says to it."""

import logging
import smtplib

logger = logging.getLogger(__name__)


class MailServerDown(Exception):
    """The server does not answer: what is left waits for the next run."""


class MailPostponed(Exception):
    """The server asks to hand this mail over again later: the others may go."""


def hand_over(mail, name: str) -> bool:
    """Give a mail to the server: True, or False if it refuses this one for good.

    Raises MailServerDown when it does not answer, MailPostponed when it refuses this
    one for now (greylisting, a full mailbox). All are logged under `name`: the subject
    may hold the title of a draft.
    """
    try:
        mail.send()
    except OSError as error:
        logger.exception("The mail %s was not sent", name)
        # Trap: a reply may quote the mail, with the link that opens an account, and
        # the row of a task keeps the causes of its failure. Hence no `from error`.
        if _is_down(error):
            raise MailServerDown from None
        if _is_for_now(error):
            raise MailPostponed from None
        return False
    return True


def _is_down(error):
    """The server fails for everybody; else it refused this message only."""
    if isinstance(error, smtplib.SMTPConnectError | smtplib.SMTPAuthenticationError):
        return True
    refused = smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException
    return not isinstance(error, refused)


def _is_for_now(error):
    """A 4yz reply is transient, 5yz final. Source: RFC 5321, section 4.2.1.

    Who tries again: the outbox its rows, network/review/due.py the mails of a review.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _words in error.recipients.values()]
    else:
        codes = [error.smtp_code]
    return any(400 <= code < 500 for code in codes)

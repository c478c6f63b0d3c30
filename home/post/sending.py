"""One mail to one person: now, or now unless it went out already."""

import logging

from .composing import compose
from .handing_over import MailPostponed, MailServerDown, hand_over
from .notice import Notice
from .unsent import note_refusal

logger = logging.getLogger(__name__)


def send(event: str, person, **context) -> bool:
    """Send the mail `event` (see composing.py) now and without memory; True if it left.

    Raises MailServerDown or MailPostponed: to be tried again, all the mails or this
    one.
    """
    name = f"{event} to account {person.pk}"
    is_sent = hand_over(compose(event, person, **context), name)
    if not is_sent:
        note_refusal(event, person)
    return is_sent


def deliver(event: str, person, *, about="", occasion="", **context) -> bool:
    """Send one mail unless it went out already; True if it goes out now.

    At least once: the Notice is taken before, marked after. A sender who is killed
    between the two keeps it for a while (HELD), then the mail is sent again, perhaps
    for the second time: a call for a vote that comes twice is a small nuisance, one
    that never comes stops a fiche. Two senders at once make one mail; no transaction
    waits for the mail server. Raises as `send` does.
    """
    notice = Notice.objects.take(event, person, about=about, occasion=occasion)
    if notice is None:
        return False
    try:
        is_sent = send(event, person, **context)
    except Exception as error:
        notice.give_back()
        if isinstance(error, MailServerDown | MailPostponed):
            raise
        logger.exception("The mail %s about %s was not made", event, about)
        return False
    if is_sent:
        notice.mark_sent()
    else:
        notice.give_back()
    return is_sent


def deliver_to_each(event: str, people, **context):
    """`deliver` to each; MailPostponed at the end if a server asked to wait for one."""
    postponed = None
    for person in people:
        try:
            deliver(event, person, **context)
        except MailPostponed as error:
            postponed = error
    if postponed:
        raise postponed

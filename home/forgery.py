"""What no form of ours sends: refused as anything else, and logged with who sent it.

A second click, a page left open or a vote that came too late is no forgery.
"""

import logging

logger = logging.getLogger(__name__)


def note(user, what, review=None):
    """Log `what` was tried by this account, by its key: names can be erased."""
    logger.warning("Forged: %s; account %s, review %s", what, user.pk, review)

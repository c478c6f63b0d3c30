"""What no form of ours sends: refused as anything else, and logged with who sent it."""

import logging

logger = logging.getLogger(__name__)


def note(user, what):
    """Log `what` was tried by this account, by its key: names can be erased."""
    logger.warning("Forged: %s; account %s", what, user.pk)

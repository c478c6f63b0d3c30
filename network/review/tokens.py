"""The link in a mail: it leads to the vote page, it is never a login.

Signed for one person and one content; expired, forwarded or overtaken, it says so.
Source: editorial.md, section 5.
"""

from django.core import signing
from django.urls import reverse

from .content import content_hash

SALT = "network.review.link"
MAX_AGE = 15 * 24 * 3600  # seconds: 15 days
PREFIX = 12  # of the content hash


def link_for(state, user):
    """The path of the link that this person finds in her mails about `state`."""
    data = {"state": state.pk, "user": user.pk, "hash": state.content_hash[:PREFIX]}
    return reverse("review:link", args=[signing.dumps(data, salt=SALT)])


def read(token):
    """{state, user, hash}; raises SignatureExpired, or BadSignature if forged."""
    return signing.loads(token, salt=SALT, max_age=MAX_AGE)


def is_about(data, state):
    """True if the content under vote is still the one that the link was made for."""
    now = {state.content_hash[:PREFIX], content_hash(state.revision)[:PREFIX]}
    return now == {data["hash"]}

"""What signs a vote and a round, so that neither is made, nor changed, by a write.

The keys are their own (VOTE_KEYS): a new SECRET_KEY makes no vote false. The first
signs; the others, once first, are still recognised. Source: editorial.md, section 4.8.
"""

import json
from datetime import UTC

from django.conf import settings
from django.core.signing import BadSignature, Signer


def seal(*facts):
    """The signature of these facts, 43 signs: keys, words, numbers, moments or None."""
    return _signer().signature(_said(facts))


def holds(signature, *facts):
    """True if one of our keys signed exactly these facts."""
    signer = _signer()
    try:
        signer.unsign(f"{_said(facts)}{signer.sep}{signature}")
    except BadSignature:
        return False
    return True


def _signer():
    first, *older = settings.VOTE_KEYS
    return Signer(key=first, fallback_keys=older, salt="review", algorithm="sha256")


def _said(facts):
    # A moment is said in one way: databases give it back in the zone they like.
    return json.dumps(
        [
            fact.astimezone(UTC).isoformat() if hasattr(fact, "astimezone") else fact
            for fact in facts
        ]
    )

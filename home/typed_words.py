"""What somebody typed in a form that was not taken, whatever form it was: to copy.

No form is built and no row is read: who sent it is not known, or not proved.
"""

import json
import re

# What our pages put into a form by themselves; and what no answer may repeat.
NOT_TYPED = re.compile(
    r"(?:.*-)?(?:\w+_FORMS|id|ORDER|DELETE|type|order|deleted|count)"
    r"|csrfmiddlewaretoken|next|creation_key|content_hash|action-.*"
    r"|(?:loaded|overwrite)_revision_\w+|.*(?:password|token).*"
)
NO_WORDS = re.compile(r"on|[\W\d_]{0,7}|[0-9a-f]{32,}")


def words_of_post(post):
    """The texts of a QueryDict in the order of its form, a blank line between two."""
    texts = [
        _text_of(value).strip()
        for name, values in post.lists()
        if not NOT_TYPED.fullmatch(name)
        for value in values
    ]
    return "\n\n".join(text for text in texts if not NO_WORDS.fullmatch(text))


def _text_of(value):
    """A text as it is; of a rich text (Draftail's JSON) its paragraphs."""
    if not value.startswith(("{", "[")):
        return value
    try:
        content = json.loads(value)
        return "\n".join(block["text"] for block in content["blocks"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return value if " " in value and '"' not in value else ""

"""What a page tells other sites in the words of schema.org."""

import json

from django.utils.safestring import mark_safe

_INERT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def json_ld(facts):
    """The facts that are known, as a JSON-LD document, safe in HTML.

    No mark-up can come out of a title: < > & are written as JSON escapes.
    """
    filled = {name: value for name, value in facts.items() if value}
    text = json.dumps({"@context": "https://schema.org"} | filled, ensure_ascii=False)
    return mark_safe(text.translate(_INERT))  # noqa: S308

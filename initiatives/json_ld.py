"""A fiche in the words of schema.org, for search engines and other sites."""

import json

from django.utils.safestring import mark_safe

_INERT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def describe(page):
    """The JSON-LD of a published fiche (https://schema.org/Article), safe in HTML.

    No mark-up can come out of a title: < > & are written as JSON escapes.
    """
    centre = page.centre
    author = {"@type": "Organization", "name": centre.title}
    if centre.live:
        author["url"] = centre.full_url
    facts = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.title,
        "description": page.tagline,
        "abstract": page.summary,
        "inLanguage": "fr",
        "url": page.full_url,
        "license": "https://creativecommons.org/licenses/by/4.0/deed.fr",
        "about": [theme.name for theme in page.themes],
        "author": author,
        "contentLocation": {"@type": "Place", "name": page.place_label},
    }
    if page.first_published_at:
        facts["datePublished"] = page.first_published_at.date().isoformat()
    if page.last_published_at:
        facts["dateModified"] = page.last_published_at.date().isoformat()
    filled = {name: value for name, value in facts.items() if value}
    text = json.dumps(filled, ensure_ascii=False)
    return mark_safe(text.translate(_INERT))  # noqa: S308

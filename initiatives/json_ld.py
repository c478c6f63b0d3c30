"""A fiche in the words of schema.org, for search engines and other sites."""

from home.json_ld import json_ld


def describe(page):
    """The JSON-LD of a published fiche (https://schema.org/Article), safe in HTML."""
    centre = page.centre
    author = {"@type": "Organization", "name": centre.title}
    if centre.live:
        author["url"] = centre.full_url
    facts = {
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
    return json_ld(facts)

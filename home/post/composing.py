"""The words of a mail, and its HTML.

The text is the only source; the HTML dresses it, an address alone on its line
becomes a button.
"""

import re

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from ..typography import typeset


def absolute(address: str) -> str:
    """The whole address of a path of this site."""
    if address.startswith("/"):
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + address
    return address


def compose(event: str, person, *, texts="", address="", links=(), **context):
    """The mail `event` to one person, in text and HTML.

    `event` names its app and its texts, or `texts` does: "app/name" is
    app/mails/name.txt, with its subject in app/mails/name_subject.txt. A line of the text that is `address` or one
    of `links` makes a button.
    """
    context |= {"person": person, "address": absolute(address)}
    app, name = (texts or event).split("/")
    subject = render_to_string(f"{app}/mails/{name}_subject.txt", context)
    subject = typeset(" ".join(subject.split()))
    text = render_to_string(f"{app}/mails/{name}.txt", context)
    text = re.sub(r"\n{3,}", "\n\n", typeset(text).strip())
    paragraphs = _paragraphs(text, {context["address"], *links})
    html = render_to_string(
        "home/post/frame.html", {"subject": subject, "paragraphs": paragraphs}
    )
    mail = EmailMultiAlternatives(subject, text + "\n", to=[person.email])
    mail.attach_alternative(html, "text/html")
    return mail


def _paragraphs(text, links):
    """[(words, link or "")]: a line that is one of `links` makes a button."""
    found = []
    for paragraph in text.split("\n\n"):
        words = []
        for line in paragraph.strip().splitlines():
            if line in links:
                found.append(("\n".join(words), line))
                words = []
            elif line:
                words.append(line)
        if words:
            found.append(("\n".join(words), ""))
    return found

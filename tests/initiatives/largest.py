"""A fiche as people write one, and one that fills all that the form allows."""

from django.core.files.base import ContentFile

from home.models import Attachment
from initiatives.blocks import TranscriptBlock
from initiatives.faults import COUNT_LIMITS, limits_of
from initiatives.models import InitiativePage
from tests.factories import (
    AudienceFactory,
    CentrePageFactory,
    InitiativePageFactory,
    PictureFactory,
    ThemeFactory,
    publish,
)

# All that the typography looks at: a quotation, an apostrophe, a sum, a question.
SENTENCE = "Que dit-on de l'école ? « Rien » : 1 000 € ; on y va à 40 % ! "
LISTS = ("goals", "success_factors", "advice")


def text_of(signs):
    """Exactly that many signs, none of them a space at either end."""
    text = (SENTENCE * (signs // len(SENTENCE) + 1))[:signs]
    return text.rstrip().ljust(signs, "é")


def html_of(signs):
    """Rich text of that many signs, in paragraphs with words in bold."""
    words, paragraphs = text_of(signs), []
    for start in range(0, signs, 101):
        part = words[start : start + 100]
        paragraphs.append(f"<p><b>{part[:20]}</b>{part[20:]}</p>")
    return "".join(paragraphs)


def fiche_of(parent, share, rows, transcript=0):
    """Published: each text at `share` of its bound, `rows` of each kind at most."""
    limits = limits_of(InitiativePage())
    plain = {name: text_of(int(n * share)) for name, n in limits["plain"].items()}
    story = {name: html_of(int(n * share)) for name, n in limits["story"].items()}
    story["one_thing"] = text_of(int(limits["story"]["one_thing"] * share))
    story |= {name: [text_of(int(150 * share))] * min(rows, 5) for name in LISTS}
    keywords, centres, photos = (
        min(rows, COUNT_LIMITS[name][1])
        for name in ("keywords", "associated_centres", "photos")
    )
    fiche = InitiativePageFactory(
        **plain,
        parent=parent,
        status="ended",
        end_year=2025,
        place=text_of(int(120 * share)),
        contact_function=text_of(int(100 * share)),
        employees=2,
        volunteers=6,
        residents=30,
        budget="1000-5000",
        story=story,
        keywords=[f"mot {number}" for number in range(keywords)],
        themes=[ThemeFactory(number=number) for number in range(min(rows, 3))],
        audiences=[
            AudienceFactory(slug=f"p-{n}", name=f"P {n}") for n in range(min(rows, 4))
        ],
        steps=[text_of(int(80 * share)) for _ in range(min(rows, 8))],
    )
    for step in fiche.steps.all():
        step.period, step.text = text_of(int(60 * share)), text_of(int(400 * share))
    _add_rows(fiche, share, rows, photos)
    _add_links(fiche, parent, share, rows, transcript)
    fiche.associated_centres = [CentrePageFactory() for _ in range(centres)]
    fiche.save()
    fiche.save_revision()
    return publish(fiche)


def _add_rows(fiche, share, rows, photos):
    for _ in range(photos):
        fiche.photos.create(
            picture=PictureFactory(),
            alt=text_of(int(125 * share)),
            credit=text_of(int(80 * share)),
            consent_kind="nobody",
        )
    for _ in range(min(rows, 3)):
        fiche.quotes.create(
            text=text_of(int(280 * share)),
            first_name=text_of(int(40 * share)),
            role=text_of(int(100 * share)),
            consent=True,
        )
    for _ in range(min(rows, 4)):
        fiche.key_figures.create(
            value=text_of(int(20 * share)), label=text_of(int(100 * share))
        )
    for _ in range(min(rows, 12)):
        fiche.partners.create(name=text_of(int(100 * share)), role="financier")


def _add_links(fiche, parent, share, rows, transcript):
    title = text_of(int(100 * share))
    film = {"url": "https://exemple.fr/v", "title": title}
    film["transcript"] = text_of(transcript) if transcript else ""
    link = {"url": "https://exemple.fr/", "title": title, "source": title}
    document = Attachment.objects.create(
        title="Notice",
        collection=parent.collection,
        file=ContentFile(b"%PDF-1.7 x", name="notice.pdf"),
    )
    paper = {"document": document, "title": title}
    for kind, value, most in (
        ("video", film, 3),
        ("audio", film, 3),
        ("document", paper, 5),
        ("link", link, 5),
    ):
        for _ in range(min(rows, most)):
            fiche.complements.append((kind, value))


def ordinary(parent):
    """Texts of a third of their bound, two rows of each kind."""
    return fiche_of(parent, share=1 / 3, rows=2)


def largest(parent):
    return fiche_of(parent, share=1, rows=12, transcript=TranscriptBlock.longest)

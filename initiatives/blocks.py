"""Blocks that only a fiche has: the story, fixed by the gabarit, and complements."""

import json

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from home.blocks import (
    Bounded,
    LongTextBlock,
    SerialisedValidation,
    WebAddressBlock,
)
from home.signs import MOST, count_signs, with_bound


class BoundedTextBlock(Bounded, blocks.RichTextBlock):
    """Rich text whose bound holds on submission only: a draft may be too long.

    Trap: the core's max_length is not deferred, it stops the autosave.
    """

    def __init__(self, longest=None, features=("bold", "ul"), help_text="", **kwargs):
        help_text = with_bound(help_text, MOST)
        super().__init__(features=list(features), help_text=help_text, **kwargs)
        self.longest = longest

    def clean(self, value):
        value = super().clean(value)
        excess = count_signs(value) - (self.longest or 0)
        if self.longest and excess > 0 and not self.is_deferred_validation:
            raise ValidationError(
                _("%(count)s signes de trop : raccourcissez ce texte.")
                % {"count": excess}
            )
        return value


class LineBlock(blocks.CharBlock):
    """One line of a list; the browser stops at the limit, a draft never fails."""

    def __init__(self, **kwargs):
        super().__init__(max_length=150, **kwargs)


def line_list(label, help_text, most=5):
    return blocks.ListBlock(
        LineBlock(label=_("ligne")),
        label=label,
        help_text=help_text,
        max_num=most,
        default=[],
        required=False,
    )


class StorySections(blocks.StructBlock):
    """The story: the gabarit fixes order, limit, help and example of each section."""

    starting_point = BoundedTextBlock(
        label=_("Le constat de départ"),
        longest=800,
        help_text=_(
            "De quoi êtes-vous partis ? Exemple : « On se croisait tous les jours "
            "devant l’école, sans se connaître. » (800 signes au plus)"
        ),
    )
    residents_role = BoundedTextBlock(
        label=_("La place des habitants"),
        longest=600,
        help_text=_(
            "Que décident, que font les habitantes et les habitants ? Exemple : « Les "
            "parents choisissent les sujets et tiennent la caisse. » (600 signes)"
        ),
    )
    results_residents = BoundedTextBlock(
        label=_("Ce qui a changé pour les habitants"),
        longest=500,
        required=False,
        help_text=_(
            "Remplissez au moins une des trois cases « Ce qui a changé ». Exemple : "
            "« Trois mères ont repris une formation. » (500 signes)"
        ),
    )
    results_centre = BoundedTextBlock(
        label=_("Ce qui a changé pour le centre"),
        longest=500,
        required=False,
        help_text=_("Exemple : « Dix personnes ont rejoint le conseil. » (500 signes)"),
    )
    results_territory = BoundedTextBlock(
        label=_("Ce qui a changé pour le quartier ou la commune"),
        longest=500,
        required=False,
        help_text=_("Exemple : « La mairie a ouvert la place le soir. » (500 signes)"),
    )
    goals = line_list(
        _("Les objectifs"),
        _("Un par ligne, cinq au plus. Exemple : « Rompre l’isolement du dimanche. »"),
    )
    one_thing = LongTextBlock(
        label=_("Et si vous n’aviez qu’une chose à dire ?"),
        required=False,
        rows=2,
        help_text=_(
            "Le changement, en une phrase. Exemple : « Aujourd’hui, ce sont les "
            "parents qui ouvrent la porte. » (200 signes)"
        ),
    )
    evidence = BoundedTextBlock(
        label=_("Ce qui le montre"),
        longest=400,
        required=False,
        help_text=_(
            "Comment le savez-vous ? Exemple : « Un questionnaire rempli par 40 "
            "familles en juin. » (400 signes)"
        ),
    )
    success_factors = line_list(
        _("Ce qui a aidé"),
        _("Un par ligne. Exemple : « Un horaire qui ne bouge jamais. »"),
    )
    limits = BoundedTextBlock(
        label=_("Les difficultés et les limites"),
        longest=500,
        required=False,
        help_text=_(
            "Ce qui n’a pas marché aide les autres. Exemple : « L’hiver, le jardin "
            "se vide. » (500 signes)"
        ),
    )
    advice = line_list(
        _("Vos conseils pour se lancer"),
        _(
            "Trois à cinq lignes. Exemple : « Commencez petit : deux tables suffisent. »"
        ),
    )
    outlook = BoundedTextBlock(
        label=_("Et maintenant ?"),
        longest=300,
        required=False,
        help_text=_(
            "La suite. Exemple : « Un deuxième atelier en mars. » (300 signes)"
        ),
    )

    def normalize(self, value):
        """A story that opens empty has all its sections.

        Trap: the core's form fails in the browser on a section that has no value.
        """
        if not isinstance(value, self.meta.value_class):
            missing = self.child_blocks.keys() - value.keys()
            value = value | {
                name: self.child_blocks[name].get_default() for name in missing
            }
        return super().normalize(value)

    class Meta:
        label = _("Votre récit")
        icon = "form"
        form_layout = blocks.BlockGroup(
            [
                blocks.BlockGroup(
                    [
                        "starting_point",
                        "residents_role",
                        "results_residents",
                        "results_centre",
                        "results_territory",
                    ],
                    heading=_("L’essentiel du récit"),
                ),
                blocks.BlockGroup(
                    [
                        "goals",
                        "one_thing",
                        "evidence",
                        "success_factors",
                        "limits",
                        "advice",
                        "outlook",
                    ],
                    heading=_("Aller plus loin dans le récit"),
                    classname="collapsed",
                ),
            ]
        )


class StoryBlock(SerialisedValidation, blocks.StreamBlock):
    """Exactly one story: nothing to add, to move or to rename."""

    story = StorySections()

    class Meta:
        min_num = 1
        max_num = 1


class TranscriptBlock(LongTextBlock):
    """Its bound holds on submission only: faults.py."""

    longest = 5000  # signs: six films and sounds weigh on one page

    def __init__(self, help_text="", **kwargs):
        super().__init__(help_text=with_bound(help_text, self.longest), **kwargs)


class VideoBlock(blocks.StructBlock):
    url = WebAddressBlock(label=_("adresse de la vidéo"))
    title = blocks.CharBlock(label=_("titre"), max_length=100)
    transcript = TranscriptBlock(
        label=_("transcription"),
        required=False,
        help_text=_("Ce qui se dit et ce qui se voit, pour qui ne peut pas la lire."),
    )

    class Meta:
        icon = "media"
        label = _("Vidéo")
        template = "blocks/recording.html"


class AudioBlock(VideoBlock):
    url = WebAddressBlock(label=_("adresse de l’enregistrement"))

    class Meta:
        icon = "media"
        label = _("Son")
        template = "blocks/recording.html"


class ReadOnceBlock(DocumentChooserBlock):
    """A document that was just read is there: the core reads each one again."""

    def clean(self, value):
        return value if isinstance(value, self.model_class) else super().clean(value)

    def deconstruct(self):
        # For migrations it is the core's: nothing that is stored differs.
        _path, args, kwargs = super().deconstruct()
        return "wagtail.documents.blocks.DocumentChooserBlock", args, kwargs


class AttachmentBlock(blocks.StructBlock):
    document = ReadOnceBlock(label=_("document"))
    title = blocks.CharBlock(label=_("titre"), max_length=100)

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "blocks/attachment.html"


class LinkBlock(blocks.StructBlock):
    url = WebAddressBlock(label=_("adresse"))
    title = blocks.CharBlock(label=_("titre"), max_length=100)
    source = blocks.CharBlock(label=_("source"), max_length=100, required=False)

    class Meta:
        icon = "link"
        label = _("Lien")
        template = "blocks/link.html"


def documents_in(stored):
    """The keys of the documents in complements as a revision stores them (JSON)."""
    return [
        block["value"]["document"]
        for block in json.loads(stored or "[]")
        if block["type"] == "document" and block["value"].get("document")
    ]


class ComplementsBlock(SerialisedValidation, blocks.StreamBlock):
    video = VideoBlock()
    audio = AudioBlock()
    document = AttachmentBlock()
    link = LinkBlock()

    class Meta:
        required = False
        block_counts = {
            "video": {"max_num": 3},
            "audio": {"max_num": 3},
            "document": {"max_num": 5},
            "link": {"max_num": 5},
        }

"""What a chapter is made of: each block is a kind of passage of such documents."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks import (
    LongTextBlock,
    QuoteBlock,
    SerialisedValidation,
    TextBlock,
    WebAddressBlock,
)

from .named_pages import NamedPageBlock
from .table_block import TableBlock


class DefinitionBlock(blocks.StructBlock):
    term = blocks.CharBlock(label=_("mot"), max_length=80)
    text = LongTextBlock(label=_("ce qu’il veut dire"))

    class Meta:
        icon = "help"
        label = _("Définition")
        template = "blocks/definition.html"


class LinesBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("titre"), max_length=160, required=False)
    items = blocks.ListBlock(
        blocks.CharBlock(label=_("ligne"), max_length=400),
        label=_("lignes"),
        max_num=60,
    )

    class Meta:
        icon = "list-ul"
        label = _("Liste")
        template = "blocks/lines.html"


class FigureBlock(blocks.StructBlock):
    """« 92 médecins pour 100 000 habitants, 2009, SRADDT »: never a bare number."""

    value = blocks.CharBlock(
        label=_("chiffre"), max_length=30, help_text=_("Exemple : « 11,2 ».")
    )
    unit = blocks.CharBlock(
        label=_("unité"),
        max_length=30,
        required=False,
        help_text=_("Exemple : « % » ou « habitants »."),
    )
    label = blocks.CharBlock(label=_("ce qu’il compte"), max_length=160)
    year = blocks.CharBlock(label=_("année"), max_length=20, required=False)
    source = blocks.CharBlock(label=_("source"), max_length=160, required=False)
    note = blocks.CharBlock(label=_("remarque"), max_length=250, required=False)

    class Meta:
        icon = "order"
        label = _("Chiffre repère")
        template = "blocks/figure.html"


class MomentBlock(blocks.StructBlock):
    when = blocks.CharBlock(label=_("quand ?"), max_length=40)
    title = blocks.CharBlock(label=_("en quelques mots"), max_length=160)
    text = LongTextBlock(label=_("ce qui s’est passé"), required=False, rows=2)

    class Meta:
        label = _("Moment")


class TimelineBlock(blocks.StructBlock):
    items = blocks.ListBlock(MomentBlock(), label=_("moments"), max_num=40)

    class Meta:
        icon = "history"
        label = _("Frise")
        template = "blocks/timeline.html"


class CallBlock(blocks.StructBlock):
    page = NamedPageBlock(
        label=_("groupe ou commission"),
        page_type=["groups.WorkingGroupPage", "groups.CommissionPage"],
        required=False,
    )
    text = blocks.CharBlock(label=_("pourquoi l’appeler ?"), max_length=250)

    def get_context(self, value, parent_context=None):
        """A group that visitors may not see is not named."""
        context = super().get_context(value, parent_context=parent_context)
        page = value["page"]
        is_shown = page and getattr(page, "is_visible", page.live)
        return context | {"group": page if is_shown else None}

    class Meta:
        icon = "group"
        label = _("Appel à un groupe")
        template = "blocks/call.html"


class ExcerptBlock(blocks.StructBlock):
    """An entry of a project and what is under it, as its own document says it."""

    entry = blocks.CharBlock(
        label=_("identité de la ligne"),
        max_length=36,
        help_text=_("Celle que montre le détail de la ligne, dans le plan du projet."),
    )

    def clean(self, value):
        value = super().clean(value)
        try:
            UUID(value["entry"])
        except ValueError as error:
            sentence = _("Ce n’est pas l’identité d’une ligne : copiez-la du plan.")
            raise blocks.StructBlockValidationError(
                {"entry": ValidationError(sentence)}
            ) from error
        return value

    class Meta:
        icon = "list-ol"
        label = _("Extrait du plan")
        template = "blocks/excerpt.html"


class SourceBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("source"), max_length=250)
    url = WebAddressBlock(label=_("adresse"), required=False)

    class Meta:
        icon = "link"
        label = _("Source")
        template = "blocks/source.html"


class NoteBlock(blocks.StructBlock):
    text = LongTextBlock(label=_("note"))

    class Meta:
        icon = "comment"
        label = _("Note")
        template = "blocks/note.html"


class NoticeBlock(blocks.StructBlock):
    """What does not add up in the document: told beside it, never corrected."""

    text = LongTextBlock(label=_("remarque"), rows=2)

    class Meta:
        icon = "warning"
        label = _("Remarque sur le document")
        template = "blocks/notice.html"


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Intertitre")
        template = "blocks/heading.html"


class ChapterBlock(SerialisedValidation, blocks.StreamBlock):
    heading = HeadingBlock(max_length=160)
    text = TextBlock()
    definition = DefinitionBlock()
    list = LinesBlock()
    table = TableBlock()
    figure = FigureBlock()
    timeline = TimelineBlock()
    quote = QuoteBlock()
    call = CallBlock()
    excerpt = ExcerptBlock()
    source = SourceBlock()
    note = NoteBlock()
    notice = NoticeBlock()

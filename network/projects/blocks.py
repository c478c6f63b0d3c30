"""What a chapter is made of: each block is a kind of passage of such documents."""

from wagtail import blocks

from home.blocks import (
    SerialisedValidation,
    TextBlock,
)


class ChapterBlock(SerialisedValidation, blocks.StreamBlock):
    text = TextBlock()

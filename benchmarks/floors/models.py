"""A page as anyone makes their first one with Wagtail."""

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page


class PlainPage(Page):
    """A heading, text, a picture and a quote: nothing of the site around it."""

    body = StreamField(
        [
            ("heading", blocks.CharBlock()),
            ("text", blocks.RichTextBlock()),
            ("picture", ImageBlock()),
            ("quote", blocks.BlockQuoteBlock()),
        ]
    )

"""Takes a page apart into what can be checked: texts, headings, links, pictures and tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock

from core.blocks import KnopBlock, KopBlock


@dataclass
class Part:
    """A piece of content: where it is, for people and for the editor, and what is in it."""

    place: str
    path: str
    paragraphs: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    picture: Any = None
    table: dict[str, Any] | None = None


def parts_of(page: Any) -> Iterator[Part]:
    """Yield the parts of a page in the order in which editors see them."""
    for field_ in page._meta.get_fields():
        value = getattr(page, field_.name, None) if field_.concrete else None
        if not value:
            continue
        if isinstance(field_, RichTextField):
            yield _rich_text(str(value), capfirst(field_.verbose_name), field_.name)
        elif isinstance(field_, StreamField):
            for number, child in enumerate(value, start=1):
                label = _("%(label)s, blok %(number)d") % {
                    "label": capfirst(child.block.label),
                    "number": number,
                }
                yield from _block(child.block, child.value, label, f"{field_.name}.{child.id}")


def _block(block: blocks.Block, value: Any, place: str, path: str) -> Iterator[Part]:
    if isinstance(block, KopBlock):
        level = 3 if value.get("niveau") == "h3" else 2
        yield Part(place, path, headings=[(level, (value.get("tekst") or "").strip())])
    elif isinstance(block, ImageBlock):
        if value is not None:
            yield Part(place, path, picture=value)
    elif isinstance(block, TableBlock):
        if value:
            yield Part(place, path, table=value)
    elif isinstance(block, blocks.RichTextBlock):
        yield _rich_text(value.source if value else "", place, path)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield Part(place, path, paragraphs=(value or "").splitlines())
    else:
        yield from _compound(block, value, place, path)


def _compound(block: blocks.Block, value: Any, place: str, path: str) -> Iterator[Part]:
    """Yield the parts of what holds other blocks; choosers and choices hold no text."""
    if isinstance(block, KnopBlock):
        yield Part(place, path, links=[(value.get("tekst") or "").strip()])
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _block(child, value.get(name), place, f"{path}.{name}")
    elif isinstance(block, blocks.ListBlock):
        for item in value.bound_blocks:
            yield from _block(item.block, item.value, place, f"{path}.{item.id}")
    elif isinstance(block, blocks.StreamBlock):
        for item in value:
            yield from _block(item.block, item.value, place, f"{path}.{item.id}")


def _rich_text(html: str, place: str, path: str) -> Part:
    soup = BeautifulSoup(html, "html.parser")
    part = Part(place, path)
    part.links = [link.get_text(" ", strip=True) for link in soup.find_all("a")]
    for element in soup.find_all(["p", "li", "h2", "h3", "h4"]):
        text = element.get_text("", strip=False).strip()
        if element.name.startswith("h"):
            part.headings.append((int(element.name[1]), text))
        elif text:
            part.paragraphs.append(text)
    return part

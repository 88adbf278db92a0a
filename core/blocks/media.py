"""Pictures and film."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

YOUTUBE_CODE = re.compile(r"[A-Za-z0-9_-]{1,20}")
VIMEO_CODE = re.compile(r"[0-9]{1,20}")


def newest_images(count: int) -> list[Any]:
    """Return pictures of the site itself to show in the block picker."""
    return list(get_image_model().objects.order_by("-created_at")[:count])


class AfbeeldingBlock(blocks.StructBlock):
    """A picture with a text for who can't see it, or marked as decoration."""

    afbeelding = ImageBlock(label=_("Afbeelding"))
    bijschrift = blocks.CharBlock(label=_("Bijschrift"), max_length=200, required=False)

    def get_preview_value(self) -> Any:
        image = next(iter(newest_images(1)), None)
        return self.normalize({"afbeelding": image, "bijschrift": "Het plein na de opknapbeurt."})

    class Meta:
        label = _("Afbeelding")
        icon = "image"
        template = "blocks/afbeelding.html"
        description = _("Een foto of tekening, met een beschrijving voor wie hem niet ziet.")


class GalerijBlock(blocks.StructBlock):
    """Several pictures beside each other."""

    titel = blocks.CharBlock(label=_("Titel"), max_length=120, required=False)
    fotos = blocks.ListBlock(AfbeeldingBlock(), label=_("Foto's"), min_num=2, max_num=24)

    def get_preview_value(self) -> Any:
        photos = [{"afbeelding": image, "bijschrift": ""} for image in newest_images(3)]
        return self.normalize({"titel": "Foto's van de opening", "fotos": photos})

    class Meta:
        label = _("Fotogalerij")
        icon = "image"
        template = "blocks/galerij.html"
        description = _("Twee of meer foto's naast elkaar.")


class VideoValue(blocks.StructValue):
    """Where a film plays; nothing is asked from there before the visitor wants it."""

    @property
    def video(self) -> tuple[str, str] | None:
        return recognise_video(self.get("url") or "")

    @property
    def provider(self) -> str:
        return self.video[0] if self.video else ""

    @property
    def embed_url(self) -> str:
        if not self.video:
            return ""
        provider, code = self.video
        if provider == "YouTube":
            return f"https://www.youtube-nocookie.com/embed/{code}?autoplay=1"
        return f"https://player.vimeo.com/video/{code}?autoplay=1&dnt=1"


def recognise_video(url: str) -> tuple[str, str] | None:
    """Return name of the site and code of the film, for YouTube and Vimeo; else None."""
    try:
        parts = urlsplit(url)
    except ValueError:  # a host such as "[" has no meaning
        return None
    host = (parts.hostname or "").removeprefix("www.")
    provider, code, pattern = "", "", YOUTUBE_CODE
    if host in {"youtube.com", "m.youtube.com", "youtube-nocookie.com"}:
        provider = "YouTube"
        if parts.path.startswith(("/embed/", "/shorts/")):
            code = parts.path.split("/")[2]
        else:
            code = parse_qs(parts.query).get("v", [""])[0]
    elif host == "youtu.be":
        provider, code = "YouTube", parts.path.strip("/")
    elif host in {"vimeo.com", "player.vimeo.com"}:
        provider, pattern = "Vimeo", VIMEO_CODE
        code = parts.path.rstrip("/").rpartition("/")[2]
    if parts.scheme != "https" or not pattern.fullmatch(code):
        return None
    return provider, code


class VideoBlock(blocks.StructBlock):
    """A film elsewhere, that loads after a click."""

    titel = blocks.CharBlock(label=_("Titel"), max_length=120)
    url = blocks.URLBlock(
        label=_("Adres"), help_text=_("Het adres van de video op YouTube of Vimeo.")
    )
    afbeelding = ImageBlock(
        label=_("Voorbeeldplaatje"),
        required=False,
        help_text=_("Een eigen plaatje, want vooraf halen we niets op bij YouTube of Vimeo."),
    )
    duur = blocks.CharBlock(label=_("Duur"), max_length=40, required=False)
    beschrijving = blocks.TextBlock(
        label=_("Wat is er te zien en te horen?"),
        help_text=_("Voor wie de video niet kan zien of horen."),
        max_length=2000,
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not recognise_video(cleaned["url"]):
            error = ValidationError(_("Dit is geen adres van een video op YouTube of Vimeo."))
            raise StructBlockValidationError({"url": error})
        return cleaned

    def get_preview_value(self) -> Any:
        return self.normalize(
            {
                "titel": "Zo ziet het nieuwe park eruit",
                "url": "https://vimeo.com/76979871",
                "afbeelding": next(iter(newest_images(1)), None),
                "duur": "2 minuten",
                "beschrijving": "Een wandeling door het park, met uitleg van de ontwerper.",
            }
        )

    class Meta:
        label = _("Video")
        icon = "media"
        template = "blocks/video.html"
        value_class = VideoValue
        description = _("Een video die pas laadt als de bezoeker erop klikt.")

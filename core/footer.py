"""The links at the foot of every page: what editors may enter, and where they lead."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page

from core.links import check_one_target
from core.querysets import pages

STATEMENT_SLUG = "toegankelijkheid"
MAX_ADDRESS = 500
TELEPHONE = re.compile(r"\+?[0-9() -]{3,20}")

# Services by the host of their addresses: icon and name.
SERVICES = {
    "bsky.app": ("bluesky", "Bluesky"),
    "facebook.com": ("facebook", "Facebook"),
    "instagram.com": ("instagram", "Instagram"),
    "linkedin.com": ("linkedin", "LinkedIn"),
    "mastodon.nl": ("mastodon", "Mastodon"),
    "mastodon.social": ("mastodon", "Mastodon"),
    "nextdoor.nl": ("share", "Nextdoor"),
    "social.overheid.nl": ("mastodon", "Mastodon"),
    "threads.net": ("share", "Threads"),
    "tiktok.com": ("share", "TikTok"),
    "wa.me": ("share", "WhatsApp"),
    "whatsapp.com": ("share", "WhatsApp"),
    "x.com": ("x", "X"),
    "youtube.com": ("youtube", "YouTube"),
}

_https = URLValidator(schemes=["https"])
_email = EmailValidator()


def one_line(value: str) -> None:
    """Refuse line ends and other signs that nobody sees."""
    if not value.isprintable():
        raise ValidationError(_("Schrijf dit op één regel, zonder vreemde tekens."))


def check_https(value: str) -> None:
    """Refuse what is no complete address that begins with https://."""
    message = _("Vul een volledig adres in dat begint met https://")
    if "\\" in value or not value.startswith("https://"):
        raise ValidationError(message)
    try:
        _https(value)
        parts = urlsplit(value)
    except (ValidationError, ValueError) as error:
        raise ValidationError(message) from error
    if parts.username is not None:
        raise ValidationError(message)


def check_address(value: str) -> None:
    """Refuse what is no https address, e-mail address or telephone number."""
    scheme, _colon, rest = value.partition(":")
    message = _("Begin met https:// of met mailto: of tel:, en maak het adres af.")
    if scheme == "tel" and TELEPHONE.fullmatch(rest):
        return
    try:
        if scheme == "mailto":
            _email(rest)
        else:
            check_https(value)
    except ValidationError as error:
        raise ValidationError(message) from error


def _service(address: str) -> tuple[str, str]:
    """Return icon and name of the service that an address belongs to; empty ones when unknown."""
    host = (urlsplit(address).hostname or "").removeprefix("www.").removeprefix("nl-nl.")
    return SERVICES.get(host, ("", ""))


class VoetlinkBlock(blocks.StructBlock):
    """A link to a page of the site, or to elsewhere."""

    tekst = blocks.CharBlock(label=_("Tekst"), max_length=60, validators=[one_line])
    pagina = blocks.PageChooserBlock(label=_("Pagina van deze site"), required=False)
    adres = blocks.CharBlock(
        label=_("Of een adres elders"),
        required=False,
        max_length=MAX_ADDRESS,
        validators=[one_line, check_address],
        help_text=_(
            "Bijvoorbeeld https://www.voorbeeld.nl/, mailto:post@voorbeeld.nl of tel:14024."
        ),
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        check_one_target(cleaned, "adres")
        return cleaned

    class Meta:
        label = _("Link")
        icon = "link"


class KanaalBlock(blocks.StructBlock):
    """An account of the municipality elsewhere."""

    adres = blocks.CharBlock(
        label=_("Adres"),
        max_length=MAX_ADDRESS,
        validators=[one_line, check_https],
        help_text=_("Bijvoorbeeld https://www.instagram.com/uwgemeente/"),
    )
    naam = blocks.CharBlock(
        label=_("Naam"),
        required=False,
        max_length=40,
        validators=[one_line],
        help_text=_("Alleen nodig als wij de dienst niet herkennen."),
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned.get("naam") and not _service(cleaned["adres"])[1]:
            error = ValidationError(_("Wij kennen deze dienst niet. Vul ook de naam in."))
            raise StructBlockValidationError({"naam": error})
        return cleaned

    class Meta:
        label = _("Kanaal")
        icon = "globe"


@dataclass(frozen=True, slots=True)
class FooterLink:
    """A link as the footer shows it."""

    label: str
    url: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Footer:
    """What a municipality added to the footer, as far as the public may see it."""

    links: tuple[FooterLink, ...] = ()
    channels: tuple[FooterLink, ...] = ()
    statement: str = ""
    """Address of the accessibility statement; empty when there is none."""
    pages: frozenset[int] = field(default_factory=frozenset)
    """Pages that the menu of the footer need not show a second time."""


def _values(stream: Any) -> list[dict[str, Any]]:
    """Return the values of a stream as they are stored, without asking for the pages in them."""
    return [child["value"] for child in stream.raw_data] if stream else []


def linked_pages(stream: Any) -> set[int]:
    """Return the keys of the pages that a stream of links names."""
    return {value["pagina"] for value in _values(stream) if value.get("pagina")}


def footer_of(gemeente: Any, home: Page, request: HttpRequest) -> Footer:
    """Return the links of a municipality's footer, in one query however many there are.

    Pages that are not public, and those of another site, are left out.
    """
    wanted = linked_pages(gemeente.voetlinks)
    default = Q()
    if gemeente.toegankelijkheid_pagina_id:
        wanted.add(gemeente.toegankelijkheid_pagina_id)
    elif not gemeente.toegankelijkheid_adres:
        default = Q(slug=STATEMENT_SLUG, depth=home.depth + 1)
    found = pages().descendant_of(home, inclusive=True).public()
    found = found.filter(Q(pk__in=wanted) | default if default else Q(pk__in=wanted))
    known = {page.pk: page for page in found} if wanted or default else {}
    urls = {pk: page.get_url(request) or "" for pk, page in known.items()}
    statement = _statement(gemeente, known.values())
    links = []
    for value in _values(gemeente.voetlinks):
        url = urls.get(value["pagina"], "") if value.get("pagina") else value.get("adres", "")
        if url:
            links.append(FooterLink(value["tekst"], url))
    return Footer(
        tuple(links),
        tuple(_channels(gemeente.kanalen)),
        urls.get(statement.pk, "") if statement else gemeente.toegankelijkheid_adres,
        frozenset(linked_pages(gemeente.voetlinks) | ({statement.pk} if statement else set())),
    )


def _statement(gemeente: Any, known: Iterable[Page]) -> Page | None:
    chosen = gemeente.toegankelijkheid_pagina_id
    if chosen:
        return next((page for page in known if page.pk == chosen), None)
    if gemeente.toegankelijkheid_adres:
        return None
    return next((page for page in known if page.slug == STATEMENT_SLUG), None)


def _channels(stream: Any) -> Iterable[FooterLink]:
    for value in _values(stream):
        icon, name = _service(value["adres"])
        yield FooterLink(value.get("naam") or name, value["adres"], icon or "share")

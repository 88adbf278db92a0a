"""What neighbourhoods give to accounts: one of your own, and what you do for them."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from bewoners.models import User
from bewoners.personal.sections import Section, register_section
from bewoners.wijken import register_wijken
from core.roles import roles_of
from wijkpaginas.finder import MAX_LENGTH, find_wijk
from wijkpaginas.models import WijkIndexPage, WijkPage


def _index(site: Site) -> WijkIndexPage | None:
    found: WijkIndexPage | None = WijkIndexPage.objects.child_of(site.root_page).public().first()
    return found


def open_wijken(site: Site) -> "QuerySet[Page]":
    """Return the neighbourhoods of a municipality that are open, by name."""
    index = _index(site)
    if index is None:
        return Page.objects.none()
    public = WijkPage.objects.child_of(index).public().values("pk")
    return Page.objects.filter(pk__in=public).order_by("title")


def find_by_address(text: str, site: Site) -> Page | None:
    """Return the neighbourhood that a postcode, an address or a name stands for, if any."""
    index = _index(site)
    plain = " ".join(text.replace("\0", " ").split())[:MAX_LENGTH]
    wijk = find_wijk(plain, index).wijk if index and plain else None
    return wijk and Page.objects.get(pk=wijk.pk)


def _roles(user: User, _request: HttpRequest) -> dict[str, Any] | None:
    """Return in what capacity somebody answers residents; None for who is a resident only."""
    roles = roles_of(user)
    return {"rollen": roles} if roles else None


register_wijken(open_wijken, find_by_address)
register_section(Section("rollen", _("Mijn rol"), 5, "wijkpaginas/rollen.html", _roles))

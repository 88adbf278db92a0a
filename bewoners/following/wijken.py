"""Following a neighbourhood: it then stands on somebody's own page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Site

from bewoners.confirming.waiting import Confirmable, register_confirmable
from bewoners.models import User, Volger
from bewoners.personal.sections import Section, register_section
from bewoners.wijken import open_wijken
from core.personal_data import PersonalData, register_personal_data

LARGEST_KEY = 2**63 - 1


def find_page(page_id: Any, site: Site | None) -> Page | None:
    """Return the neighbourhood of the site that can be followed under this number."""
    if not isinstance(page_id, int) or page_id > LARGEST_KEY:
        return None
    return open_wijken(site).filter(pk=page_id).first()


def _page_of(data: dict[str, Any]) -> Page:
    """Return the page to follow; ValidationError when it can't be followed (any more)."""
    site = Site.objects.filter(pk=data.get("site")).first()
    page = find_page(data.get("page"), site)
    if page is None:
        raise ValidationError(
            _("Deze wijk staat niet meer op de site. Daarom kunt u haar niet volgen.")
        )
    return page


def follow(user: User, page: Page) -> Volger:
    """Let somebody follow a page; doing so twice is the same as once."""
    row, _created = Volger.objects.get_or_create(user=user, page=page)
    return row


def unfollow(user: User, page_id: int) -> bool:
    """End it; say whether there was something to end."""
    if page_id > LARGEST_KEY:
        return False
    return bool(Volger.objects.filter(user=user, page=page_id).delete()[0])


def followed_pages(user: User, site: Site | None) -> "QuerySet[Page]":
    """Return what somebody follows on this site, as far as it is still open."""
    return open_wijken(site).filter(volgers__user=user).order_by("title")


def _describe(data: dict[str, Any]) -> list[tuple[str, str]]:
    return [(_("Wijk die u gaat volgen"), _page_of(data).title)]


FOLLOW = register_confirmable(
    Confirmable(
        key="volgen",
        label=gettext_lazy("een wijk volgen"),
        describe=_describe,
        confirm=lambda user, data: follow(user, _page_of(data)),
        address=lambda _data: f"{reverse('bewoners:home')}#volgen",
        check=_page_of,
    )
)


def _section(user: User, request: HttpRequest) -> dict[str, Any]:
    return {"gevolgd": followed_pages(user, Site.find_for_request(request))}


register_section(
    Section("volgen", gettext_lazy("Wat ik volg"), 20, "bewoners/sections/volgen.html", _section)
)


def _exported(user: User) -> list[dict[str, Any]]:
    rows = Volger.objects.filter(user=user).select_related("page")
    return [{"wijk": row.page.title, "sinds": row.created_at} for row in rows]


def _erase(user: User) -> None:
    Volger.objects.filter(user=user).delete()


register_personal_data(
    PersonalData(
        key="volgen",
        label=gettext_lazy("Wijken die u volgt"),
        export=_exported,
        erase=_erase,
        goes=gettext_lazy("De lijst van wijken die u volgt, wordt verwijderd."),
    )
)

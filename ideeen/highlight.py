"""The newest ideas, on the page of a neighbourhood and on the front page."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, Site

from core.querysets import pages
from deelname.models import Foto
from deelname.photos.reading import first_photos
from ideeen.models import Idee, IdeeenPage
from ideeen.reading.listing import cards
from wijkpaginas.highlights import Highlight, register_highlight
from wijkpaginas.models import WijkPage

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Newest:
    """Some ideas with their first photos, and where all of them are listed."""

    ideeen: list[Idee]
    fotos: dict[int, Foto]
    url: str
    is_wijk: bool


def newest(branch: Page, request: HttpRequest) -> Newest | None:
    """Return the newest ideas of a branch; None where their page is not public."""
    section: Any = pages().child_of(branch).public().type(IdeeenPage).first()
    if section is None:
        return None
    found = Idee.objects.listed(Site.find_for_request(request))
    if isinstance(branch, WijkPage):
        found = found.filter(wijk=branch)
    ideas = list(cards(found).order_by("-geplaatst_op", "-pk")[:SHOWN])
    url = section.get_url(request) or ""
    return Newest(ideas, first_photos(ideas), url, isinstance(branch, WijkPage))


register_highlight(Highlight("ideeen", IdeeenPage, "ideeen/parts/newest.html", newest))

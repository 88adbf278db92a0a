"""Which ideas a visitor asks for: the same for list, map, feed and export, and in the address."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from core.navigation import remembered
from core.words import clean_text, useful_words
from ideeen.models.idee import Idee
from ideeen.querysets import IdeeQuerySet, closed_wijken
from ideeen.reading.words import WordSearch
from ideeen.workflow import ANSWERED, LISTED, Stadium
from kaart.models import Kaartcel
from wijkpaginas.models import Thema, WijkPage

# Under this name ideas are counted in the cells of the map.
LAYER = "ideeen"


class Sort(StrEnum):
    """What stands first."""

    NIEUW = "nieuw"
    STEUN = "steun"
    ANTWOORD = "antwoord"


SORTS = {
    Sort.NIEUW: _("Nieuwste eerst"),
    Sort.STEUN: _("Meeste steun eerst"),
    Sort.ANTWOORD: _("Laatst beantwoord"),
}
ORDERS = {
    Sort.NIEUW: ("-geplaatst_op", "-pk"),
    Sort.STEUN: ("-steun_aantal", "-pk"),
    Sort.ANTWOORD: ("-beantwoord_op", "-pk"),
}


@dataclass(frozen=True, slots=True)
class WijkChoice:
    """A neighbourhood whose ideas everybody may see."""

    pk: int
    slug: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked, all of it checked: what is unknown counts as not given."""

    site: Site
    # The neighbourhood of the page, or the one that was chosen on the page of a municipality.
    wijk_id: int | None = None
    chosen: WijkChoice | None = None
    thema: Thema | None = None
    stadium: str = ""
    sort: Sort = Sort.NIEUW
    text: str = ""
    words: WordSearch | None = None
    as_map: bool = False

    @property
    def key(self) -> tuple[Any, ...]:
        """What tells it from others that can be remembered: not what somebody typed."""
        return (self.wijk_id or 0, self.thema.pk if self.thema else 0, self.stadium, self.sort)

    @property
    def is_narrowed(self) -> bool:
        is_less = self.chosen or self.thema or self.stadium or self.text
        # What has no answer has no place among the answers.
        return bool(is_less or self.sort == Sort.ANTWOORD)

    @property
    def stadia(self) -> tuple[str, ...]:
        """The stages that are asked for."""
        wanted = ANSWERED if self.sort == Sort.ANTWOORD else LISTED
        return tuple(s for s in wanted if not self.stadium or s == self.stadium)

    def ideas(self) -> IdeeQuerySet:
        """Return the ideas, in no order."""
        found = Idee.objects.listed(self.site).order_by()
        if self.wijk_id:
            found = found.filter(wijk=self.wijk_id)
        if self.thema:
            found = found.filter(thema=self.thema)
        if self.stadia != LISTED:
            found = found.filter(stadium__in=self.stadia)
        if self.sort == Sort.ANTWOORD:
            # All of these have one: it keeps PostgreSQL from reading those without one first.
            found = found.filter(beantwoord_op__isnull=False)
        return self.words.keep(found) if self.words else found

    def in_order(self) -> IdeeQuerySet:
        return self.ideas().order_by(*ORDERS[self.sort])

    def counted(self) -> QuerySet[Kaartcel]:
        """Return the cells in which these ideas are counted; words are not among what they know."""
        found = Kaartcel.objects.filter(laag=LAYER, site=self.site)
        if self.wijk_id:
            found = found.filter(wijk=self.wijk_id)
        if closed := closed_wijken(self.site.pk):
            found = found.exclude(wijk__in=closed)
        if self.thema:
            found = found.filter(thema=self.thema.pk)
        return found.filter(stadium__in=self.stadia)

    def address(self, **changes: str) -> str:
        """Return what stands after the question mark, in one order whatever was typed."""
        values = {
            "wijk": self.chosen.slug if self.chosen else "",
            "thema": self.thema.slug if self.thema else "",
            "stadium": self.stadium,
            "volgorde": "" if self.sort == Sort.NIEUW else self.sort,
            "q": self.text,
            "toon": "kaart" if self.as_map else "",
        }
        written = QueryDict(mutable=True)
        for name, value in (values | changes).items():
            if value:
                written[name] = value
        return f"?{written.urlencode()}" if written else ""


def read_filters(request: HttpRequest, site: Site, wijk: WijkPage | None) -> Filters:
    """Read what is asked from an address that anybody may have written."""
    given = request.GET
    chosen = None
    if wijk is None:
        wanted = given.get("wijk", "")
        chosen = next((one for one in wijken_of(site, request) if one.slug == wanted), None)
    shown: WijkPage | WijkChoice | None = wijk or chosen
    stadium, sort = given.get("stadium", ""), given.get("volgorde", "")
    text = clean_text(given.get("q", ""))
    return Filters(
        site=site,
        wijk_id=shown.pk if shown else None,
        chosen=chosen,
        thema=next((t for t in themas_of(site) if t.slug == given.get("thema", "")), None),
        stadium=stadium if stadium in LISTED else "",
        sort=Sort(sort) if sort in set(Sort) else Sort.NIEUW,
        text=text,
        words=WordSearch(useful_words(text)) if text else None,
        as_map=given.get("toon") == "kaart",
    )


def wijken_of(site: Site, request: HttpRequest) -> list[WijkChoice]:
    """Return the neighbourhoods whose ideas everybody may see, by name."""

    def find() -> list[WijkChoice]:
        closed = closed_wijken(site.pk)
        found = WijkPage.objects.descendant_of(site.root_page).exclude(pk__in=closed)
        plain = found.only(*PLAIN).order_by("title")
        return [WijkChoice(w.pk, w.slug, w.title, w.get_url(request) or "") for w in plain]

    return remembered(("ideeen wijken", site.pk), find)


PLAIN = ("pk", "slug", "title", "path", "depth", "url_path", "locale")


def themas_of(site: Site) -> list[Thema]:
    """Return the subjects of a municipality, in its order."""
    return remembered(("ideeen themas", site.pk), lambda: list(Thema.objects.filter(site=site)))


STADIA = [(stadium.value, stadium.label) for stadium in map(Stadium, LISTED)]

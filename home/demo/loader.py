"""Builds the demo's site from its texts, pictures and areas."""

import json
from datetime import date, time, timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.utils.html import strip_tags
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from core.models import BasePage, Gemeente
from core.querysets import pages
from home.demo import content
from home.demo.blocks import BlockBuilder, raise_headings
from home.demo.ideas.loader import remove_ideas
from home.demo.media import (
    let_editors_choose,
    load_media,
    remove_empty_collections,
    remove_media,
)
from home.demo.snippets import load_snippets, remove_snippets
from home.models import HomePage
from home.services import create_site
from kaart.models import Gebied
from wijkpaginas.models import (
    AgendaPage,
    EvenementPage,
    InformatiePage,
    NieuwsIndexPage,
    NieuwsPage,
    VoorbeeldenPage,
    Wijkcontact,
    WijkIndexPage,
    WijkPage,
)
from wijkpaginas.services import (
    add_published,
    collections_of,
    create_wijk,
    municipal_collection,
)

HOST = "127.0.0.1"
HOME_SLUG = "demo-waterhage"


def remove_demo() -> None:
    """Remove what an earlier load made."""
    home = HomePage.objects.filter(slug=HOME_SLUG).first()
    if home is not None:
        remove_ideas(home)
        collections = list(collections_of(WijkPage.objects.descendant_of(home)))
        remove_snippets(home)
        remove_media()
        Site.objects.filter(root_page=home).delete()
        home.delete()
        remove_empty_collections(collections)
    remove_media()


@transaction.atomic
def load_demo(port: int) -> Site:
    """Make the demo's site anew, with dates around today."""
    remove_demo()
    # Renditions are kept by the number of their picture, which a new database gives out again.
    cache.clear()
    call_command(
        "import_gebieden",
        str(content.AREAS),
        verbosity=0,
        bron=_("verzonnen voor de demo"),
        credit=_("Getekend voor de demo"),
    )
    return DemoBuilder(port).build()


class DemoBuilder:
    """Makes the pages of the demo, from the front page down."""

    def __init__(self, port: int) -> None:
        self.today = localdate()
        self.texts = content.read("gemeente")
        self.wijken = content.wijken()
        self.site = create_site(HOST, port, self.texts["gemeente"]["naam"])
        self.media = load_media(municipal_collection(self.site))
        load_snippets(self.site, self.media)
        self.home: HomePage = self.site.root_page.specific
        self.areas = self._areas()
        self.blocks = BlockBuilder(self.media, self.areas, self._find_page)
        # Buttons lead to pages that may come later: texts are filled in when all pages stand.
        self.waiting: list[tuple[BasePage, list[dict[str, Any]]]] = []

    def build(self) -> Site:
        self._municipality()
        for values in self.wijken:
            self._wijk(values)
        let_editors_choose(
            Group.objects.filter(wijk_group__wijk__in=WijkPage.objects.descendant_of(self.home))
        )
        self._examples(content.read("voorbeelden"))
        for page, blocks in self.waiting:
            page.inhoud = json.dumps(self.blocks.build(blocks))
            publish(page)
        return self.site

    def _areas(self) -> dict[str, Gebied]:
        codes = {values["wijkcode"]: values["slug"] for values in self.wijken}
        return {codes[area.code]: area for area in Gebied.objects.filter(code__in=codes)}

    def _municipality(self) -> None:
        settings = Gemeente.for_site(self.site)
        for name, value in self.texts["gemeente"].items():
            setattr(settings, name, value.removeprefix("mailto:"))
        settings.save()
        home, texts = self.home, self.texts["home"]
        home.slug = HOME_SLUG
        home.title, home.samenvatting = texts["titel"], texts["samenvatting"]
        home.hero_titel, home.hero_tekst = texts["hero_titel"], texts["hero_tekst"]
        home.afbeelding = self.media.pictures[texts["picture"]]
        home.save()
        self.waiting.append((home, texts["blocks"]))
        for model in (WijkIndexPage, NieuwsIndexPage, AgendaPage):
            section = model.objects.child_of(home).get()
            values = self.texts[model.section_slug]
            section.samenvatting = values["samenvatting"]
            section.introductie = raise_headings(values["introductie"])
            publish(section)
        self._news(home, content.read("nieuws"))
        self._events(home, content.read("agenda"))
        self._information(home, content.read("zelf-iets-organiseren"), in_menu=True)
        self._information(home, content.read("paginas"), in_menu=False)

    def _wijk(self, values: dict[str, Any]) -> None:
        index = WijkIndexPage.objects.child_of(self.home).get()
        wijk = create_wijk(index, self.areas[values["slug"]], opening=values["opening"])
        wijk.title, wijk.slug = values["titel"], values["slug"]
        wijk.samenvatting = values["samenvatting"]
        wijk.introductie = raise_headings(values["introductie"])
        wijk.opening_tekst = strip_tags(values["opening_tekst"])
        wijk.afbeelding = self.media.pictures[values["picture"]]
        wijk.contacten = [
            Wijkcontact(
                contactpersoon=self.media.people[person["persoon"]], rol_in_wijk=person["rol"]
            )
            for person in values["mensen"]
        ]
        self.waiting.append((wijk, values["blocks"]))
        self._news(wijk, values["nieuws"])
        self._events(wijk, values["agenda"])
        self._information(wijk, values["paginas"], in_menu=True)

    def _news(self, branch: BasePage, messages: list[dict[str, Any]]) -> None:
        index = NieuwsIndexPage.objects.child_of(branch).get()
        for values in messages:
            page = NieuwsPage(
                datum=self.today - timedelta(days=values["days_ago"]),
                thema=self.media.themas.get(values.get("thema", "")),
            )
            self._add(index, page, values)

    def _events(self, branch: BasePage, events: list[dict[str, Any]]) -> None:
        index = AgendaPage.objects.child_of(branch).get()
        for values in events:
            first, last = self._days(values)
            page = EvenementPage(
                begindatum=first,
                einddatum=last if last != first else None,
                begintijd=clock(values["begintijd"]),
                eindtijd=clock(values["eindtijd"]),
                locatie=values["locatie"],
                adres=values["adres"],
                organisator=values["organisator"],
                kosten=values["kosten"],
                aanmelden_url=values.get("aanmelden_url", ""),
            )
            self._add(index, page, values)

    def _information(
        self, parent: BasePage, values_of_pages: list[dict[str, Any]], *, in_menu: bool
    ) -> None:
        for values in values_of_pages:
            introduction = raise_headings(values.get("introductie", ""))
            page = InformatiePage(introductie=introduction, show_in_menus=in_menu)
            self._add(parent, page, values)
            self._information(page, values.get("children", []), in_menu=in_menu)

    def _examples(self, examples: list[dict[str, Any]]) -> None:
        """Make the pages that editors may begin with; they are published and never public."""
        folder = self.home.add_child(instance=VoorbeeldenPage(title=_("Voorbeelden")))
        for values in examples:
            page: BasePage
            if values["soort"] == "nieuws":
                page = NieuwsPage()
            elif values["soort"] == "agenda":
                day = self.today + timedelta(days=14)
                page = EvenementPage(begindatum=day, begintijd=time(19), eindtijd=time(21))
            else:
                page = InformatiePage(introductie=values["introductie"], show_in_menus=True)
            self._add(folder, page, values)

    def _add(self, parent: Page, page: BasePage, values: dict[str, Any]) -> None:
        page.title = values["titel"]
        page.slug = values.get("slug", "")
        page.samenvatting = values["samenvatting"]
        picture = values.get("picture")
        page.afbeelding = self.media.pictures[picture] if picture else None
        add_published(parent, page)
        self.waiting.append((page, values["blocks"]))

    def _days(self, values: dict[str, Any]) -> tuple[date, date]:
        first = self.today + timedelta(days=values["in_days"])
        return first, first + timedelta(days=(values.get("duration_days") or 1) - 1)

    def _find_page(self, address: str) -> int | None:
        path = f"{self.home.url_path}{address.strip('/')}/"
        found = pages().filter(url_path=path).first()
        if found is None:
            raise LookupError(f"The demo's texts name a page that is not there: {address}")
        return int(found.pk)


def publish(page: BasePage) -> None:
    """Publish a page as an editor would, with a revision."""
    page.full_clean()
    page.save_revision(clean=False).publish()


def clock(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None

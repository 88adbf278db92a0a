"""Fills a PostgreSQL database with a site to measure; run as a process with `benchmarks.settings`.

    python -m benchmarks.store base           the demo, with as many pages as real sites have
    python -m benchmarks.store grow 3393      the same pages copied, in municipalities of ten
    python -m benchmarks.store grow 3393 --one-municipality

Writing a page through Wagtail takes 50 ms; the copies are made by the database, all at once.
"""

import argparse
import itertools
import json
from datetime import timedelta
from io import BytesIO
from typing import Any

HOST = "wijken.example.nl"
FLOOR_HOST = "vloer.example.nl"
MEASURED = "bench"
NEWS, EVENTS, PER_MUNICIPALITY = 20, 8, 10
# A page of a dozen blocks, as editors make them.
PAGE_BLOCKS = [
    "kop",
    "tekst",
    "afbeelding",
    "tekst",
    "kader",
    "stappen",
    "uitklap",
    "tabel",
    "citaat",
]
PAGE_BLOCKS += ["galerij", "knop", "contactpersoon"]


def make_base() -> None:
    """Make the demo, top it up, add the floor, and let the worker finish what that caused."""
    from django.core.management import call_command  # noqa: PLC0415
    from wagtail.models import Site  # noqa: PLC0415

    from wijkpaginas.models import WijkPage  # noqa: PLC0415

    call_command("load_demo", port=80, verbosity=0)
    Site.objects.update(hostname=HOST)
    for wijk in WijkPage.objects.filter(opening=WijkPage.Opening.OPEN):
        _top_up(wijk)
    _make_floor()
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)
    call_command("update_index", verbosity=0, stdout=BytesIO())


def _top_up(wijk: Any) -> None:
    """Give a neighbourhood its news, events, and information three levels deep."""
    from django.utils.timezone import localdate  # noqa: PLC0415

    from wijkpaginas.models import (  # noqa: PLC0415
        AgendaPage,
        EvenementPage,
        InformatiePage,
        NieuwsIndexPage,
        NieuwsPage,
    )
    from wijkpaginas.services import add_published  # noqa: PLC0415

    news, calendar = (m.objects.child_of(wijk).get() for m in (NieuwsIndexPage, AgendaPage))
    text, picture = _blocks(), wijk.afbeelding
    shared = {"samenvatting": "De straat krijgt bomen en een breder trottoir.", "inhoud": text}
    for number in range(news.get_children().count(), NEWS):
        day = localdate() - timedelta(days=number)
        page = NieuwsPage(title=f"Bericht {number}", datum=day, afbeelding=picture, **shared)
        add_published(news, page)
    for number in range(calendar.get_children().count(), EVENTS):
        day = localdate() + timedelta(days=30 + number)
        add_published(calendar, EvenementPage(title=f"Feest {number}", begindatum=day, **shared))
    parent = wijk
    for level in range(3):
        page = InformatiePage(title=f"Bomen in de straat {level}", slug=MEASURED, **shared)
        page.afbeelding, page.show_in_menus = picture, True
        parent = add_published(parent, page)


def _blocks() -> str:
    """Return a dozen blocks, in turn from those of the demo."""
    from wijkpaginas.models import InformatiePage, NieuwsPage, WijkPage  # noqa: PLC0415

    found: dict[str, list[Any]] = {}
    for model in (WijkPage, InformatiePage, NieuwsPage):
        for page in model.objects.order_by("pk")[:40]:
            for block in page.inhoud.raw_data:
                found.setdefault(block["type"], []).append(dict(block))
    turns = {kind: itertools.cycle(blocks) for kind, blocks in found.items()}
    return json.dumps([next(turns[kind]) for kind in PAGE_BLOCKS if kind in turns])


def _make_floor() -> None:
    from wagtail.models import Page, Site  # noqa: PLC0415

    from benchmarks.floors.models import PlainPage  # noqa: PLC0415
    from core.models import SiteImage  # noqa: PLC0415

    picture = SiteImage.objects.earliest("pk").pk
    text = "<p>Waterhage plant dit jaar <b>driehonderd bomen</b>. Bewoners kiezen mee.</p>" * 4
    image = {"image": picture, "alt_text": "Bomen", "decorative": False}
    values = [("heading", "Bomen"), ("text", text), ("picture", image), ("text", text)]
    values.append(("quote", "Een boom voor elk huis."))
    body = json.dumps([{"type": kind, "value": value} for kind, value in values])
    root = Page.get_first_root_node()
    top = root.add_child(instance=PlainPage(title="Vloer", slug="vloer", body=body))
    top.add_child(instance=PlainPage(title="Pagina", slug="pagina", body=body))
    Site.objects.create(hostname=FLOOR_HOST, root_page=top)


def grow(count: int, *, one_municipality: bool) -> None:
    """Copy the demo's municipality and its neighbourhoods until there are so many of them."""
    from benchmarks.copying import Copy, copy_branch, free_step, separate_areas  # noqa: PLC0415
    from home.models import HomePage  # noqa: PLC0415
    from wijkpaginas.models import WijkIndexPage, WijkPage  # noqa: PLC0415

    home = HomePage.objects.get()
    index = WijkIndexPage.objects.child_of(home).get()
    wijk = WijkPage.objects.filter(opening=WijkPage.Opening.OPEN).order_by("pk")[0]
    missing = count - WijkPage.objects.count()
    indexes = [index]
    if not one_municipality and missing > 0:
        start = free_step(home)
        municipalities = [
            Copy(home, start + number, f"gemeente-{number}", f"Gemeente {number}")
            for number in range(missing // PER_MUNICIPALITY)
        ]
        copy_branch(home, municipalities)
        _make_sites(home)
        missing = count - WijkPage.objects.count()
        indexes = list(WijkIndexPage.objects.exclude(pk=index.pk)) or indexes
    copies = []
    for number in range(max(missing, 0)):
        parent = indexes[number % len(indexes)]
        step = 100 + number // len(indexes)
        copies.append(Copy(wijk, step, f"wijk-{number}", f"Wijk {number}", parent))
    copy_branch(wijk, copies)
    separate_areas()


def _make_sites(home: Any) -> None:
    from wagtail.models import Site  # noqa: PLC0415

    from core.models import Gemeente  # noqa: PLC0415
    from home.models import HomePage  # noqa: PLC0415

    settings = Gemeente.objects.get(site__root_page=home)
    for page in HomePage.objects.exclude(pk=home.pk):
        site = Site.objects.create(hostname=f"{page.slug}.example.nl", root_page=page)
        settings.pk, settings.site, settings.naam = None, site, page.title
        settings._state.adding = True  # noqa: SLF001
        settings.save()


def main() -> None:
    import django  # noqa: PLC0415

    django.setup()
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("step", choices=["base", "grow"])
    parser.add_argument("count", type=int, nargs="?", default=6)
    parser.add_argument("--one-municipality", action="store_true")
    options = parser.parse_args()
    if options.step == "base":
        make_base()
    else:
        grow(options.count, one_municipality=options.one_municipality)


if __name__ == "__main__":
    main()

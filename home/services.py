"""Making the site of a municipality."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.db import transaction
from wagtail.models import Page, Site

from core.models import Gemeente
from core.querysets import pages
from home.models import HomePage
from kaart.models import Gebied
from wijkpaginas.models import WijkIndexPage, WijkPage
from wijkpaginas.services import (
    add_missing_sections,
    add_published,
    complete_gemeente,
    complete_wijk,
    create_wijk,
    give_rights_to_new_kinds,
)

HOSTNAME = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")


@dataclass
class Result:
    """What making neighbourhoods did."""

    site: Site
    site_created: bool
    created: list[WijkPage] = field(default_factory=list)
    completed: list[WijkPage] = field(default_factory=list)
    untouched: int = 0


def split_host(address: str) -> tuple[str, int]:
    """Return host name and port of `host`, `host:port` or an address; else raise ValueError."""
    parts = urlsplit(address if "//" in address else f"//{address}", scheme="http")
    if parts.path.strip("/") or parts.username or parts.query or parts.fragment:
        raise ValueError(address)
    if not parts.hostname or not HOSTNAME.fullmatch(parts.hostname):
        raise ValueError(address)
    return parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)


@transaction.atomic
def create_site(hostname: str, port: int, naam: str) -> Site:
    """Make the home page of a municipality, its sections and its site."""
    root = Page.get_first_root_node()
    home = HomePage(title=naam, slug=_free_slug(root, hostname))
    add_published(root, home)
    add_missing_sections(home)
    site = Site.objects.create(
        hostname=hostname,
        port=port,
        site_name=naam,
        root_page=home,
        is_default_site=not Site.objects.filter(is_default_site=True).exists(),
    )
    Gemeente.objects.create(site=site, naam=naam)
    complete_gemeente(site)
    return site


@transaction.atomic
def create_wijken(
    hostname: str, port: int, naam: str, gebieden: Iterable[Gebied], *, opening: str
) -> Result:
    """Make a site for the host if it has none, and a neighbourhood for each area that has none."""
    site = Site.objects.filter(hostname=hostname, port=port).first()
    result = Result(site=site or create_site(hostname, port, naam), site_created=site is None)
    home = result.site.root_page.specific
    add_missing_sections(home)
    give_rights_to_new_kinds()
    complete_gemeente(result.site)
    index = WijkIndexPage.objects.child_of(home).get()
    known = {
        wijk.gebied.code: wijk
        for wijk in WijkPage.objects.child_of(index).select_related("gebied")
        if wijk.gebied
    }
    for gebied in gebieden:
        wijk = known.get(gebied.code)
        if wijk is None:
            result.created.append(create_wijk(index, gebied, opening=opening))
        elif complete_wijk(wijk):
            result.completed.append(wijk)
        else:
            result.untouched += 1
    return result


def _free_slug(root: Page, hostname: str) -> str:
    slug = hostname.replace(".", "-").replace(":", "-")
    taken = set(pages().child_of(root).values_list("slug", flat=True))
    return slug if slug not in taken else f"{slug}-{len(taken)}"

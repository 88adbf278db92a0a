"""What a browser, and a cache in between, is told."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from tests.conftest import Cast
from tests.factories.wijken import (
    AgendaPage,
    EvenementPageFactory,
    NieuwsIndexPage,
    NieuwsPageFactory,
    address_of,
    section,
)
from wijkpaginas.models import WijkPage

EMBED_HOSTS = {"https://www.youtube-nocookie.com", "https://player.vimeo.com"}


def policy(header: str) -> dict[str, set[str]]:
    directives = [part.split() for part in header.split(";") if part.strip()]
    return {name: set(values) for name, *values in directives}


@pytest.fixture
def addresses(wijk: WijkPage) -> list[str]:
    news, agenda = section(wijk, NieuwsIndexPage), section(wijk, AgendaPage)
    message, event = NieuwsPageFactory(parent=news), EvenementPageFactory(parent=agenda)
    pages = [wijk, news, agenda, message, event]
    feeds = [address_of(news, "feed/"), address_of(agenda, "ical/"), address_of(event, "ical/")]
    return ["/", "/wijken/", *map(address_of, pages), *feeds]


def test_an_anonymous_visitor_gets_no_cookie(client: Client, addresses: list[str]) -> None:
    for address in [*addresses, "/bestaat-niet/", "/sitemap.xml", "/robots.txt", "/healthz"]:
        response = client.get(address)
        assert not response.cookies, address
    assert not client.cookies


def test_a_cache_may_keep_what_everybody_gets(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        control = client.get(address).get("Cache-Control", "")
        assert "private" not in control, address
        assert "no-store" not in control, address


def test_a_page_that_differs_for_editors_says_so_to_caches(
    client: Client, cast: Cast, wijk: WijkPage
) -> None:
    address = address_of(wijk)
    assert "Cookie" in client.get(address)["Vary"]
    anonymous = client.get(address).content
    client.force_login(cast.eindredacteur)
    assert client.get(address).content != anonymous, "the editor gets a menu to edit"
    assert "Cookie" in client.get(address)["Vary"]


@pytest.mark.parametrize("address", ["/sitemap.xml", "/robots.txt", "/nieuws/feed/"])
def test_what_is_the_same_for_everybody_does_not_vary_by_cookie(
    client: Client, site: Site, address: str
) -> None:
    assert "Cookie" not in client.get(address).get("Vary", "")


def test_a_page_that_did_not_change_is_not_sent_twice(client: Client, wijk: WijkPage) -> None:
    first = client.get(address_of(wijk))
    again = client.get(address_of(wijk), headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content


def test_the_site_allows_only_what_is_its_own(client: Client, addresses: list[str]) -> None:
    for address in [*addresses, "/bestaat-niet/", "/healthz"]:
        directives = policy(client.get(address)["Content-Security-Policy"])
        assert directives["default-src"] == {"'none'"}
        assert directives["script-src"] == {"'self'"}
        assert directives["style-src"] == {"'self'"}
        assert directives["connect-src"] == {"'self'"}
        assert directives["base-uri"] == {"'none'"}
        assert directives["form-action"] == {"'self'"}
        assert directives["frame-ancestors"] == {"'self'"}
        assert directives["frame-src"] == {"'self'", *EMBED_HOSTS}
        assert directives["img-src"] <= {"'self'", "data:", "https://service.pdok.nl"}


def test_no_page_needs_more_than_that(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        text = client.get(address).content.decode()
        assert " style=" not in text, address
        assert "<style" not in text, address
        assert " onload=" not in text, address
        for script in text.split("<script")[1:]:
            head = script.split(">", 1)[0]
            assert "src=" in head or 'type="application/ld+json"' in head, address


def test_the_admin_may_write_inline_and_the_page_beside_it_may_not(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.eindredacteur)
    admin = policy(client.get(reverse("wagtailadmin_home"))["Content-Security-Policy"])
    assert "'unsafe-inline'" in admin["script-src"]
    assert "'unsafe-eval'" not in admin["script-src"]
    assert admin["default-src"] == {"'none'"}
    assert admin["frame-ancestors"] == {"'self'"}
    site = policy(client.get("/")["Content-Security-Policy"])
    assert site["script-src"] == {"'self'"}


@pytest.mark.parametrize("address", ["/administratie/", "/admin.html", "/%61dmin-x/", "/ADMIN/"])
def test_what_only_looks_like_the_admin_gets_the_strict_policy(
    client: Client, site: Site, address: str
) -> None:
    directives = policy(client.get(address)["Content-Security-Policy"])
    assert directives["script-src"] == {"'self'"}


def test_every_answer_has_the_headers_that_internet_nl_asks_for(
    client: Client, addresses: list[str]
) -> None:
    for address in [*addresses, "/account/inloggen/", "/bestaat-niet/"]:
        response = client.get(address)
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "same-origin"
        assert response["X-Frame-Options"] == "DENY"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_admin_is_kept_by_no_cache(client: Client, cast: Cast) -> None:
    client.force_login(cast.superuser)
    assert "no-store" in client.get(reverse("wagtailadmin_home"))["Cache-Control"]

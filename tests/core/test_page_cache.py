"""Visitors without a session get pages from memory: the same ones, never old, never personal."""

import gzip
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from core import page_cache
from core.page_cache import PageCache
from tests.conftest import Cast
from tests.factories.wijken import InformatiePageFactory, address_of
from wijkpaginas.models import InformatiePage, WijkPage

pytestmark = pytest.mark.django_db


@dataclass
class Answer:
    status: str
    headers: dict[str, str]
    body: bytes
    queries: int

    @property
    def text(self) -> str:
        encoding = self.headers.get("Content-Encoding")
        if encoding == "br":
            return brotli.decompress(self.body).decode()
        return (gzip.decompress(self.body) if encoding == "gzip" else self.body).decode()


class Browser:
    """Asks a WSGI application as a web server does."""

    def __init__(self, site: Site, application: PageCache) -> None:
        self.site = site
        self.application = application

    def get(self, path: str, method: str = "GET", query: str = "", **headers: str) -> Answer:
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": self.site.hostname,
            "SERVER_PORT": str(self.site.port),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": self.site.hostname,
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.url_scheme": "http",
        } | {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        seen: list[Any] = []
        with CaptureQueriesContext(connection) as queries:
            response = self.application(environ, lambda *args: seen.append(args))
            body = b"".join(response)
            if hasattr(response, "close"):
                response.close()
        status, pairs = seen[0][:2]
        return Answer(status, dict(pairs), body, len(queries))


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Keep the connection of the test's transaction, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def browser(site: Site, settings: Any) -> Browser:
    settings.ALLOWED_HOSTS = ["*"]
    return Browser(site, PageCache(WSGIHandler()))


@pytest.fixture
def info(wijk: WijkPage) -> InformatiePage:
    return InformatiePageFactory(parent=wijk, title="Speeltuin")


def test_the_second_visitor_gets_the_page_for_one_query(
    browser: Browser, info: InformatiePage
) -> None:
    first = browser.get(address_of(info))
    second = browser.get(address_of(info))
    assert first.status == second.status == "200 OK", first.text
    assert first.text == second.text
    assert second.queries == 1
    for name in ("Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options"):
        assert second.headers[name] == first.headers[name]


def test_what_an_editor_publishes_is_seen_by_the_next_visitor(
    browser: Browser, info: InformatiePage
) -> None:
    browser.get(address_of(info))
    info.title = "Nieuwe speeltuin"
    info.save_revision().publish()
    assert "Nieuwe speeltuin" in browser.get(address_of(info)).text


def test_also_on_pages_that_only_list_it(
    browser: Browser, wijk: WijkPage, info: InformatiePage
) -> None:
    assert "Speeltuin" in browser.get(address_of(wijk)).text
    info.unpublish()
    assert "Speeltuin" not in browser.get(address_of(wijk)).text


def test_a_page_that_is_closed_is_gone_at_once(
    browser: Browser, wijk: WijkPage, info: InformatiePage
) -> None:
    browser.get(address_of(info))
    wijk.opening = WijkPage.Opening.BINNENKORT
    wijk.save_revision().publish()
    assert browser.get(address_of(info)).status == "404 Not Found"


def test_a_draft_changes_nothing(browser: Browser, info: InformatiePage) -> None:
    browser.get(address_of(info))
    info.title = "Geheim"
    info.save_revision()
    again = browser.get(address_of(info))
    assert again.queries == 1
    assert "Geheim" not in again.text


def test_the_clock_is_followed_within_a_minute(
    browser: Browser, info: InformatiePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.get(address_of(info))
    now = page_cache.time.monotonic()
    monkeypatch.setattr(page_cache.time, "monotonic", lambda: now + page_cache.MAX_AGE + 1)
    assert browser.get(address_of(info)).queries > 1


def test_who_has_a_session_is_never_answered_from_memory_and_never_kept(
    browser: Browser, info: InformatiePage, cast: Cast, client: Any
) -> None:
    client.force_login(cast.redacteur)
    session = f"sessionid={client.cookies['sessionid'].value}"
    seen_by_editor = browser.get(address_of(info), cookie=session)
    assert "wagtail-userbar" in seen_by_editor.text
    seen_by_visitor = browser.get(address_of(info))
    assert seen_by_visitor.queries > 1
    assert "wagtail-userbar" not in seen_by_visitor.text
    assert "wagtail-userbar" in browser.get(address_of(info), cookie=session).text


@pytest.mark.parametrize("cookie", ["csrftoken=abc", "anything=1"])
def test_an_answer_to_a_request_with_a_cookie_is_not_kept(
    browser: Browser, info: InformatiePage, cookie: str
) -> None:
    browser.get(address_of(info), cookie=cookie)
    assert browser.get(address_of(info)).queries > 1


def test_a_form_with_a_token_is_not_kept(browser: Browser) -> None:
    browser.get("/account/inloggen/")
    answer = browser.get("/account/inloggen/")
    assert "csrfmiddlewaretoken" in answer.text
    assert "Set-Cookie" in answer.headers


def test_a_kept_page_carries_no_cookie_and_no_id_of_a_request(
    browser: Browser, info: InformatiePage
) -> None:
    browser.get(address_of(info))
    names = {name.lower() for name in browser.get(address_of(info)).headers}
    assert not names & {"set-cookie", "x-request-id"}


@pytest.mark.parametrize("query", ["q=boom", "utm_source=x", "pagina=1&naam=jan", "pagina=99999"])
def test_what_visitors_type_is_not_kept(browser: Browser, info: InformatiePage, query: str) -> None:
    browser.get(address_of(info), query=query)
    assert browser.get(address_of(info), query=query).queries > 1


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("", None),
        ("identity", None),
        ("*", None),
    ],
)
def test_pages_are_sent_in_the_smallest_form_that_the_browser_takes(
    browser: Browser, info: InformatiePage, accepts: str, encoding: str | None
) -> None:
    plain = browser.get(address_of(info)).text
    answer = browser.get(address_of(info), accept_encoding=accepts)
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.text == plain
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert answer.headers["Content-Length"] == str(len(answer.body))


def test_who_has_the_page_is_told_that_nothing_changed(
    browser: Browser, info: InformatiePage
) -> None:
    browser.get(address_of(info))
    etag = browser.get(address_of(info), accept_encoding="br").headers["ETag"]
    again = browser.get(address_of(info), if_none_match=etag)
    assert again.status == "304 Not Modified"
    assert again.body == b""
    info.title = "Nieuwe speeltuin"
    info.save_revision().publish()
    assert browser.get(address_of(info), if_none_match=etag).status == "200 OK"


def test_a_question_for_the_head_gets_no_body(browser: Browser, info: InformatiePage) -> None:
    browser.get(address_of(info))
    answer = browser.get(address_of(info), method="HEAD")
    assert (answer.status, answer.body, answer.queries) == ("200 OK", b"", 1)


def test_other_methods_reach_django(browser: Browser, info: InformatiePage) -> None:
    browser.get(address_of(info))
    assert browser.get(address_of(info), method="DELETE").status != "200 OK"


@pytest.mark.parametrize("path", ["/bestaat-niet/", "/\0", "/%00", "/wijken/\udcff"])
def test_errors_are_not_kept(browser: Browser, path: str) -> None:
    path = path.encode("utf-8", "surrogateescape").decode("latin-1")
    browser.get(path)
    assert browser.get(path).status.startswith("404")
    assert browser.application.pages == {}


def test_another_municipality_gets_nothing_of_it(
    browser: Browser, info: InformatiePage, other_site: Site
) -> None:
    browser.get(address_of(info))
    assert browser.get(address_of(info), host=other_site.hostname).status == "404 Not Found"


def test_a_host_that_is_not_ours_is_refused(
    browser: Browser, info: InformatiePage, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = [browser.site.hostname]
    browser.get(address_of(info))
    assert browser.get(address_of(info), host="evil.example").status == "400 Bad Request"


def test_memory_is_bounded(
    browser: Browser, wijk: WijkPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_cache, "MAX_BYTES", 40_000)
    for number in range(4):
        browser.get(address_of(InformatiePageFactory(parent=wijk, title=f"Pagina {number}")))
    assert browser.application.size <= 40_000
    assert len(browser.application.pages) < 4


def test_two_caches_agree(site: Site, info: InformatiePage, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    one, two = (Browser(site, PageCache(WSGIHandler())) for _ in range(2))

    def ask(browser: Browser) -> str:
        return browser.get(address_of(info)).text

    assert ask(one) == ask(two)
    info.title = "Van een ander proces"
    info.save_revision().publish()
    assert all("Van een ander proces" in ask(browser) for browser in (one, two))

"""Whole pages for visitors whom the site does not know, kept in memory in front of Django.

`PageCache` wraps the WSGI application. `EditionMiddleware`, inside it, says of an answer whether it
is the same for everybody. A kept answer costs one small question to the database: the edition of
the site (`core.editions`). An answer from an earlier edition is never given again, in whichever
process the change was made.
"""

import gzip
import re
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import brotli
from django.conf import settings
from django.core.signals import request_finished
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from core import editions
from core.middleware import is_admin

# Lists leave out what is over: a page may lag behind the clock by this many seconds.
MAX_AGE = 60
MAX_BYTES = 64 * 1024 * 1024
MAX_PAGE_BYTES = 1024 * 1024
# What else visitors write into an address is theirs, and need not be kept.
KEPT_QUERY = re.compile(r"(?:(?:pagina=\d{1,4}|toon=voorbij|thema=[a-z0-9-]{1,80})(?:&|$))*")
# Headers of one answer, not of the page.
FLEETING = {"content-length", "content-encoding", "date", "etag", "x-request-id"}
# Where the middleware leaves its verdict for the cache around it.
SLOT = "samenwijk.page"


@dataclass
class Verdict:
    """An answer that is the same for everybody, as the middleware saw it."""

    edition: editions.Edition | None = None
    content: bytes = b""
    status: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list)


class EditionMiddleware:
    """Lets everything below it use the site's edition, and says what may be kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Editors look at what is not public yet.
        is_preview = getattr(request, "is_preview", False)
        if is_preview or is_admin(request):
            return self.get_response(request)
        edition = _edition_for(request)
        leave = editions.enter(edition)
        try:
            if edition:
                _use_remembered_site(request, edition)
            response = self.get_response(request)
        finally:
            leave()
        if edition and is_for_everybody(request, response):
            response["Cache-Control"] = "public, max-age=0, must-revalidate"
            is_page = response["Content-Type"].startswith("text/html")
            # Editors get their tools on pages.
            patch_vary_headers(response, ["Accept-Encoding", *(["Cookie"] if is_page else [])])
            verdict: Verdict | None = request.META.get(SLOT)
            if verdict:
                verdict.edition, verdict.content = edition, response.content
        return response


def _edition_for(request: HttpRequest) -> editions.Edition | None:
    """Leave it to the view to find out that there is no database: one of them reports it."""
    try:
        return editions.edition_for(request)
    except Error:
        return None


def _use_remembered_site(request: HttpRequest, edition: editions.Edition) -> None:
    """Spare Wagtail its own questions: which site this is, and where its addresses begin."""
    site = edition.site
    request._wagtail_site = site  # type: ignore[attr-defined]  # noqa: SLF001
    request._wagtail_cached_site_root_paths = edition.remember(  # type: ignore[attr-defined]  # noqa: SLF001
        "roots", lambda: [root for root in site.get_site_root_paths() if root.site_id == site.pk]
    )


def is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether every visitor without a session would get this same answer."""
    return (
        request.method == "GET"
        and response.status_code == 200
        and not response.streaming
        and not request.COOKIES
        and not response.cookies
        and "Authorization" not in request.headers
        # A form's token was written into the page.
        and "CSRF_COOKIE" not in request.META
        and not request.session.accessed
        # The view knows better.
        and not response.has_header("Cache-Control")
    )


@dataclass
class KeptPage:
    """An answer that is the same for everybody."""

    site_id: int
    edition: int
    etag: str
    headers: list[tuple[str, str]]
    bodies: dict[str, bytes]
    """By content encoding; compressed when first asked for."""
    kept_at: float = field(default_factory=time.monotonic)

    @property
    def size(self) -> int:
        # The compressed ones are a fraction of it.
        return 2 * len(self.bodies["identity"])

    def is_current(self) -> bool:
        return (
            time.monotonic() - self.kept_at < MAX_AGE
            and editions.number_of(self.site_id) == self.edition
        )

    def body(self, encoding: str) -> bytes:
        if encoding not in self.bodies:
            plain = self.bodies["identity"]
            self.bodies[encoding] = (
                brotli.compress(plain, quality=6) if encoding == "br" else gzip.compress(plain, 6)
            )
        return self.bodies[encoding]

    def answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from memory: in full, or that nothing changed."""
        if self.etag in parse_etags(environ.get("HTTP_IF_NONE_MATCH", "")):
            start_response("304 Not Modified", [*self.headers, ("ETag", self.etag)])
            return []
        encoding = _encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        body = self.body(encoding)
        headers = [*self.headers, ("ETag", self.etag), ("Content-Length", str(len(body)))]
        if encoding != "identity":
            headers.append(("Content-Encoding", encoding))
        start_response("200 OK", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


class PageCache:
    """A WSGI application that answers from memory what it may, and asks Django the rest."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application
        self.pages: OrderedDict[tuple[str, ...], KeptPage] = OrderedDict()
        self.size = 0
        self._lock = Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not _asks_for_a_public_page(environ):
            return self.application(environ, start_response)
        key = _key(environ)
        page = self.pages.get(key)
        if page is not None:
            current = page.is_current()
            # Gives the connection back to the pool.
            request_finished.send(sender=type(self))
            if current:
                return page.answer(environ, start_response)
        verdict = environ[SLOT] = Verdict()

        def watch(status: str, headers: list[tuple[str, str]], *exc_info: Any) -> Any:
            verdict.status, verdict.headers = status, headers
            return start_response(status, headers, *exc_info)

        response = self.application(environ, watch)
        if verdict.edition and verdict.status.startswith("200"):
            self._keep(key, verdict.edition, verdict)
        return response

    def _keep(self, key: tuple[str, ...], edition: editions.Edition, verdict: Verdict) -> None:
        headers = [(name, value) for name, value in verdict.headers if name.lower() not in FLEETING]
        etag = next((value for name, value in verdict.headers if name.lower() == "etag"), "")
        if not etag or len(verdict.content) > MAX_PAGE_BYTES:
            return
        page = KeptPage(
            edition.site_id,
            edition.number,
            # Weak, as the bytes depend on the encoding.
            etag if etag.startswith("W/") else f"W/{etag}",
            headers,
            {"identity": verdict.content},
        )
        with self._lock:
            self._drop(key)
            self.pages[key] = page
            self.size += page.size
            while self.size > MAX_BYTES:
                self._drop(next(iter(self.pages)))

    def _drop(self, key: tuple[str, ...]) -> None:
        old = self.pages.pop(key, None)
        if old:
            self.size -= old.size


def _asks_for_a_public_page(environ: WSGIEnvironment) -> bool:
    """Say whether a kept answer would do: nothing in the request says who asks."""
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or "HTTP_AUTHORIZATION" in environ:
        return False
    if "HTTP_HOST" not in environ or not KEPT_QUERY.fullmatch(environ.get("QUERY_STRING", "")):
        return False
    cookies = environ.get("HTTP_COOKIE", "")
    return not any(f"{name}=" in cookies for name in (settings.SESSION_COOKIE_NAME, "messages"))


def _key(environ: WSGIEnvironment) -> tuple[str, ...]:
    return (
        environ["wsgi.url_scheme"],
        environ.get("HTTP_X_FORWARDED_PROTO", ""),
        environ["HTTP_HOST"],
        environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
    )


def _encoding(accepted: str) -> str:
    """Choose the smallest encoding that the browser names; one with `q=0` it refuses."""
    offered = {}
    for part in accepted.lower().split(","):
        name, _separator, weight = part.partition(";")
        offered[name.strip()] = weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return next((name for name in ("br", "gzip") if offered.get(name)), "identity")

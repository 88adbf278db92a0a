"""What every answer of a server tells a browser, whichever part of it answers."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.core.production_content import EMAIL, PASSWORD
from tests.production import HOST, Server, Visitor, installation, serving

pytestmark = pytest.mark.django_db

EVERYWHERE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
}
ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "https://evil.example/",
    "https:evil.example",
    "http:///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "//evil.example\\@" + HOST,
    "https://" + HOST + "@evil.example/",
    "https://" + HOST + ".evil.example/",
    "javascript:alert(1)",
    "\thttps://evil.example",
    "/admin/\r\nLocation: https://evil.example",
]


@pytest.fixture(scope="module")
def running(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[Server, dict[str, Any]]]:
    with (
        django_db_blocker.unblock(),
        installation(tmp_path_factory.mktemp("headers")) as site,
    ):
        there = site.run("tests.core.production_content:fill", HOST)
        with serving(site, "tests.production_wsgi") as server:
            yield server, there


@pytest.fixture
def visitor(running: tuple[Server, dict[str, Any]]) -> Visitor:
    return running[0].visitor()


@pytest.fixture
def editor(visitor: Visitor) -> Visitor:
    assert visitor.log_in(EMAIL, PASSWORD).status_code == 302
    return visitor


ANSWERS: dict[str, tuple[str, str, dict[str, str], int]] = {
    "a page": ("GET", "/", {}, 200),
    "the head of a page": ("HEAD", "/", {}, 200),
    "a page that is not there": ("GET", "/bestaat-niet/", {}, 404),
    "a bad host": ("GET", "/", {"Host": "evil.example"}, 400),
    "a form without a token": ("POST", "/account/inloggen/", {}, 403),
    "an error in a view": ("GET", "/proef/fout/", {}, 500),
    "too much": ("GET", "/proef/te-groot/", {}, 413),
    "a stream": ("GET", "/proef/stroom/", {}, 200),
    "a slash too few": ("GET", "/wijken", {}, 301),
    "plain HTTP": ("GET", "/", {"X-Forwarded-Proto": "http"}, 301),
    "a style sheet": ("GET", "/static/css/site.css", {}, 200),
    "the way to the login": ("GET", "/admin/", {}, 302),
    "the login": ("GET", "/account/inloggen/", {}, 200),
    "a file for robots": ("GET", "/robots.txt", {}, 200),
    "the health": ("GET", "/healthz", {}, 200),
    "a feed": ("GET", "/nieuws/feed/", {}, 200),
}


@pytest.mark.parametrize("case", ANSWERS.values(), ids=ANSWERS)
def test_every_answer_has_the_headers(
    visitor: Visitor, case: tuple[str, str, dict[str, str], int]
) -> None:
    method, path, headers, status = case
    response = visitor.ask(method, path, headers=headers)
    assert response.status_code == status
    wanted = dict(EVERYWHERE)
    if headers.get("X-Forwarded-Proto") == "http":
        # Browsers ignore it there, and the standard forbids it.
        del wanted["Strict-Transport-Security"]
    assert {name: response.headers.get(name) for name in wanted} == wanted
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert response.headers["Content-Security-Policy"]
    assert response.headers["X-Request-ID"]
    assert response.headers["Server"] == "web"
    assert "X-Powered-By" not in response.headers


def test_a_page_that_did_not_change_has_them_too(visitor: Visitor) -> None:
    etag = visitor.get("/").headers["ETag"]
    for _ in range(2):
        response = visitor.get("/", headers={"If-None-Match": etag})
        assert response.status_code == 304
        assert {name: response.headers.get(name) for name in EVERYWHERE} == EVERYWHERE
        assert "script-src 'self'" in response.headers["Content-Security-Policy"]


def test_the_admin_is_kept_by_no_cache(editor: Visitor) -> None:
    for path in ("/admin/", "/admin/pages/", "/admin/login/", "/admin/bestaat-niet/"):
        assert editor.get(path).headers["Cache-Control"] == "private, no-store", path


def test_inline_scripts_run_in_the_admin_only(editor: Visitor) -> None:
    assert "'unsafe-inline'" in editor.get("/admin/").headers["Content-Security-Policy"]
    for path in ("/", "/bestaat-niet/", "/robots.txt", "/proef/fout/"):
        policy = editor.get(path).headers["Content-Security-Policy"]
        assert "unsafe" not in policy, path
        assert "default-src 'none'" in policy


def test_cookies_are_tied_to_the_host_and_out_of_reach_of_scripts(visitor: Visitor) -> None:
    def cookies(response: requests.Response) -> dict[str, str]:
        given = response.raw.headers.getlist("Set-Cookie")
        return {line.partition("=")[0]: line.lower() for line in given}

    login = cookies(visitor.get("/account/inloggen/"))
    entered = cookies(visitor.log_in(EMAIL, PASSWORD))
    assert "__Host-csrf" in login
    assert "__Host-session" in entered
    for name, line in {**login, **entered}.items():
        if name == "messages":
            continue
        assert name.startswith("__Host-"), name
        assert {"secure", "httponly", "path=/", "samesite=lax"} <= set(line.split("; ")), line
        assert "domain=" not in line


def stays(response: requests.Response) -> bool:
    """Say whether an answer leads to one place, of staff or residents of this same host."""
    (location,) = response.raw.headers.getlist("Location")
    return location.startswith(("/admin/", "/mijn/")) and location.isprintable()


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_sent_elsewhere_after_the_login(visitor: Visitor, address: str) -> None:
    response = visitor.log_in(EMAIL, PASSWORD, next=address)
    assert response.status_code == 302
    assert stays(response)
    # Who is logged in already is sent on at once.
    assert stays(visitor.get("/admin/login/", params={"next": address}))


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_sent_elsewhere_after_logging_out(editor: Visitor, address: str) -> None:
    token = editor.token("/admin/account/")
    data = {"csrfmiddlewaretoken": token, "next": address}
    assert stays(editor.post("/admin/logout/", data))


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_sent_elsewhere_by_a_page_with_a_password(visitor: Visitor, address: str) -> None:
    form = visitor.get("/besloten/").text
    action = form.partition('action="')[2].partition('"')[0]
    token = form.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    data = {"csrfmiddlewaretoken": token, "password": "sesam", "return_url": address}
    response = visitor.post("/" + action.split("/", 3)[-1].lstrip("/"), data)
    location = response.headers.get("Location", "/")
    assert location.startswith("/")
    assert location[1:2] not in {"/", "\\"}


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "//evil.example/wijken",
        "/\\evil.example",
        "/%2Fevil.example/a",
        "/%0d%0aX-A: b",
    ],
)
def test_no_path_is_taken_for_another_host(visitor: Visitor, path: str) -> None:
    response = visitor.get(path)
    location = response.headers.get("Location", "/")
    own = (f"https://{HOST}/", "/")
    assert location.startswith(own)
    assert location[1:2] not in {"/", "\\"}
    assert "X-A" not in response.headers


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-URL"])
def test_only_the_host_itself_says_which_site_it_is(visitor: Visitor, name: str) -> None:
    for path in ("/robots.txt", "/sitemap.xml", "/", "/wijken"):
        response = visitor.get(path, headers={name: "evil.example"})
        assert "evil.example" not in response.text + str(response.headers), path


@pytest.mark.parametrize(
    "host", ["evil.example", f"{HOST}.evil.example", f"{HOST}@evil.example", ""]
)
def test_another_host_gets_nothing(running: tuple[Server, dict[str, Any]], host: str) -> None:
    with socket.create_connection(("127.0.0.1", running[0].port), timeout=10) as connection:
        request = f"GET / HTTP/1.1\r\nHost: {host}\r\nX-Forwarded-Proto: https\r\n"
        connection.sendall(f"{request}Connection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert b" 400 " in answer.splitlines()[0]

"""What a server writes about its visitors: that somebody asked for something, and no more."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from core.logs import JsonFormatter, without_persons
from tests.core.production_content import EMAIL, PASSWORD
from tests.production import HOST, Server, installation, serving

NAME, PHONE, ADDRESS = "Willemijn van Schaik", "06-12345678", "198.51.100.23"
PERSONAL = [NAME, "Willemijn", "Schaik", PHONE, ADDRESS, EMAIL, "jan.jansen", PASSWORD, "127.0.0.1"]


@pytest.fixture(scope="module")
def running(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Server]:
    with (
        django_db_blocker.unblock(),
        installation(tmp_path_factory.mktemp("logs")) as site,
    ):
        site.run("tests.core.production_content:fill", HOST)
        with serving(site, "tests.production_wsgi") as server:
            yield server


def lines(server: Server) -> list[dict[str, Any]]:
    return [json.loads(line) for line in server.log.read_text().splitlines()]


@pytest.mark.django_db
def test_nothing_about_a_person_is_in_the_logs(running: Server) -> None:
    visitor = running.visitor()
    client = {"X-Forwarded-For": ADDRESS, "User-Agent": NAME}
    visitor.get("/zoeken/", params={"q": NAME}, headers=client)
    visitor.get("/wijken/", params={"q": EMAIL}, headers=client)
    visitor.get("/bestaat-niet/" + EMAIL, headers=client)
    visitor.get("/proef/fout/", params={"naam": NAME}, headers=client)
    visitor.get("/", headers={**client, "Host": EMAIL})
    visitor.log_in(EMAIL, NAME)
    visitor.log_in(EMAIL, PASSWORD)
    visitor.get("/admin/", headers=client)
    visitor.post("/account/inloggen/wachtwoord/", {"login": EMAIL, "password": PASSWORD})
    text = running.log.read_text()
    for secret in PERSONAL:
        assert secret not in text, secret
    for value in visitor.cookies.values():
        assert value not in text


@pytest.mark.django_db
def test_each_line_is_an_object_and_each_request_has_one(running: Server) -> None:
    visitor = running.visitor()
    response = visitor.get("/wijken/", params={"q": "x"})
    (line,) = [
        line
        for line in lines(running)
        if line.get("request_id") == response.headers["X-Request-ID"]
    ]
    assert line["logger"] == "core.logs"
    wanted = {"method": "GET", "path": "/wijken/", "status": 200, "host": HOST, "level": "INFO"}
    assert wanted.items() <= line.items()
    assert line["ms"] > 0
    assert line["time"].endswith("+00:00")


@pytest.mark.django_db
def test_an_error_tells_where_it_was_and_not_what_was_typed(running: Server) -> None:
    response = running.visitor().get("/proef/fout/", params={"naam": NAME})
    assert response.status_code == 500
    found = [
        line
        for line in lines(running)
        if line.get("request_id") == response.headers["X-Request-ID"]
    ]
    (error,) = [line for line in found if "exception" in line]
    assert error["level"] == "ERROR"
    assert error["exception"][0]["type"] == "builtins.ValueError"
    assert error["exception"][0]["trace"][-1].endswith(" fails")
    assert [line["status"] for line in found if "status" in line] == [500]


@pytest.mark.django_db
def test_the_proxy_may_say_which_request_it_is(running: Server) -> None:
    wanted = "7f9c1c4a-0000-4000-8000-1234567890ab"
    response = running.visitor().get("/healthz", headers={"X-Request-ID": wanted})
    assert response.headers["X-Request-ID"] == wanted


@pytest.mark.django_db
@pytest.mark.parametrize(
    "bad", ["kort", "a" * 65, "jan@example.nl", "a b c d e f", '{"a": "bcdef"}']
)
def test_another_id_is_not_taken_over(running: Server, bad: str) -> None:
    response = running.visitor().get("/healthz", headers={"X-Request-ID": bad})
    assert response.headers["X-Request-ID"] != bad
    assert len(response.headers["X-Request-ID"]) == 36


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("550 <jan.jansen@privé.nl> unknown", "550 <[e-mail]> unknown"),
        ("Mail to jan+wijk@mail.example.nl failed", "Mail to [e-mail] failed"),
        ("Bel 06-12345678 of 024 123 45 67", "Bel [telefoon] of [telefoon]"),
        ("Bel +31 6 12345678", "Bel [telefoon]"),
        ("Bel 0470/12.34.56", "Bel [telefoon]"),
        ("from 198.51.100.23 and 2001:db8::17", "from [ip] and [ip]"),
        ("/zoeken/?q=Jan+Jansen", "/zoeken/"),
        (
            "/admin/password_reset/confirm/MQ/cx3x8t-0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e/",
            "/admin/password_reset/confirm/MQ/cx3x8t-[code]/",
        ),
        ("Rendition 1234 of picture 56 took 78.9 ms", "Rendition 1234 of picture 56 took 78.9 ms"),
        ("/nieuws/zelf-iets-organiseren-in-2026/", "/nieuws/zelf-iets-organiseren-in-2026/"),
        ("at 2026-11-22 11:40:23", "at 2026-11-22 11:40:23"),
    ],
)
def test_what_points_at_a_person_is_taken_out(text: str, clean: str) -> None:
    assert without_persons(text) == clean


def test_a_line_break_starts_no_line_of_its_own() -> None:
    record = logging.makeLogRecord({"msg": 'een\ntwee {"level": "ERROR"}', "levelname": "INFO"})
    line = JsonFormatter().format(record)
    assert "\n" not in line
    assert json.loads(line)["message"] == 'een\ntwee {"level": "ERROR"}'


def test_a_long_text_is_cut_off_before_it_is_searched() -> None:
    record = logging.makeLogRecord({"msg": "a@" * 1_000_000, "levelname": "INFO"})
    assert len(JsonFormatter().format(record)) < 6000


def test_the_cause_of_an_error_is_told_too() -> None:
    try:
        try:
            int(NAME)
        except ValueError as error:
            raise KeyError(NAME) from error
    except KeyError as error:
        told = (KeyError, error, error.__traceback__)
        record = logging.makeLogRecord({"msg": "mis", "levelname": "ERROR", "exc_info": told})
    line = JsonFormatter().format(record)
    types = [part["type"] for part in json.loads(line)["exception"]]
    assert types == ["builtins.KeyError", "builtins.ValueError"]
    assert NAME not in line

"""Asking where an address is: what is asked, what is kept, and what a bad service can do."""

import json
import logging
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from kaart.geocoding import GeocoderError, Near, Place, find_places, is_available
from kaart.geocoding.geocoder import SILENT, normalise
from kaart.geocoding.transport import fetch
from tests.kaart.geocoder_stub import (
    Stub,
    doc,
    drip_body,
    drip_head,
    drip_without_length,
    found,
    geocoder,
    hang,
    raw_server,
)

NEAR = Near("GM0268", (5.0, 51.0, 6.0, 52.0))


@pytest.fixture
def stub(settings: Settings) -> Iterator[Stub]:
    with geocoder() as (service, address):
        settings.GEOCODER_URL = address
        yield service


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("6511ab 12", "6511 AB 12"),
        ("6511 AB", "6511 AB"),
        ("  6511  ab  ", "6511 AB"),
        ("Kerkstraat 12-3", "Kerkstraat 12-3"),
        ("'s-Gravenhage", "'s-Gravenhage"),
        ("Burg. Oudstraat 1a", "Burg. Oudstraat 1a"),
        ('"><svg onload=x>', "svg onload x"),
        ("a\0b\r\nc", "a b c"),
        ("*:*", ""),
        ("x" * 20_000, "x" * 100),
    ],
)
def test_an_address_is_asked_for_as_the_service_likes_it(typed: str, asked: str) -> None:
    assert normalise(typed) == asked


def test_a_place_has_a_name_and_a_point(stub: Stub) -> None:
    stub.finds(doc("Kerkstraat 1, 6511AB Nijmegen", 51.8, 5.8))
    place = Place("Kerkstraat 1, 6511AB Nijmegen", 51.8, 5.8, "adres")
    assert find_places("6511ab 1", near=NEAR) == [place]


def test_only_the_municipality_is_asked_for(stub: Stub) -> None:
    find_places("Kerkstraat 1", near=NEAR)
    (asked,) = stub.asked
    assert asked["q"] == ["Kerkstraat 1"]
    assert "gemeentecode:0268" in asked["fq"]
    assert set(asked) == {"q", "fq", "fl", "rows"}


def test_without_a_code_the_bounds_decide(stub: Stub) -> None:
    stub.finds(doc("Hier", 51.5, 5.5), doc("Daar", 53.0, 5.5))
    places = find_places("straat", near=Near(bounds=NEAR.bounds))
    assert [place.label for place in places] == ["Hier"]
    assert not any("gemeentecode" in value for value in stub.asked[0]["fq"])


@pytest.mark.parametrize("typed", ["Kerk OR *:*", "a AND fq=b", "x~2 ^3 {!func}", "a\\b/c?d"])
def test_the_query_language_of_the_service_is_not_for_visitors(stub: Stub, typed: str) -> None:
    find_places(typed, near=NEAR)
    assert not set('+&|!(){}[]^"~*?:\\/') & set(stub.asked[0]["q"][0])


def test_look_alikes_go_when_one_has_every_word(stub: Stub) -> None:
    stub.finds(doc("Kerkstraat 1, 6511AB", 51.8, 5.8), doc("Kerkstraat 10, 6512AC", 51.9, 5.9))
    assert [p.label for p in find_places("kerkstraat 1", near=NEAR)] == ["Kerkstraat 1, 6511AB"]
    assert len(find_places("kerkstr", near=NEAR)) == 2


def test_an_answer_is_kept_for_the_next_who_asks(stub: Stub) -> None:
    stub.finds(doc("Kerkstraat 1, 6511AB", 51.8, 5.8))
    first = find_places("6511ab 1", near=NEAR)
    assert find_places("6511 AB  1", near=NEAR) == first
    assert len(stub.asked) == 1
    find_places("6511ab 1", near=Near("GM0363"))
    assert len(stub.asked) == 2


def test_no_address_stands_in_a_key_of_the_cache(
    stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    find_places("Kerkstraat 1", near=NEAR)
    keys = list(cache._cache)  # type: ignore[attr-defined]  # noqa: SLF001
    assert keys
    assert not any("kerkstraat" in key.lower() for key in keys)


def test_nothing_is_written_to_the_log(stub: Stub, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    stub.says("kapot", status=500)
    with pytest.raises(GeocoderError):
        find_places("Kerkstraat 1", near=NEAR)
    assert "Kerkstraat" not in caplog.text


GOOD = doc("Kerkstraat 1", 51.8, 5.8)
BAD_ANSWERS: list[tuple[str, int]] = [
    ("", 200),
    ("kapot", 200),
    ("null", 200),
    ("[]", 200),
    ("{}", 200),
    ('{"response": []}', 200),
    ('{"response": {"docs": {}}}', 200),
    ('{"response": {"docs": [null]}}', 200),
    ('{"response": {"docs": [1e999]}}', 200),
    ("[" * 100_000, 200),
    ("\xff", 200),
    (json.dumps(found(GOOD | {"centroide_ll": "POINT(NaN NaN)"})), 200),
    (json.dumps(found(GOOD | {"centroide_ll": "POINT(5.8 inf)"})), 200),
    (json.dumps(found(GOOD | {"centroide_ll": "POINT(5.8 91)"})), 200),
    (json.dumps(found(GOOD | {"centroide_ll": "POINT(1e400 51)"})), 200),
    (json.dumps(found(GOOD | {"centroide_ll": "LINESTRING(5 51)"})), 200),
    (json.dumps(found(GOOD | {"centroide_ll": 3})), 200),
    (json.dumps(found(GOOD | {"weergavenaam": None})), 200),
    (json.dumps(found({})), 200),
    (json.dumps(found(GOOD)) + " " * 600_000, 200),
    (json.dumps(found(GOOD)), 500),
    (json.dumps(found(GOOD)), 404),
    (json.dumps(found(GOOD)), 204),
]


@pytest.mark.parametrize(("body", "status"), BAD_ANSWERS)
def test_a_bad_answer_is_no_answer(stub: Stub, body: str, status: int) -> None:
    stub.says(body, status=status)
    with pytest.raises(GeocoderError):
        find_places("Kerkstraat 1", near=NEAR)


def test_a_redirect_is_not_followed(stub: Stub) -> None:
    with geocoder() as (other, address):
        stub.says("", status=302, Location=f"{address}/free?q=x")
        with pytest.raises(GeocoderError):
            find_places("Kerkstraat 1", near=NEAR)
        assert other.asked == []


def test_an_answer_that_is_cut_off_is_no_answer(stub: Stub) -> None:
    stub.says(json.dumps(found(GOOD)), **{"Content-Length": "9999"})
    with pytest.raises(GeocoderError):
        find_places("Kerkstraat 1", near=NEAR)


@pytest.mark.parametrize("talk", [hang, drip_head, drip_body, drip_without_length])
def test_a_slow_service_holds_nobody_longer_than_the_time_out(
    settings: Settings, talk: Callable[[Any], None]
) -> None:
    settings.GEOCODER_TIMEOUT = 0.5
    with raw_server(talk) as address:
        settings.GEOCODER_URL = address
        start = time.monotonic()
        with pytest.raises(GeocoderError):
            find_places("Kerkstraat 1", near=NEAR)
        assert time.monotonic() - start < 1.5


def test_a_service_that_failed_is_left_alone_for_a_while(stub: Stub) -> None:
    stub.says("kapot", status=500)
    for _visitor in range(3):
        with pytest.raises(GeocoderError):
            find_places("Kerkstraat 1", near=NEAR)
    assert len(stub.asked) == 1
    cache.delete(SILENT)
    stub.finds(GOOD)
    assert find_places("Kerkstraat 1", near=NEAR)


def test_what_was_found_before_is_still_known_while_the_service_is_silent(stub: Stub) -> None:
    stub.finds(GOOD)
    places = find_places("Kerkstraat 1", near=NEAR)
    stub.says("", status=500)
    with pytest.raises(GeocoderError):
        find_places("Kerkstraat 2", near=NEAR)
    assert find_places("Kerkstraat 1", near=NEAR) == places


def test_a_service_that_is_not_there_is_an_error(settings: Settings) -> None:
    settings.GEOCODER_URL = "http://127.0.0.1:1/v3_1"
    with pytest.raises(GeocoderError):
        find_places("Kerkstraat 1", near=NEAR)


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://127.0.0.1/", "kerkstraat", "http://", "http://[", "http://a:b/"],
)
def test_only_web_addresses_are_asked(address: str) -> None:
    with pytest.raises(GeocoderError):
        fetch(address, seconds=1, max_bytes=10)


def test_a_certificate_is_verified(stub: Stub, settings: Settings) -> None:
    settings.GEOCODER_URL = settings.GEOCODER_URL.replace("http:", "https:")
    with pytest.raises(GeocoderError):
        find_places("Kerkstraat 1", near=NEAR)
    assert stub.asked == []


class OtherService:
    """What a municipality elsewhere would write."""

    def search(self, text: str, *, near: Near) -> list[Place]:
        return [Place(f"{text} in Gent", 51.05, 3.72, "adres")]


def test_another_service_can_take_its_place(settings: Settings) -> None:
    settings.GEOCODER_BACKEND = "tests.kaart.test_geocoding.OtherService"
    settings.GEOCODER_URL = "https://geocoder.example.be"
    assert find_places("Veldstraat", near=Near())[0].label == "Veldstraat in Gent"


def test_without_an_address_of_a_service_there_is_none(settings: Settings) -> None:
    settings.GEOCODER_URL = ""
    assert not is_available()
    with pytest.raises(GeocoderError):
        find_places("Kerkstraat 1", near=NEAR)

import json
import socket

import pytest

from kaart.areas import source
from kaart.areas.errors import AreaSourceError
from kaart.areas.source import read_pages

from .sources import collection, json_answer, link_to, web_server, wijk


def read(address):
    return [feature for page in read_pages(address) for feature in page.features]


def refusal(address):
    with pytest.raises(AreaSourceError) as caught:
        read(address)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_file_is_read_with_or_without_a_byte_order_mark(write):
    text = json.dumps(collection(wijk()))
    assert len(read(write(text))) == 1
    assert len(read(write(b"\xef\xbb\xbf" + text.encode()))) == 1


@pytest.mark.parametrize("cut", [5, 40, 200, 300, -1, -2, -3])
def test_a_file_that_is_cut_off_is_told_from_one_that_is_something_else(write, cut):
    text = json.dumps(collection(wijk(naam="é")), ensure_ascii=False)
    assert "afgebroken" in refusal(write(text[:cut]))


def test_a_file_that_ends_within_a_letter_is_cut_off(write):
    assert "afgebroken" in refusal(write('{"type": "é'.encode()[:-1]))


@pytest.mark.parametrize(
    "content",
    [
        "hallo",
        "<html></html>",
        "[]",
        "null",
        "12",
        "{}",
        '{"type": "Topology", "objects": {}}',
        '{"type": "FeatureCollection"}',
        '{"type": "FeatureCollection", "features": {}}',
        '{"type": "Feature", "features": []}',
        '{"type": "FeatureCollection", "features": []} en nog iets',
        '{"type": "FeatureCollection", "features": [NaN]}',
        '{"type": "FeatureCollection", "features": [-Infinity]}',
        "[" * 100_000,
        '{"type": "FeatureCollection", "features": [' + "9" * 5000 + "]}",
        b"PK\x03\x04\x8f\x00",
        "{'type': 'FeatureCollection'}",
    ],
)
def test_what_is_not_geojson_is_refused_as_such(write, content):
    assert "geen GeoJSON" in refusal(write(content))


@pytest.mark.parametrize("content", ["", "  \n"])
def test_an_empty_file_is_called_empty(write, content):
    assert "leeg" in refusal(write(content))


def test_a_path_that_is_no_readable_file_is_named(tmp_path):
    assert "bestaat niet" in refusal(str(tmp_path / "weg.geojson"))
    assert "is een map" in refusal(str(tmp_path))


def test_a_file_beyond_the_limit_is_not_read(write, monkeypatch):
    monkeypatch.setattr(source, "MAX_BYTES", 100)
    assert "te groot" in refusal(write(collection(wijk())))


@pytest.mark.parametrize(
    "name", ["urn:ogc:def:crs:EPSG::28992", "EPSG:3857", "urn:ogc:def:crs:EPSG::31370", ""]
)
def test_another_projection_is_named_and_refused(write, name):
    crs = {"type": "name", "properties": {"name": name}}
    message = refusal(write(collection(wijk(), crs=crs)))
    assert "coördinatenstelsel" in message
    assert name in message


@pytest.mark.parametrize("crs", ["EPSG:28992", {"type": "link"}, {"properties": "RD"}])
def test_a_projection_that_is_written_oddly_is_refused_too(write, crs):
    assert "coördinatenstelsel" in refusal(write(collection(wijk(), crs=crs)))


@pytest.mark.parametrize(
    "name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326"]
)
def test_longitude_and_latitude_may_be_named(write, name):
    crs = {"type": "name", "properties": {"name": name}}
    assert len(read(write(collection(wijk(), crs=crs)))) == 1


def test_a_file_with_one_page_of_more_is_not_taken_for_all(write):
    assert "deel" in refusal(write(collection(wijk(), links=link_to("https://example.nl/2"))))
    assert "deel" in refusal(write(collection(wijk(), numberMatched=2)))


def test_the_pages_of_a_server_are_followed_to_the_end():
    def answer(path, _own):
        number = int(path.rpartition("=")[2])
        links = link_to(f"/items?page={number + 1}") if number < 3 else []
        return json_answer(collection(wijk(number), links=links, numberMatched=3))

    with web_server(answer) as address:
        pages = list(read_pages(f"{address}/items?page=1"))
    assert [len(page.features) for page in pages] == [1, 1, 1]
    assert pages[0].total == 3


def test_a_server_that_sends_fewer_areas_than_it_has_is_not_believed():
    with web_server(lambda *_: json_answer(collection(wijk(), numberMatched=5))) as address:
        assert "1 van de 5" in refusal(address)


def test_a_server_that_refers_in_circles_is_left():
    def answer(path, own):
        return json_answer(collection(wijk(), links=link_to(own + path)))

    with web_server(answer) as address:
        assert "dezelfde bladzijde" in refusal(f"{address}/items")


def test_a_server_that_never_ends_is_left(monkeypatch):
    monkeypatch.setattr(source, "MAX_PAGES", 3)

    def answer(path, _own):
        return json_answer(collection(wijk(), links=link_to(path + "1")))

    with web_server(answer) as address:
        assert "dezelfde bladzijde" in refusal(f"{address}/1")


@pytest.mark.parametrize(
    "link", ["http://127.0.0.2:9/items", "file:///etc/passwd", "https://[", "//example.nl/items"]
)
def test_a_link_to_another_host_or_scheme_is_not_followed(link):
    with web_server(lambda *_: json_answer(collection(wijk(), links=link_to(link)))) as address:
        assert "ander adres" in refusal(address)


@pytest.mark.parametrize(
    "links", [None, {}, ["next"], [{"rel": "next"}], [{"rel": "next", "href": ""}]]
)
def test_odd_links_are_no_next_page(links):
    with web_server(lambda *_: json_answer(collection(wijk(), links=links))) as address:
        assert len(read(address)) == 1


def test_an_error_of_the_server_is_passed_on():
    with web_server(lambda *_: json_answer({}, status=500)) as address:
        assert "fout 500" in refusal(address)


def test_an_answer_that_stops_halfway_is_refused():
    body = json.dumps(collection(wijk())).encode()

    def answer(_path, _own):
        return (200, body[:100], {"Content-Length": str(len(body))})

    with web_server(answer) as address:
        assert "afgebroken" in refusal(address)


def test_a_page_that_is_no_geojson_is_refused():
    with web_server(lambda *_: (200, b"<!doctype html>", {})) as address:
        assert "geen GeoJSON" in refusal(address)


def test_all_pages_together_stay_within_the_limit(monkeypatch):
    page = collection(wijk(), links=link_to("/2"))
    monkeypatch.setattr(source, "MAX_BYTES", len(json.dumps(page)) + 10)

    def answer(path, _own):
        return json_answer(page if path == "/1" else collection(wijk(2)))

    with web_server(answer) as address:
        assert "te groot" in refusal(f"{address}/1")


def test_a_redirect_may_lead_to_the_pages():
    def answer(path, own):
        if path == "/":
            return (302, b"", {"Location": f"{own}/items"})
        return json_answer(collection(wijk()))

    with web_server(answer) as address:
        assert len(read(f"{address}/")) == 1


def test_a_server_that_is_not_there_is_named():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}/items"
    assert "niet bereikbaar" in refusal(address)


def test_a_server_that_keeps_silent_is_left(monkeypatch):
    monkeypatch.setattr(source, "TIMEOUT", (0.2, 0.2))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert "niet op tijd" in refusal(address)


@pytest.mark.parametrize(
    "address", ["ftp://example.nl/a", "file:///etc/passwd", "http://", "http://["]
)
def test_only_web_addresses_are_addresses(address):
    assert "http" in refusal(address)

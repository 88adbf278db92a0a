"""A geocoder of our own on this machine: it answers, errs, drips or says nothing."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.kaart.sources import Answer, web_server


def doc(label: str, lat: float, lon: float, kind: str = "adres") -> dict[str, str]:
    return {"weergavenaam": label, "type": kind, "centroide_ll": f"POINT({lon} {lat})"}


def found(*docs: Any) -> dict[str, Any]:
    return {"response": {"numFound": len(docs), "docs": list(docs)}}


class Stub:
    """What the service says, and what it was asked."""

    def __init__(self) -> None:
        self.answer: Answer = (200, json.dumps(found()).encode(), {})
        self.asked: list[dict[str, list[str]]] = []

    def finds(self, *docs: Any) -> None:
        self.says(json.dumps(found(*docs)))

    def says(self, body: str | bytes, status: int = 200, **headers: str) -> None:
        content = body.encode() if isinstance(body, str) else body
        self.answer = (status, content, headers)

    def respond(self, path: str, _address: str) -> Answer:
        parts = urlsplit(path)
        assert parts.path in {"/v3_1/free", "/v3_1/reverse"}
        self.asked.append(parse_qs(parts.query))
        return self.answer


@contextmanager
def geocoder() -> Iterator[tuple[Stub, str]]:
    """Run a stub; yield it and its address."""
    stub = Stub()
    with web_server(stub.respond) as address:
        yield stub, f"{address}/v3_1"


@contextmanager
def raw_server(talk: Callable[[socket.socket], None]) -> Iterator[str]:
    """Accept connections and let `talk` say what it likes, byte by byte."""
    server = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def run() -> None:
        server.settimeout(0.1)
        while not stop.is_set():
            try:
                connection, _address = server.accept()
            except TimeoutError:
                continue
            with connection:
                try:
                    talk(connection)
                except OSError:
                    continue

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/v3_1"
    finally:
        stop.set()
        thread.join()
        server.close()


def hang(connection: socket.socket) -> None:
    """Take the question and never answer; end when the other side gives up."""
    connection.settimeout(10)
    while connection.recv(1000):
        pass


def drip_head(connection: socket.socket) -> None:
    connection.recv(1000)
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
    _drip(connection)


def drip_body(connection: socket.socket) -> None:
    connection.recv(1000)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    _drip(connection)


def drip_without_length(connection: socket.socket) -> None:
    connection.recv(1000)
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n" + json.dumps(found()).encode())
    _drip(connection)


def _drip(connection: socket.socket) -> None:
    for _second in range(100):
        connection.sendall(b" ")
        time.sleep(0.05)

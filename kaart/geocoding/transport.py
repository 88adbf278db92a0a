"""One request to another server, that never takes longer than it may.

The time-outs of `requests` and of sockets count from byte to byte: a server that sends one byte now
and then would hold a thread for as long as it likes. Here a clock cuts the connection.
"""

import socket
import ssl
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer
from time import monotonic
from urllib.parse import urlsplit

from .geocoder import GeocoderError

HEADERS = {"Accept": "application/json", "User-Agent": "Samenwijk", "Connection": "close"}
OK = 200


def fetch(address: str, *, seconds: float, max_bytes: int) -> bytes:
    """Return the content at an address; GeocoderError for anything but a complete answer in time.

    Redirects are not followed: what the service is asked for goes nowhere else.
    """
    ends_at = monotonic() + seconds
    sock: socket.socket | None = None
    clock: Timer | None = None
    try:
        parts = urlsplit(address)
        is_safe = parts.scheme == "https"
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise GeocoderError
        connection = (HTTPSConnection if is_safe else HTTPConnection)(parts.hostname, parts.port)
        sock = _connect(connection.host, connection.port, ends_at)
        if is_safe:
            # The handshake comes later, when the clock runs.
            sock = ssl.create_default_context().wrap_socket(
                sock, server_hostname=parts.hostname, do_handshake_on_connect=False
            )
        clock = Timer(max(ends_at - monotonic(), 0), _cut, [sock])
        clock.daemon = True
        clock.start()
        if isinstance(sock, ssl.SSLSocket):
            sock.do_handshake()
        connection.sock = sock
        connection.request("GET", f"{parts.path}?{parts.query}", headers=HEADERS)
        answer = connection.getresponse()
        if answer.status != OK:
            raise GeocoderError
        content = answer.read(max_bytes + 1)
        # A connection that was cut may look like one that ended.
        if len(content) > max_bytes or monotonic() >= ends_at or answer.length:
            raise GeocoderError
    except (OSError, HTTPException, ValueError) as error:
        raise GeocoderError from error
    finally:
        if clock:
            clock.cancel()
        if sock:
            sock.close()
    return content


def _connect(host: str, port: int, ends_at: float) -> socket.socket:
    """Connect to the first address of a host that answers, all of them together in time."""
    for family, kind, protocol, _name, address in socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    ):
        left = ends_at - monotonic()
        if left <= 0:
            break
        sock = socket.socket(family, kind, protocol)
        sock.settimeout(left)
        try:
            sock.connect(address)
        except OSError:
            sock.close()
        else:
            return sock
    raise GeocoderError


def _cut(sock: socket.socket) -> None:
    """End a connection from another thread: whoever reads from it gets an error."""
    try:
        # Not the method of a TLS socket, which would change it under the reader's hands.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
    except OSError:
        return

"""Sources for an import: features, collections, and a web server that serves them in pages."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.factories.kaart import cells

AREAS = Path(__file__).resolve().parent / "areas"
WIJKEN = AREAS / "waterhage_wijken.geojson"
BUURTEN = AREAS / "waterhage_buurten.geojson"


def wijk(row: int = 1, geometry: Any = None, **properties: Any) -> dict[str, Any]:
    """Return a feature as the CBS has it; None as a value leaves the attribute out."""
    known = {
        "gemeentecode": "GM9999",
        "gemeentenaam": "Waterhage",
        "jaar": 2024,
        "water": "NEE",
        "wijkcode": f"WK9999{row:02d}",
        "wijknaam": f"Wijk {row}",
        "aantalInwoners": 1000 + row,
        **properties,
    }
    return {
        "type": "Feature",
        "properties": {name: value for name, value in known.items() if value is not None},
        "geometry": cells(0, row, 4) if geometry is None else geometry,
    }


def buurt(column: int = 1, row: int = 1, **properties: Any) -> dict[str, Any]:
    known = {
        "buurtcode": f"BU9999{row:02d}{column:02d}",
        "buurtnaam": f"Buurt {row}-{column}",
        "wijknaam": None,
    }
    return wijk(row, cells(column, row), **(known | properties))


def collection(*features: Any, **members: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **members}


def polygon(*ring: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


Answer = tuple[int, bytes, dict[str, str]]


@contextmanager
def web_server(answer: Callable[[str, str], Answer]) -> Iterator[str]:
    """Serve what `answer(path, own_address)` returns, on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host, port = self.server.server_address[:2]
            status, body, headers = answer(self.path, f"http://{host}:{port}")
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            """Keep the output of the tests clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def json_answer(value: Any, status: int = 200) -> Answer:
    return (status, json.dumps(value).encode(), {"Content-Type": "application/geo+json"})


def link_to(address: str) -> list[dict[str, str]]:
    return [{"rel": "self", "href": "/"}, {"rel": "next", "href": address}]

"""Asks for addresses inside this process: counts queries, or profiles. With `benchmarks.settings`.

python -m benchmarks.probe queries '[["home", "wijken.example.nl", "/"]]'
python -m benchmarks.probe profile '["home", "wijken.example.nl", "/"]' 200
"""

import cProfile
import json
import pstats
import sys
import uuid
from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import urlencode, urlsplit
from wsgiref.util import setup_testing_defaults

from benchmarks.areas import ROOT
from benchmarks.servers import APPS


def _ignore(*_arguments: Any) -> Callable[[bytes], object]:
    """Take status and headers, as a web server would."""
    return lambda _data: None


def _asker(
    host: str, path: str, form: dict[str, str] | None = None, cookie: str = ""
) -> Callable[[], None]:
    """Return what asks for one address as a visitor without cookies does, past the web server.

    With a `form` it sends that in, each time as another submission.
    """
    from cms.wsgi import application  # noqa: PLC0415

    def ask() -> None:
        environ: dict[str, Any] = {}
        setup_testing_defaults(environ)
        parts = urlsplit(path)
        environ |= {"HTTP_HOST": host, "PATH_INFO": parts.path, "QUERY_STRING": parts.query}
        environ["HTTP_ACCEPT_ENCODING"] = "br, gzip"
        if form:
            environ |= _posted(form, cookie)
        answer = application(environ, _ignore)
        b"".join(answer)
        # Django closes its connection then; an answer from the page cache has nothing to close.
        getattr(answer, "close", lambda: None)()

    return ask


def _posted(form: dict[str, str], cookie: str) -> dict[str, Any]:
    """Return what a browser adds to a request that sends in a form."""
    key = str(uuid.uuid4())
    body = urlencode({**form, "inzending": key, "titel": f"{form['titel']} {key[:8]}"}).encode()
    return {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_COOKIE": cookie,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": BytesIO(body),
    }


def count_queries(targets: list[list[Any]]) -> dict[str, int]:
    """Return the queries of each address, asked for the second time."""
    from django.db import connection  # noqa: PLC0415

    result = {}
    for name, *target in targets:
        ask, found = _asker(*target), 0

        def count(execute: Callable[..., Any], *arguments: Any) -> Any:
            nonlocal found
            found += 1
            return execute(*arguments)

        ask()
        with connection.execute_wrapper(count):
            ask()
        result[name] = found
    return result


def profile(target: list[Any], requests: int) -> None:
    """Print where the time of so many requests goes."""
    ask = _asker(*target[1:])
    for _ in range(10):
        ask()
    profiler = cProfile.Profile()
    profiler.enable()
    for _ in range(requests):
        ask()
    profiler.disable()
    print(f"{requests} requests for {target[0]}; divide by that for one.")
    statistics = pstats.Stats(profiler, stream=sys.stdout)
    for order in ("cumulative", "tottime"):
        statistics.sort_stats(order).print_stats(40)
    print("Of our own functions:")
    statistics.sort_stats("cumulative").print_stats(f"{ROOT}/({'|'.join(APPS)})/", 60)


def main() -> None:
    import django  # noqa: PLC0415

    django.setup()

    task, targets, *rest = sys.argv[1:]
    if task == "queries":
        print(json.dumps(count_queries(json.loads(targets))))
    else:
        profile(json.loads(targets), int(rest[0]))


if __name__ == "__main__":
    main()

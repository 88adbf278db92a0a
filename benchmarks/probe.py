"""Asks for addresses inside this process: counts queries, or profiles. With `benchmarks.settings`.

python -m benchmarks.probe queries '[["home", "wijken.example.nl", "/"]]'
python -m benchmarks.probe profile '["home", "wijken.example.nl", "/"]' 200
"""

import cProfile
import json
import pstats
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults


def _ignore(*_arguments: Any) -> Callable[[bytes], object]:
    """Take status and headers, as a web server would."""
    return lambda _data: None


def _asker(host: str, path: str) -> Callable[[], None]:
    """Return what asks for one address as a visitor without cookies does, past the web server."""
    from cms.wsgi import application  # noqa: PLC0415

    def ask() -> None:
        environ: dict[str, Any] = {}
        setup_testing_defaults(environ)
        parts = urlsplit(path)
        environ |= {"HTTP_HOST": host, "PATH_INFO": parts.path, "QUERY_STRING": parts.query}
        environ["HTTP_ACCEPT_ENCODING"] = "br, gzip"
        answer = application(environ, _ignore)
        b"".join(answer)
        # Django closes its connection then; an answer from the page cache has nothing to close.
        getattr(answer, "close", lambda: None)()

    return ask


def count_queries(targets: list[list[str]]) -> dict[str, int]:
    """Return the queries of each address, asked for the second time."""
    from django.db import connection  # noqa: PLC0415

    result = {}
    for name, host, path in targets:
        ask, found = _asker(host, path), 0

        def count(execute: Callable[..., Any], *arguments: Any) -> Any:
            nonlocal found
            found += 1
            return execute(*arguments)

        ask()
        with connection.execute_wrapper(count):
            ask()
        result[name] = found
    return result


def profile(target: list[str], requests: int) -> None:
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

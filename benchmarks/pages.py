"""Measures pages over HTTP: gunicorn and PostgreSQL under load, beside two floors in the same run.

    python -m benchmarks.pages [--neighbourhoods 6 3393] [--one-municipality] [--quick]
    python -m benchmarks.pages --profile home [--neighbourhoods 6] [--page-cache]

The load goes to each address in turn, some rounds long, so that what else the machine does falls on
all of them; the figures are medians of the rounds. README.md in this folder explains them.
"""

import argparse
import http.client
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import psycopg

from benchmarks import servers
from benchmarks.areas import ROOT
from benchmarks.report import report
from benchmarks.servers import Database, Server
from benchmarks.store import FLOOR_HOST, HOST, MEASURED

# Enough for both workers to get each address at least once, most likely.
WARM_UP = 5
RESULT = ROOT / "var" / "bench" / "pages.json"


class Target(NamedTuple):
    """An address to measure."""

    name: str
    host: str
    path: str


def find_targets(address: str) -> list[Target]:
    """Return what is measured, with the addresses as they are in this store."""
    query = """
        SELECT url_path FROM wagtailcore_page
        WHERE url_path LIKE %s ORDER BY id LIMIT 1
    """
    with psycopg.connect(address) as connection:
        found = connection.execute(query, [f"%/{MEASURED}/{MEASURED}/{MEASURED}/"]).fetchone()
    if not found:
        sys.exit("The store has no page to measure.")
    # The first part of the path is the front page's own, which no address has.
    deep = "/" + found[0].split("/", 2)[2]
    wijk = deep.removesuffix(f"{MEASURED}/" * 3)
    manifest = json.loads((servers.KEPT / "static" / "staticfiles.json").read_text())
    style_sheet = next(
        path for name, path in manifest["paths"].items() if name.endswith("site.css")
    )
    return [
        Target("home", HOST, "/"),
        Target("neighbourhood", HOST, wijk),
        Target("page at depth 3", HOST, deep),
        Target("news list", HOST, f"{wijk}nieuws/"),
        Target("search", HOST, "/zoeken/?q=boom"),
        Target("static file", HOST, f"/static/{style_sheet}"),
        Target("floor: bare view", HOST, "/vloer/"),
        Target("floor: Wagtail page", FLOOR_HOST, "/pagina/"),
    ]


def fetch(server: Server, target: Target) -> tuple[int, bytes]:
    """Ask once, as a browser does; return the status and the body as it was sent."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {"Host": target.host, "Accept-Encoding": "br, gzip"}
    connection.request("GET", target.path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


class Answer(NamedTuple):
    """What is known of an address before it is measured."""

    size: int
    seconds: float


def warm_up(server: Server, targets: list[Target]) -> dict[str, Answer]:
    """Visit everything until both workers know it; return what each address there is answers."""
    answers: dict[str, Answer] = {}
    for _ in range(WARM_UP):
        for target in targets:
            start = time.perf_counter()
            status, body = fetch(server, target)
            if status == 200:
                took = time.perf_counter() - start
                earlier = answers.get(target.name, Answer(0, took))
                answers[target.name] = Answer(len(body), min(took, earlier.seconds))
            elif status != 404:
                sys.exit(f"{target.path} answers {status}: the figures would mean nothing.")
    return answers


def measure(
    server: Server,
    database: Database,
    target: Target,
    requests: int,
    connections: int,
    **posted: Any,
) -> dict[str, float]:
    """Ask for one address so often; return what that gave and what it took.

    With `form` and `cookie` in `posted` a form is sent in instead.
    """
    plan = {
        "url": f"http://127.0.0.1:{server.port}{target.path}",
        "host": target.host,
        "requests": requests,
        "connections": connections,
        **posted,
    }
    before, database_before = server.cpu_seconds(), database.cpu_seconds()
    result = subprocess.run(  # noqa: S603
        ["node", "benchmarks/load.mjs", json.dumps(plan)],  # noqa: S607
        cwd=ROOT, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    took, database_took = (
        server.cpu_seconds() - before,
        database.cpu_seconds() - database_before,
    )
    load = json.loads(result.stdout)
    if load["failed"] or not load["requests"]:
        sys.exit(f"{load['failed']} requests for {target.path} failed: the figures mean nothing.")
    return {
        "per_second": load["requests"] / load["seconds"],
        "p50_ms": load["p50"],
        "p95_ms": load["p95"],
        "cpu_ms": took * 1000 / load["requests"],
        "database_cpu_ms": database_took * 1000 / load["requests"],
    }


@contextmanager
def stores(options: argparse.Namespace) -> Iterator[tuple[Database, dict[str, str]]]:
    """Start the database and fill a store of each size; yield their addresses by name."""
    with servers.postgresql() as database:
        print("Filling the store ...", file=sys.stderr, flush=True)
        template = servers.base_database(database)
        addresses = {}
        arguments = ["--one-municipality"] if options.one_municipality else []
        for count in options.neighbourhoods:
            address = addresses[str(count)] = database.create(f"store{count}", template)
            env = servers.environment(address, servers.KEPT, page_cache=False)
            servers.run_step("benchmarks.store", "grow", str(count), *arguments, env=env)
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute("VACUUM (ANALYZE, FREEZE)")
        servers.collect_static(next(iter(addresses.values())))
        yield database, addresses


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Measure every address of every site; return the figures by site and address."""
    with stores(options) as (database, addresses), ExitStack() as stack:
        sites = []
        for count, address in addresses.items():
            for cached in (False, True):
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
                name = f"{count} neighbourhoods, page cache {'on' if cached else 'off'}"
                env = servers.environment(address, folder, page_cache=cached)
                sites.append(stack.enter_context(servers.web_server(name, env, folder)))
        targets = find_targets(next(iter(addresses.values())))
        print("Warming up ...", file=sys.stderr, flush=True)
        answers = {site.name: warm_up(site, targets) for site in sites}
        figures: dict[str, Any] = {}
        rounds: dict[tuple[str, str], list[dict[str, float]]] = {}
        for number in range(options.rounds):
            for target in targets:
                for site in sites:
                    answer = answers[site.name].get(target.name)
                    if answer is None:
                        continue
                    # At least a few for each connection, however slow the address is.
                    requests = max(round(options.seconds / answer.seconds), options.connections * 3)
                    part = measure(site, database, target, requests, options.connections)
                    rounds.setdefault((site.name, target.name), []).append(part)
            print(f"Round {number + 1} of {options.rounds} done", file=sys.stderr, flush=True)
        for site in sites:
            there = [target for target in targets if target.name in answers[site.name]]
            printed = servers.run_step(
                "benchmarks.probe", "queries", json.dumps(there), env=site.env
            )
            queries = json.loads(printed.splitlines()[-1])
            figures[site.name] = {
                target.name: {
                    **_medians(rounds[site.name, target.name]),
                    "queries": queries[target.name],
                    "bytes": answers[site.name][target.name].size,
                }
                for target in there
            }
    missing = [target.name for target in targets if target.name not in answers[sites[0].name]]
    return {"sites": figures, "not there": missing}


def _medians(parts: list[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(part[name] for part in parts) for name in parts[0]}


def profile(options: argparse.Namespace) -> None:
    """Print where the time of one address goes, in this process instead of over HTTP."""
    del options.neighbourhoods[1:]
    with stores(options) as (_database, addresses), tempfile.TemporaryDirectory() as folder:
        (address,) = addresses.values()
        targets = {target.name: target for target in find_targets(address)}
        wanted = targets.get(options.profile)
        if wanted is None:
            sys.exit(f"Choose one of: {', '.join(targets)}.")
        env = servers.environment(address, Path(folder), page_cache=options.page_cache)
        print(
            servers.run_step(
                "benchmarks.probe", "profile", json.dumps(wanted), str(options.requests), env=env
            )
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--neighbourhoods", type=int, nargs="+", default=[6, 3393])
    parser.add_argument("--one-municipality", action="store_true", help="not ten in each")
    parser.add_argument("--quick", action="store_true", help="one round of a second: to try it")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--profile", metavar="TARGET", help="where the time of one page goes")
    parser.add_argument("--page-cache", action="store_true", help="profile with the page cache on")
    parser.add_argument("--requests", type=int, default=200, help="how many to profile")
    options = parser.parse_args()
    if options.profile:
        profile(options)
        return
    if options.quick:
        options.rounds, options.seconds = 1, 1
    figures = run(options)
    RESULT.write_text(json.dumps(figures, indent=2) + "\n")
    print(report(figures))
    print(f"\nThe same as JSON: {RESULT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()

"""Measures ideas over HTTP, with 100, 10,000 and 100,000 of them in one municipality.

    python -m benchmarks.ideeen [--ideas 100 10000 100000] [--quick]
    python -m benchmarks.ideeen --profile list [--ideas 100000]

As `benchmarks.pages`: PostgreSQL and gunicorn, no page cache, the load goes to each address of each
site in turn, and the figures are medians of the rounds. README.md in this folder explains them.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg

from benchmarks import ideeen_report, servers
from benchmarks.areas import ROOT
from benchmarks.ideeen_store import MEASURED_WIJK
from benchmarks.pages import Target, measure, warm_up
from benchmarks.servers import KEPT, Database, Server
from benchmarks.store import FLOOR_HOST, HOST

RESULT = KEPT / "ideeen.json"
SENDING_IN = "sending in"
# What the kept stores are made with.
SOURCES = ("ideeen_store.py", "ideeen_rows.py", "ideeen_words.py", "copying.py", "store.py")
# A form that was handed out just now looks as if a robot filled it in.
THINK_SECONDS = 5
FORM = {
    "titel": "Een luie stoel aan het water",
    "tekst": "Aan de kade kun je nergens zitten. Een paar stoelen onder de bomen zou fijn zijn.",
    "plek": "wijk",
    "namens": "bewoner",
}


def find_targets(address: str) -> list[Target]:
    """Return what is measured, with the addresses as they are in a store."""
    wijk = f"/wijken/{MEASURED_WIJK}/"
    # The first of those that were made: it has a photo and three comments in every store.
    query = """
        SELECT i.id, i.titel FROM ideeen_idee i
        JOIN wagtailcore_page p ON p.id = i.wijk_id AND p.slug = %s
        JOIN deelname_foto f ON f.onderwerp_id = i.id AND f.bestand LIKE 'inzendingen/%%.webp'
        WHERE i.stadium = 'geplaatst' AND i.reactie_aantal = 3 AND i.steun_aantal = 12
        ORDER BY i.id LIMIT 1
    """
    box = (
        "SELECT min(west), min(zuid), max(oost), max(noord) FROM kaart_gebied WHERE niveau = 'wijk'"
    )
    street = """
        SELECT i.lat, i.lon FROM ideeen_idee i JOIN wagtailcore_page p ON p.id = i.wijk_id
        WHERE p.slug = %s AND i.lat IS NOT NULL AND i.stadium = 'geplaatst' ORDER BY i.id LIMIT 1
    """
    with psycopg.connect(address) as connection:
        idea = connection.execute(query, [MEASURED_WIJK]).fetchone()
        west, south, east, north = connection.execute(box).fetchone() or ()
        lat, lon = connection.execute(street, [MEASURED_WIJK]).fetchone() or ()
    if not idea:
        sys.exit("The store has no idea to measure.")
    slug = idea[1].lower().replace(" ", "-").replace("’", "")
    near = f"{lon - 0.003},{lat - 0.0015},{lon + 0.003},{lat + 0.0015}"
    points = "/ideeen/kaart/punten/?bbox="
    return [
        Target("list", HOST, "/ideeen/"),
        Target("list of a neighbourhood", HOST, f"{wijk}ideeen/"),
        Target("filtered list", HOST, "/ideeen/?thema=groen&stadium=geplaatst&volgorde=steun"),
        Target("list, page 9", HOST, "/ideeen/?pagina=9"),
        Target("list by words", HOST, "/ideeen/?q=bankje+school"),
        Target("why not", HOST, "/ideeen/waarom-niet/"),
        Target("idea", HOST, f"{wijk}ideeen/{idea[0]}-{slug}/"),
        Target("neighbourhood", HOST, wijk),
        Target("map of all", HOST, f"{points}{west},{south},{east},{north}&zoom=10"),
        Target("map of a town", HOST, f"{points}5.18,52.60,5.26,52.64&zoom=13"),
        Target("map of a street", HOST, f"{points}{near}&zoom=17"),
        Target("search", HOST, "/zoeken/?q=bankje"),
        Target("floor: bare view", HOST, "/vloer/"),
        Target("floor: Wagtail page", FLOOR_HOST, "/pagina/"),
    ]


def filled(database: Database, template: str, count: int) -> str:
    """Return the address of a database with so many ideas; kept until what makes it changes."""
    base = next(KEPT.glob("base-*.dump")).stem
    code = b"".join((ROOT / "benchmarks" / name).read_bytes() for name in SOURCES)
    dump = KEPT / f"ideeen-{count}-{sha256(base.encode() + code).hexdigest()[:16]}.dump"
    if dump.exists():
        address = database.create(f"ideeen{count}")
        servers.restore(dump, address)
    else:
        address = database.create(f"ideeen{count}", template)
        env = servers.environment(address, KEPT, page_cache=False)
        start = time.perf_counter()
        servers.run_step("benchmarks.ideeen_store", "fill", str(count), env=env)
        took = time.perf_counter() - start
        print(f"{count} ideas written in {took:.0f} s", file=sys.stderr, flush=True)
        for old in KEPT.glob(f"ideeen-{count}-*.dump"):
            old.unlink()
        servers.keep(address, dump)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE, FREEZE)")
    return address


@contextmanager
def stores(counts: list[int]) -> Iterator[tuple[Database, dict[int, str]]]:
    """Start the database with a store of each size; yield their addresses by size."""
    with servers.postgresql() as database:
        print("Filling the stores ...", file=sys.stderr, flush=True)
        template = servers.base_database(database)
        addresses = {count: filled(database, template, count) for count in counts}
        servers.collect_static(next(iter(addresses.values())))
        yield database, addresses


def log_in(site: Server) -> dict[str, Any]:
    """Return a form, without a photo, as somebody sends it in who is logged in to a site."""
    printed = servers.run_step("benchmarks.ideeen_store", "sender", env=site.env)
    sender = json.loads(printed.splitlines()[-1])
    token = sender["unique"]
    return {
        "form": {**FORM, "moment": sender["moment"], "csrfmiddlewaretoken": token},
        "cookie": f"{sender['session']}; {sender['csrf']}={token}",
    }


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Measure every address of every site; return the figures by site and address."""
    with stores(options.ideas) as (database, addresses), ExitStack() as stack:
        sites, targets = [], {}
        for count, address in addresses.items():
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            env = servers.environment(address, folder, page_cache=False)
            name = f"{count:,} ideas"
            sites.append(stack.enter_context(servers.web_server(name, env, folder)))
            targets[name] = find_targets(address)
        print("Warming up ...", file=sys.stderr, flush=True)
        senders = {site.name: log_in(site) for site in sites}
        answers = {site.name: warm_up(site, targets[site.name]) for site in sites}
        time.sleep(THINK_SECONDS)
        rounds: dict[tuple[str, str], list[dict[str, float]]] = {}
        for number in range(options.rounds):
            for place, first in enumerate(targets[sites[0].name]):
                for site in sites:
                    target = targets[site.name][place]
                    answer = answers[site.name].get(target.name)
                    if answer is None:
                        continue
                    requests = max(round(options.seconds / answer.seconds), options.connections * 3)
                    part = measure(site, database, target, requests, options.connections)
                    rounds.setdefault((site.name, first.name), []).append(part)
            for site in sites:
                rounds.setdefault((site.name, SENDING_IN), []).append(
                    send(site, database, senders[site.name], options)
                )
            print(f"Round {number + 1} of {options.rounds} done", file=sys.stderr, flush=True)
        return {
            site.name: _figures(site, targets[site.name], answers[site.name], rounds, senders)
            for site in sites
        }


def form_target() -> Target:
    return Target(SENDING_IN, HOST, f"/wijken/{MEASURED_WIJK}/ideeen/nieuw/")


def send(
    site: Server, database: Database, sender: dict[str, Any], options: argparse.Namespace
) -> dict[str, float]:
    """Send in ideas through the form of a neighbourhood."""
    requests = max(options.connections * 3, round(options.seconds * 10))
    return measure(site, database, form_target(), requests, options.connections, **sender)


def _figures(
    site: Server,
    targets: list[Target],
    answers: dict[str, Any],
    rounds: dict[tuple[str, str], list[dict[str, float]]],
    senders: dict[str, Any],
) -> dict[str, dict[str, float]]:
    there = [list(target) for target in targets if target.name in answers]
    sender = senders[site.name]
    there.append([*form_target(), sender["form"], sender["cookie"]])
    printed = servers.run_step("benchmarks.probe", "queries", json.dumps(there), env=site.env)
    queries = json.loads(printed.splitlines()[-1])
    return {
        name: {
            **_medians(rounds[site.name, name]),
            "queries": queries[name],
            "bytes": answers[name].size if name in answers else 0,
        }
        for name, *_rest in there
    }


def _medians(parts: list[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(part[name] for part in parts) for name in parts[0]}


def profile(options: argparse.Namespace) -> None:
    """Print where the time of one address goes, in this process instead of over HTTP."""
    counts = options.ideas[-1:]
    with stores(counts) as (_database, addresses), tempfile.TemporaryDirectory() as folder:
        (address,) = addresses.values()
        targets: dict[str, Any] = {target.name: target for target in find_targets(address)}
        env = servers.environment(address, Path(folder), page_cache=False)
        if options.profile == SENDING_IN:
            sender = log_in(Server("", 0, 0, env))
            time.sleep(THINK_SECONDS)
            targets[SENDING_IN] = [*form_target(), sender["form"], sender["cookie"]]
        wanted = targets.get(options.profile)
        if wanted is None:
            sys.exit(f"Choose one of: {', '.join([*targets, SENDING_IN])}.")
        arguments = json.dumps(wanted), str(options.requests)
        print(servers.run_step("benchmarks.probe", "profile", *arguments, env=env))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--ideas", type=int, nargs="+", default=[100, 10_000, 100_000])
    parser.add_argument("--quick", action="store_true", help="one round of a second: to try it")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--profile", metavar="TARGET", help="where the time of one page goes")
    parser.add_argument("--requests", type=int, default=100, help="how many to profile")
    options = parser.parse_args()
    if options.profile:
        profile(options)
        return
    if options.quick:
        options.rounds, options.seconds = 1, 1
    figures = run(options)
    RESULT.write_text(json.dumps(figures, indent=2) + "\n")
    print(ideeen_report.report(figures))
    print(f"\nThe same as JSON: {RESULT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()

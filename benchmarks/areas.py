"""Measures areas at the size of a country: importing its wijken, and finding points in them.

    python -m benchmarks.areas [--data FOLDER] [--points 10000]

Works on a temporary SQLite database. The figures come with a floor from the same run, as machines
differ: what the plainest program for the same answer takes.
"""

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCE = "nl_wijken_2024.geojson"
# The part of the country that most points should be in: longitude, then latitude.
COUNTRY = ((3.4, 7.2), (50.75, 53.5))
REPEATS = 5
SAMPLE = 200


def set_up(database: Path) -> None:
    """Start Django on a database of our own."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    os.environ["DATABASE_URL"] = f"sqlite:///{database}"
    import django  # noqa: PLC0415

    django.setup()


def peak_megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def import_once(source: Path) -> dict[str, Any]:
    """Import in this process and tell how long it took and how much memory the process used."""
    from django.core.management import call_command  # noqa: PLC0415

    before = peak_megabytes()
    start = time.perf_counter()
    call_command("import_gebieden", str(source), verbosity=0)
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "peak_mb": peak_megabytes(), "peak_mb_before": before}


def parse_once(source: Path) -> dict[str, Any]:
    """Only parse the same file into geometries: no import can be quicker."""
    from shapely.geometry import shape  # noqa: PLC0415

    before = peak_megabytes()
    start = time.perf_counter()
    features = json.loads(source.read_bytes())["features"]
    outlines = [shape(feature["geometry"]) for feature in features]
    seconds = time.perf_counter() - start
    return {
        "seconds": seconds,
        "peak_mb": peak_megabytes(),
        "peak_mb_before": before,
        "areas": len(outlines),
    }


def find_points(count: int) -> dict[str, Any]:
    """Find random points one by one and all at once, and a sample by trying every area."""
    from shapely import Point  # noqa: PLC0415
    from shapely.geometry import shape  # noqa: PLC0415

    from kaart.lookup import gebied_id_at, gebied_ids_at  # noqa: PLC0415
    from kaart.models import Gebied, Niveau  # noqa: PLC0415

    chance = random.Random(20_240_101)  # noqa: S311
    (west, east), (south, north) = COUNTRY
    points = [(chance.uniform(south, north), chance.uniform(west, east)) for _ in range(count)]
    start = time.perf_counter()
    gebied_id_at(*points[0], Niveau.WIJK)
    build = time.perf_counter() - start

    def one_by_one() -> list[int | None]:
        return [gebied_id_at(lat, lon, Niveau.WIJK) for lat, lon in points]

    def all_at_once() -> list[int | None]:
        return gebied_ids_at(points, Niveau.WIJK)

    areas = [
        (pk, west, south, east, north, shape(outline))
        for pk, west, south, east, north, outline in Gebied.objects.filter(niveau=Niveau.WIJK)
        .order_by("pk")
        .values_list("pk", "west", "zuid", "oost", "noord", "omtrek")
    ]

    def brute_force() -> list[int | None]:
        return [
            next(
                (
                    pk
                    for pk, west, south, east, north, outline in areas
                    if west <= lon <= east
                    and south <= lat <= north
                    and outline.intersects(Point(lon, lat))
                ),
                None,
            )
            for lat, lon in points[:SAMPLE]
        ]

    found = one_by_one()
    if found != all_at_once() or found[:SAMPLE] != brute_force():
        sys.exit("The index and the plain loop do not agree: the figures mean nothing.")
    return {
        "points": count,
        "inside": sum(pk is not None for pk in found),
        "build_seconds": build,
        "single_us": _median_us(one_by_one, count),
        "bulk_us": _median_us(all_at_once, count),
        "floor_us": _median_us(brute_force, SAMPLE),
    }


def _median_us(work: Any, count: int) -> float:
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) / count * 1e6)
    return statistics.median(times)


def in_child(task: str, database: Path, source: Path, count: int) -> dict[str, Any]:
    """Run one task in a process of its own, so that its memory is its own too."""
    command = [sys.executable, "-m", "benchmarks.areas", "--task", task]
    command += ["--database", str(database), "--data", str(source.parent), "--points", str(count)]
    result = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)  # noqa: S603
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def run_task(task: str, source: Path, count: int) -> dict[str, Any]:
    if task == "migrate":
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        return {}
    if task == "import":
        return import_once(source)
    if task == "parse":
        return parse_once(source)
    return find_points(count)


def report(figures: dict[str, dict[str, Any]]) -> str:
    """Write the figures as a table and as JSON."""
    parse, first, again = figures["parse"], figures["import"], figures["import_again"]
    points = figures["points"]
    rows = [
        ("What", "Measured", "Floor", "Times the floor"),
        ("---", "---:", "---:", "---:"),
        _import_row(f"Import of {parse['areas']} areas, first time", first, parse),
        _import_row("The same again, nothing changed", again, parse),
        ("Index built, once per process", f"{points['build_seconds']:.2f} s", "", ""),
        _point_row(f"Point → area, {points['points']} one by one", points["single_us"], points),
        _point_row("Point → area, all at once", points["bulk_us"], points),
    ]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"{table}\n\n```json\n{json.dumps(figures, indent=2)}\n```"


def _import_row(
    name: str, measured: dict[str, Any], floor: dict[str, Any]
) -> tuple[str, str, str, str]:
    return (
        name,
        f"{measured['seconds']:.1f} s, peak {measured['peak_mb']} MB",
        f"{floor['seconds']:.1f} s, peak {floor['peak_mb']} MB",
        f"{measured['seconds'] / floor['seconds']:.1f}",
    )


def _point_row(name: str, measured: float, points: dict[str, Any]) -> tuple[str, str, str, str]:
    floor = points["floor_us"]
    return (name, f"{measured:.1f} µs each", f"{floor:.0f} µs each", f"{measured / floor:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--points", type=int, default=10_000)
    parser.add_argument("--task", help=argparse.SUPPRESS)
    parser.add_argument("--database", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    source = options.data.resolve() / SOURCE
    if not source.is_file():
        sys.exit(f"{source} is not there: say with --data where the areas of the country are.")
    if options.task:
        set_up(options.database)
        print(json.dumps(run_task(options.task, source, options.points)))
        return
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "areas.sqlite3"
        in_child("migrate", database, source, options.points)
        tasks = {"parse": "parse", "import": "import", "import_again": "import", "points": "points"}
        figures = {
            name: in_child(task, database, source, options.points) for name, task in tasks.items()
        }
    print(report(figures))


if __name__ == "__main__":
    main()

"""Measures making neighbourhoods: the 44 buurten of a city into 44 published neighbourhoods.

    python -m benchmarks.wijken [--data FOLDER]

Works on a temporary SQLite database. The floor is what Wagtail itself needs, in the same run, to
add and publish as many pages of the simplest type.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

from benchmarks.areas import ROOT, set_up

SOURCE = "nijmegen_buurten_2024.geojson"
HOST = "nijmegen.example"


def measure(work: Callable[[], object]) -> dict[str, Any]:
    """Return seconds and number of queries of some work."""
    from django.db import connection  # noqa: PLC0415

    queries = 0

    def count(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*arguments)

    start = time.perf_counter()
    with connection.execute_wrapper(count):
        work()
    return {"seconds": time.perf_counter() - start, "queries": queries}


def make_wijken() -> None:
    from django.core.management import call_command  # noqa: PLC0415

    call_command("maak_wijken", host=HOST, gemeente="Nijmegen", niveau="buurt", stdout=StringIO())


def add_plain_pages(count: int) -> None:
    """Add and publish pages of Wagtail's own type, as the floor."""
    from wagtail.models import Page  # noqa: PLC0415

    parent = Page.get_first_root_node().add_child(instance=Page(title="Vergelijking"))
    for number in range(count):
        page = parent.add_child(instance=Page(title=f"Pagina {number}", live=False))
        page.save_revision(log_action="wagtail.create").publish()


def run(source: Path) -> dict[str, Any]:
    from django.core.management import call_command  # noqa: PLC0415

    from core.querysets import pages  # noqa: PLC0415
    from wijkpaginas.models import WijkPage  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("import_gebieden", str(source), verbosity=0)
    before = pages().count()
    first = measure(make_wijken)
    made = pages().count() - before
    again = measure(make_wijken)
    floor = measure(lambda: add_plain_pages(made))
    return {
        "wijken": WijkPage.objects.live().count(),
        "pages": made,
        "first": first,
        "again": again,
        "floor": floor,
    }


def report(figures: dict[str, Any]) -> str:
    """Write the figures as a table and as JSON."""
    floor = figures["floor"]
    lines = ["| What | Seconds | Queries | Times the floor |", "| --- | ---: | ---: | ---: |"]
    names = {
        "first": f"{figures['wijken']} neighbourhoods, {figures['pages']} pages, with groups",
        "again": "The same command again",
        "floor": f"Floor: {figures['pages']} plain Wagtail pages",
    }
    for key, name in names.items():
        row = figures[key]
        ratio = row["seconds"] / floor["seconds"]
        lines.append(f"| {name} | {row['seconds']:.1f} | {row['queries']} | {ratio:.2f} |")
    table = "\n".join(lines)
    return f"{table}\n\n```json\n{json.dumps(figures, indent=2)}\n```"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    options = parser.parse_args()
    source = options.data.resolve() / SOURCE
    if not source.is_file():
        sys.exit(f"{source} is not there: say with --data where the areas of the city are.")
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder) / "wijken.sqlite3")
        print(report(run(source)))


if __name__ == "__main__":
    main()

"""Writes the figures of the pages as tables."""

from typing import Any

VIEW, PAGE = "floor: bare view", "floor: Wagtail page"
HEAD = ["", "req/s", "p50 ms", "p95 ms", "CPU ms", "database CPU ms", "queries", "bytes"]
HEAD += ["× bare view", "× Wagtail page"]


def report(figures: dict[str, Any]) -> str:
    """Return a table per site, and one that compares the sites."""
    sites = figures["sites"]
    parts = [f"### {name}\n\n{site_table(rows)}" for name, rows in sites.items()]
    parts.append(f"### Compared\n\n{_compared(sites)}")
    if figures["not there"]:
        parts.append(f"Not measured, as the site answers 404: {', '.join(figures['not there'])}.")
    return "\n\n".join(parts)


def site_table(rows: dict[str, dict[str, float]]) -> str:
    """Return the figures of one site, by address."""
    lines = []
    for name, row in rows.items():
        times = [f"{row[key]:.2f}" for key in ("p50_ms", "p95_ms", "cpu_ms", "database_cpu_ms")]
        ratios = [f"{row['cpu_ms'] / rows[floor]['cpu_ms']:.2f}" for floor in (VIEW, PAGE)]
        counts = [f"{row['queries']:.0f}", f"{row['bytes']:.0f}"]
        lines.append([name, f"{row['per_second']:.0f}", *times, *counts, *ratios])
    return table(HEAD, lines)


def _compared(sites: dict[str, Any]) -> str:
    """Compare each site with the first in CPU, and the page cache with none in requests."""
    names = list(sites)
    first = names[0]
    head = ["", *(f"CPU, {name} ÷ {first}" for name in names[1:] if name.endswith("off"))]
    cached = [(name, name.removesuffix("on") + "off") for name in names if name.endswith("on")]
    head += [f"req/s, {name} ÷ off" for name, _plain in cached]
    lines = []
    for target, row in sites[first].items():
        cells = [
            f"{sites[name][target]['cpu_ms'] / row['cpu_ms']:.2f}"
            for name in names[1:]
            if name.endswith("off")
        ]
        cells += [
            f"{sites[on][target]['per_second'] / sites[off][target]['per_second']:.1f}"
            for on, off in cached
        ]
        lines.append([target, *cells])
    return table(head, lines)


def table(head: list[str], lines: list[list[str]]) -> str:
    """Return a table in Markdown."""
    ruler = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(line)} |" for line in [head, ruler, *lines])

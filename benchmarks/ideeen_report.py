"""Writes the figures of ideas as tables, and says which of the promises they keep."""

from typing import Any

from benchmarks.report import PAGE, site_table, table

# What has to cost about the same however many ideas there are.
STEADY = ("list", "list of a neighbourhood", "filtered list", "idea", "neighbourhood")
MOST_QUERIES, MOST_GROWTH, MOST_OF_PAGE = 15, 1.5, 3.0
MOST_SENDING_MS, MOST_MAP_BYTES, MOST_OF_LIST = 60.0, 30_000, 3.0
MAPS = ("map of all", "map of a town", "map of a street")


def report(figures: dict[str, Any]) -> str:
    """Return a table per number of ideas, one that compares them, and the promises."""
    parts = [f"### {name}\n\n{site_table(rows)}" for name, rows in figures.items()]
    parts.append(f"### Compared with {next(iter(figures))}\n\n{_compared(figures)}")
    parts.append(f"### Promises\n\n{_promises(figures)}")
    return "\n\n".join(parts)


def _compared(figures: dict[str, Any]) -> str:
    names = list(figures)
    first = figures[names[0]]
    head = ["", *(f"{what}, {name}" for name in names[1:] for what in ("CPU ×", "p95 ×"))]
    lines = []
    for target, row in first.items():
        cells = [
            f"{figures[name][target][key] / row[key]:.2f}"
            for name in names[1:]
            for key in ("cpu_ms", "p95_ms")
        ]
        lines.append([target, *cells])
    return table(head, lines)


def _promises(figures: dict[str, Any]) -> str:
    """Return each promise, what was measured, and whether that keeps it."""
    few, many = (list(figures.values())[place] for place in (0, -1))
    lines = []
    for name in STEADY:
        row, before = many[name], few[name]
        cost, earlier = (one["cpu_ms"] + one["database_cpu_ms"] for one in (row, before))
        lines += [
            (f"{name}: cost ÷ that with the fewest ideas", cost / earlier, MOST_GROWTH),
            (f"{name}: more queries than with the fewest", row["queries"] - before["queries"], 0),
            (f"{name}: queries", row["queries"], MOST_QUERIES),
            (f"{name}: CPU ÷ stock page", row["cpu_ms"] / many[PAGE]["cpu_ms"], MOST_OF_PAGE),
        ]
    for name in MAPS:
        share = many[name]["p95_ms"] / many["list"]["p95_ms"]
        lines += [
            (f"{name}: kB", many[name]["bytes"] / 1000, MOST_MAP_BYTES / 1000),
            (f"{name}: p95 ÷ list", share, MOST_OF_LIST),
        ]
    lines.append(("sending in: CPU ms", many["sending in"]["cpu_ms"], MOST_SENDING_MS))
    rows = [
        [what, f"{value:.2f}", f"{most:g}", "yes" if value <= most else "**no**"]
        for what, value, most in lines
    ]
    return table(["", "measured", "at most", "kept"], rows)

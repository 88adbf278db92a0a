"""Runs every benchmark, one after the other; `make bench` calls it."""

import subprocess
import sys

from benchmarks.areas import ROOT

BENCHMARKS = {
    "Areas of the country": "benchmarks.areas",
    "Neighbourhoods of a city": "benchmarks.wijken",
}


def run(title: str, module: str, *arguments: str) -> None:
    print(f"\n## {title}\n", flush=True)
    # A process each: memory and caches of one do not help or harm the next.
    subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, check=True)  # noqa: S603


run("Pages", "benchmarks.pages")
run("Ideas", "benchmarks.ideeen")
for title, module in BENCHMARKS.items():
    run(title, module, *sys.argv[1:])

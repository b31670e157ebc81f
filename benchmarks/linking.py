"""How linking grows: generated mentions with hot towns and hot days, linked from a warehouse; time and peak memory by their number.

    python benchmarks/linking.py                 # 100,000 and 1,000,000
    python benchmarks/linking.py 20000 200000    # other numbers

Happenings are spread over ten years however many there are, so that ten times the mentions are ten times as dense. Days and towns are
skewed as news is: the busiest day tells sixty times as much as most, the busiest town a seventh of all. They are loaded in the order of
publication. Each size has its own process.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from models.linking import link, part
from models.records import Solved
from warehouse import link as links
from warehouse.store import sql, writer

CHUNK = 20_000


def generate(path: Path, n: int) -> None:
    """Write a warehouse of `n` mentions and no events."""
    with writer(path) as con:
        for statement in sql("generate_mentions").split(";\n"):
            con.execute(statement, {"n": n} if "$n" in statement else None)


def link_all(path: Path) -> dict[str, float]:
    """Link every mention of the warehouse, days in order, some thousands at a time, as `khabar relink` does."""
    n_events = n_mentions = n_pairs = 0
    largest = 0
    begun, worked = perf_counter(), process_time()
    for chunk in links.chunks(path, CHUNK):
        solved = links.solve(path, (), part, again=chunk)
        n_pairs += len(solved.pairs)
        given = set(chunk)
        # what a chunk solves beside its own, a neighbouring chunk solves again
        groups = tuple(g for g in solved.groups if min(g) in given)
        members = {m for g in groups for m in g}
        linked = link(Solved(mentions=tuple(m for m in solved.mentions if m.mention.mention_id in members), groups=groups, pairs=()))
        n_events += len({e.event_id for e in linked.events})
        n_mentions += len(linked.memberships)
        largest = max(largest, *map(len, groups), 0)
    seconds = {"seconds": perf_counter() - begun, "cpu_seconds": process_time() - worked}
    return seconds | {"n_mentions": n_mentions, "n_events": n_events, "n_pairs": n_pairs, "largest": largest}


def measure(size: int) -> dict[str, float]:
    """Generate in another process and link in this one, whose peak memory is told."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "w.duckdb"
        writing = get_context("spawn").Process(target=generate, args=(path, size))
        writing.start()
        writing.join()
        return link_all(path) | {"peak_gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6}


def main() -> None:
    """Print a line a size, each with its growth over the one before."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", type=int, nargs="*", default=[100_000, 1_000_000])
    parser.add_argument("--here", action="store_true", help="measure one size in this process and print it as JSON")
    told = parser.parse_args()
    if told.here:
        print(json.dumps(measure(told.sizes[0])))
        return
    before: dict[str, float] = {}
    for size in told.sizes:
        run = subprocess.run([sys.executable, __file__, "--here", str(size)], stdout=subprocess.PIPE, text=True, check=True)
        found = json.loads(run.stdout.splitlines()[-1])  # DuckDB draws a bar of progress before it
        line = f"{size:>9,} mentions: {found['seconds']:.0f} s ({found['cpu_seconds']:.0f} s of CPU), {found['peak_gb']:.2f} GB"
        line += f", {found['n_events']:,} events, the largest of {found['largest']:,} mentions"
        if before:
            grown = found["cpu_seconds"] / before["cpu_seconds"]
            line += f"; {grown:.1f}x the CPU for {size / before['n_mentions']:.0f}x the mentions"
        print(line, flush=True)
        before = found


if __name__ == "__main__":
    main()

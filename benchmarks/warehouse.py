"""The warehouse on generated data: load, size, panels and questions in DuckDB, PostgreSQL and SQLite, side by side in one run.

Run `python -m benchmarks.warehouse --mentions 1000000` (from the checkout). It makes mentions and events of fifteen years with a
realistic skew (hot countries, cities and days; dates and places of all precisions), loads the same rows into the three engines, builds the
same eight balanced panels there with the same SQL, and asks the same questions. Each engine gets one thread.
Then come the panels of the warehouse itself, which do more (coverage, unplaced rows, states, tolls, spells), and questions as of a
day. PostgreSQL is left out where it is not installed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from benchmarks.warehouse_data import core, generate
from warehouse import store

COLUMNS = {  # of the flat table of events, in the words of PostgreSQL
    "event_id": "text", "event_type": "text", "state": "text", "start_date": "date", "end_date": "date", "start_week": "date",
    "end_week": "date", "start_month": "date", "end_month": "date", "country": "text", "admin1": "text", "admin2": "text",
    "pg_id": "integer", "hex_id": "text", "initiator_id": "text", "target_id": "text", "dyad": "text", "deaths": "integer",
}  # fmt: skip
MENTION = {
    "mention_id": "text", "event_id": "text", "source_id": "text", "published_date": "date", "event_type": "text", "state": "text",
    "country": "text", "deaths": "integer",
}  # fmt: skip
PANELS = {  # name → unit, first and last day of the event's period, column of the calendar
    "country_day": ("country", "start_date", "end_date", "day"),
    "admin1_week": ("admin1", "start_week", "end_week", "week"),
    "admin1_month": ("admin1", "start_month", "end_month", "month"),
    "admin2_month": ("admin2", "start_month", "end_month", "month"),
    "dyad_month": ("dyad", "start_month", "end_month", "month"),
    "actor_month": ("initiator_id", "start_month", "end_month", "month"),
    "pg_month": ("pg_id", "start_month", "end_month", "month"),
    "h3_month": ("hex_id", "start_month", "end_month", "month"),  # a one-degree cell stands for the hexagon, for want of it in two engines
}
UNITS = 3_000  # at most so many units of a panel: those with most events; the long tail is the same to all engines
BUILD = """CREATE TABLE {name} AS
SELECT u.unit, p.{column} AS period, coalesce(e.n_events, 0) AS n_events, e.deaths
FROM (SELECT {unit} AS unit FROM flat WHERE {unit} IS NOT NULL GROUP BY {unit} ORDER BY count(*) DESC, {unit} LIMIT {units}) AS u
CROSS JOIN (SELECT {column} FROM period WHERE {column} IS NOT NULL) AS p
LEFT JOIN (
    SELECT {unit} AS unit, {first} AS period, count(*) AS n_events, sum(deaths) AS deaths
    FROM flat WHERE state = 'occurred' AND {first} = {last} AND {unit} IS NOT NULL GROUP BY {unit}, {first}
) AS e ON e.unit = u.unit AND e.period = p.{column}"""
ASK = "SELECT period, sum(n_events), count(*) FROM {name} GROUP BY period ORDER BY period"
QUESTIONS = {
    "type by month": "SELECT start_month, count(*) FROM flat "
    "WHERE event_type = 'ASSAULT' AND start_month = end_month GROUP BY start_month ORDER BY 1",
    "mentions by source and year": "SELECT source_id, substr(CAST(published_date AS text), 1, 4), count(*) "
    "FROM mention GROUP BY 1, 2 ORDER BY 1, 2",
    "events with claims and denials": "SELECT country, count(DISTINCT event_id) "
    "FROM mention WHERE state IN ('claimed', 'denied') GROUP BY country ORDER BY 1",
}
Run = Callable[[str], object]


def timed(work: Callable[[], object]) -> float:
    """Give the seconds that something takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def statements() -> dict[str, str]:
    """Give the statement that builds each panel."""
    parts = {name: dict(zip(("unit", "first", "last", "column"), given, strict=True)) for name, given in PANELS.items()}
    return {name: BUILD.format(name=name, units=UNITS, **given) for name, given in parts.items()}


def measure(run: Run) -> dict[str, float]:
    """Build each panel, ask it, and ask the questions; gives the seconds by name."""
    found = {f"build {name}": timed(lambda text=text: run(text)) for name, text in statements().items()}
    found |= {f"ask {name}": timed(lambda name=name: run(ASK.format(name=name))) for name in PANELS}
    return found | {f"ask {name}": timed(lambda text=text: run(text)) for name, text in QUESTIONS.items()}


def in_duckdb(made: Path, folder: Path) -> tuple[dict[str, float], int]:
    """Measure DuckDB; `made` holds the tables as Parquet."""
    path = folder / "duck.duckdb"
    with duckdb.connect(str(path), config={"threads": 1, "memory_limit": "5GB"}) as con:
        load = timed(
            lambda: con.execute(
                ";".join(f"CREATE TABLE {t} AS FROM '{made / t}.parquet'" for t in ("flat", "mention", "period")) + "; CHECKPOINT"
            )
        )
        size = path.stat().st_size
        return {"load": load} | measure(lambda text: con.execute(text).fetchall()), size


def in_sqlite(made: Path, folder: Path) -> tuple[dict[str, float], int]:
    """Measure SQLite, in WAL mode without waiting for the disk, with an index for each unit."""
    path = folder / "lite.sqlite"
    con = sqlite3.connect(path)
    con.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000;")

    def load() -> None:
        for table, columns in (("flat", COLUMNS), ("mention", MENTION), ("period", dict.fromkeys(("day", "week", "month"), "date"))):
            con.execute(f"CREATE TABLE {table} ({', '.join(f'{c} {k}' for c, k in columns.items())})")
            cast = ", ".join(f"{c}::VARCHAR AS {c}" if k == "date" else c for c, k in columns.items())
            reader = duckdb.sql(f"SELECT {cast} FROM '{made / table}.parquet'").to_arrow_reader(50_000)
            for batch in reader:
                con.executemany(
                    f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", zip(*batch.to_pydict().values(), strict=True)
                )
        con.commit()

    seconds = timed(load)
    return {"load": seconds} | measure(lambda text: con.execute(text).fetchall()), path.stat().st_size


def in_postgres(made: Path, folder: Path) -> tuple[dict[str, float], int]:
    """Measure PostgreSQL in a cluster of its own, without parallel workers or waiting for the disk."""
    with _cluster(folder) as psql:
        for table, columns in (("flat", COLUMNS), ("mention", MENTION), ("period", dict.fromkeys(("day", "week", "month"), "date"))):
            psql(f"CREATE TABLE {table} ({', '.join(f'{c} {k}' for c, k in columns.items())})")
            duckdb.sql(f"COPY (FROM '{made / table}.parquet') TO '{folder / table}.csv' (FORMAT csv, HEADER false)")
        load = sum(timed(lambda t=t: psql(f"\\copy {t} FROM '{folder / t}.csv' CSV")) for t in ("flat", "mention", "period"))
        psql("ANALYZE")
        size = int(psql("SELECT pg_database_size('postgres')"))
        return {"load": load} | measure(psql), size


@contextmanager
def _cluster(folder: Path) -> Iterator[Callable[[str], str]]:
    """Start a PostgreSQL cluster (as the user postgres where we are root) and give a way to ask it."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/local/bin"), key=lambda p: p.parent.name)
    data = folder / "cluster"
    shutil.chown(folder, "postgres") if os.geteuid() == 0 else None
    become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []

    def call(*command: str) -> str:
        return subprocess.run([*become, *command], check=True, capture_output=True, text=True, cwd=folder).stdout

    call(str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", "postgres", "--no-sync")
    options = (
        f"-k {folder} -h '' -c fsync=off -c shared_buffers=1GB -c work_mem=512MB -c max_parallel_workers_per_gather=0 -c max_wal_size=8GB"
    )
    log = folder / "log"
    call(str(programs / "pg_ctl"), "-D", str(data), "-l", str(log), "-w", "-o", options, "start")
    try:
        yield lambda text: call("psql", "-h", str(folder), "-U", "postgres", "-qAt", "-v", "ON_ERROR_STOP=1", "-c", text)
    finally:
        call(str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")


def ours(made: Path, folder: Path) -> tuple[dict[str, float], int]:
    """Measure the warehouse itself: rows into core by INSERT … SELECT, then its own panels and questions as of a day."""
    path = folder / "khabar.duckdb"
    with store.writer(path) as con:
        con.execute("SET threads = 1; SET memory_limit = '5GB'")
        found = {"load": timed(lambda: con.execute(core(made)))}
        size = path.stat().st_size
        con.execute("CREATE TEMP TABLE told AS FROM pub.event_all")
        for name, (unit, *_, column) in PANELS.items():
            kind = {"initiator_id": "actor", "pg_id": "pg", "hex_id": "h3"}.get(unit, unit)
            if kind in {"dyad", "h3"}:
                continue  # millions of dyads that happened once; cells of generated points are not loaded
            found[f"build {name}"] = timed(
                lambda k=kind, c=column: con.execute(f"CREATE OR REPLACE TEMP TABLE made AS FROM pub.panel('{k}', '{c}', events := 'told')")
            )
        found["ask pub.event by type"] = timed(lambda: con.execute("SELECT event_type, count(*) FROM pub.event GROUP BY 1").fetchall())
        found["ask event_as_of"] = timed(
            lambda: con.execute("SELECT count(*), sum(deaths_best) FROM pub.event_as_of(TIMESTAMP '2017-01-01', NULL)").fetchall()
        )
    return found, size


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument(
        "--folder", type=Path, default=None, help="where to work; by default a folder of its own under the system's for temporary files"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        folder.chmod(0o755)
        made = folder / "made"
        made.mkdir()
        print(f"generated {generate(given.mentions, made)}, pyarrow {pa.__version__}")
        engines = {"DuckDB": in_duckdb, "PostgreSQL": in_postgres, "SQLite": in_sqlite, "khabar": ours}
        if not shutil.which("psql"):
            del engines["PostgreSQL"]
        results: dict[str, dict[str, float]] = {}
        for engine, measured in engines.items():
            own = folder / engine
            own.mkdir()
            results[engine], size = measured(made, own)
            results[engine]["size, MB"] = size / 1e6
            shutil.rmtree(own)
            print(f"measured {engine}", flush=True)
    names = list(dict.fromkeys(name for found in results.values() for name in found))
    print(f"\n{'seconds':32}" + "".join(f"{engine:>12}" for engine in results))
    for name in names:
        print(f"{name:32}" + "".join(f"{found[name]:12.2f}" if name in found else f"{'':12}" for found in results.values()))


if __name__ == "__main__":
    main()

"""What changed between two moments or releases: which events, by country and type, and by what cause."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.read import Row
from warehouse.store import reader, sql

Side = Path | dt.datetime  # the database of a release, or a moment (naive UTC)


@dataclass(frozen=True, slots=True)
class Difference:
    """Counts by country, type and cause, and the events themselves (at most so many as were asked for)."""

    counts: list[Row]
    events: list[Row]


def diff(release: Path, before: Side, after: Side, *, by_publication: bool = False, limit: int = 1000) -> Difference:
    """Compare two sides. `release` is the database whose history answers for moments and tells which events were merged.

    A moment is one of loading, with `by_publication` one of publication: what could be known then.
    """
    with reader(release) as con:
        for name, side in (("before", before), ("after", after)):
            _prepare(con, name, side, by_publication=by_publication)
        row = con.execute(sql("diff_last_load")).fetchone()
        moment = None if by_publication else (before if isinstance(before, dt.datetime) else row and row[0])
        con.execute(sql("diff"), {"before_at": moment})
        return Difference(_rows(con, "diff_counts"), _rows(con, "diff_rows", limit=limit))


def _prepare(con: duckdb.DuckDBPyConnection, name: str, side: Side, *, by_publication: bool) -> None:
    if isinstance(side, Path):
        con.execute(f"ATTACH '{str(side).replace(chr(39), chr(39) * 2)}' AS {name} (READ_ONLY)")
        con.execute(sql("diff_release").replace("$side", name))
        return
    bounds = {"known_at": side if by_publication else None, "recorded_at": None if by_publication else side}
    for statement in sql("diff_moment").replace("$side", name).split(";\n")[:2]:
        con.execute(statement, bounds)


def _rows(con: duckdb.DuckDBPyConnection, query: str, **bound: object) -> list[Row]:
    found = con.execute(sql(query), bound or None)
    columns = [column[0] for column in found.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]

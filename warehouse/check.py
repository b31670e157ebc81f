"""Running the checks: every file in `warehouse/checks/` is a query for bad rows, and its first line is the question."""

from __future__ import annotations

from pathlib import Path

import duckdb

from models.records import CheckFailure

CHECKS = Path(__file__).resolve().parent / "checks"
SHOWN = 5


def names() -> tuple[str, ...]:
    """Name all checks, in the order in which they run."""
    return tuple(sorted(path.stem for path in CHECKS.glob("*.sql")))


def question(name: str) -> str:
    """Give the question of a check: the comment on its first line."""
    return _text(name).splitlines()[0].removeprefix("--").strip()


def run(con: duckdb.DuckDBPyConnection, *, only: tuple[str, ...] = ()) -> list[CheckFailure]:
    """Run the checks (all, or `only` some) and give those that found bad rows, each with its first rows. Empty means passed."""
    return [failure for name in only or names() if (failure := _run(con, name))]


def _run(con: duckdb.DuckDBPyConnection, name: str) -> CheckFailure | None:
    found = con.execute(_text(name))
    columns = [column[0] for column in found.description or ()]
    rows = found.fetchall()
    if not rows:
        return None
    shown = tuple(dict(zip(columns, row, strict=True)) for row in rows[:SHOWN])
    return CheckFailure(check=name, question=question(name), n_rows=len(rows), rows=shown)


def _text(name: str) -> str:
    return (CHECKS / f"{name}.sql").read_text(encoding="utf-8")

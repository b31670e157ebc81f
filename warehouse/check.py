"""Running the checks: every file in `warehouse/checks/` is a query for bad rows, and its first line is the question. Those in
`warehouse/checks/release/` are asked of a release before it is put in place."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import duckdb

from models.records import CheckFailure

CHECKS = Path(__file__).resolve().parent / "checks"
OF_RELEASE = CHECKS / "release"
SHOWN = 5


class ChecksFailedError(RuntimeError):
    """Checks found bad rows; `failures` tells which."""

    def __init__(self, failures: list[CheckFailure]) -> None:
        super().__init__(f"checks failed: {', '.join(f'{f.check} ({f.n_rows} rows)' for f in failures)}")
        self.failures = failures


def names(folder: Path = CHECKS) -> tuple[str, ...]:
    """Name all checks of a folder, in the order in which they run."""
    return tuple(sorted(path.stem for path in folder.glob("*.sql")))


def question(name: str, folder: Path = CHECKS) -> str:
    """Give the question of a check: the comment on its first line."""
    return _text(folder, name).splitlines()[0].removeprefix("--").strip()


def run(con: duckdb.DuckDBPyConnection, *, only: Collection[str] = (), folder: Path = CHECKS) -> list[CheckFailure]:
    """Run the checks of a folder (all, or `only` some) and give those that found bad rows, each with its first rows. Empty means passed."""
    return [failure for name in only or names(folder) if (failure := _run(con, folder, name))]


def _run(con: duckdb.DuckDBPyConnection, folder: Path, name: str) -> CheckFailure | None:
    found = con.execute(_text(folder, name))
    columns = [column[0] for column in found.description or ()]
    rows = found.fetchall()
    if not rows:
        return None
    shown = tuple(dict(zip(columns, row, strict=True)) for row in rows[:SHOWN])
    return CheckFailure(check=name, question=question(name, folder), n_rows=len(rows), rows=shown)


def _text(folder: Path, name: str) -> str:
    return (folder / f"{name}.sql").read_text(encoding="utf-8")

"""Bringing tables of an older schema to the one of today: dated files in `warehouse/migrations/`, each applied once and in order."""

from __future__ import annotations

from pathlib import Path

import duckdb

FOLDER = Path(__file__).resolve().parent / "migrations"


def names() -> list[str]:
    """Name all migrations, the oldest first: they begin with their day."""
    return sorted(path.stem for path in FOLDER.glob("20*.sql"))


def version() -> str:
    """Name the schema of today: its last migration."""
    return names()[-1]


def apply(con: duckdb.DuckDBPyConnection, done: set[str]) -> list[str]:
    """Apply the migrations that are not `done`, in the transaction of the caller; gives their names.

    Raises ValueError if the database has been through one that this checkout lacks: it was written by a newer version.
    """
    if unknown := done - set(names()):
        raise ValueError(f"written by a newer version of khabar, which knows {', '.join(sorted(unknown))}; update the checkout")
    pending = [name for name in names() if name not in done]
    for name in pending:
        con.execute((FOLDER / f"{name}.sql").read_text(encoding="utf-8"))
    return pending

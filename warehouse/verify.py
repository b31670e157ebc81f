"""Checking a release again: files against their sums, tables against files, and the checks of a release."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse import check
from warehouse.manifest import broken
from warehouse.store import WarehouseBusyError, reader, sql


def verify(folder: Path) -> list[str]:
    """Tell what is wrong with a release, in words; an empty list where nothing is. FileNotFoundError if there is none."""
    if not folder.is_dir():
        raise FileNotFoundError(f"no release at {folder}")
    problems = list(broken(folder))
    try:
        with reader(folder / "khabar.duckdb") as con:
            problems += [f"check {f.check} failed: {f.question} {f.rows}" for f in check.run(con, folder=check.OF_RELEASE)]
            found = con.execute(sql("verify_files"), {"folder": str(folder)}).fetchall()
            problems += [f"{file} holds {n_file:,} rows, its table {n_table:,}" for file, n_file, n_table in found]
    except (duckdb.Error, OSError, WarehouseBusyError) as error:
        problems.append(f"cannot be read: {error}")
    return problems

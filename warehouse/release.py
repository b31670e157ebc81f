"""Releases: immutable snapshots that BI tools hold open without blocking anybody."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import shutil
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

import duckdb

from warehouse import check, release_files
from warehouse.manifest import MANIFEST, describe
from warehouse.panel import Spec
from warehouse.store import MACROS, STORAGE, WarehouseBusyError, renew, schema, schema_hash, sql, version

CURRENT = "current"
DATABASE = "khabar.duckdb"
NAME = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.(\d+))?")


def release(
    path: Path,
    out: Path,
    *,
    name: str,
    at: dt.datetime,
    specs: Sequence[Spec] = (),
    accuracy: Path | None = None,
    allowed: Sequence[str] = (),
    turn: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Path:
    """Build `out/<name>/` out of the warehouse at `path`, point `out/current` to it and give its folder.

    The warehouse is copied first, in the `turn` of the caller, and everything else is done on the copy: no writer waits longer than
    that. The folder is built under another name and renamed when it is whole, so that a reader never sees half of it. If the content
    equals that of the current release, nothing is built and that one is given. A taken name gets `.2`, `.3`, …. `at` (aware) is written
    down as the moment of the release, `specs` are panels to keep in it, `accuracy` a CSV file for `pub.accuracy`, `allowed` the checks
    that failed and were let pass. Raises WarehouseBusyError while the warehouse is being written, check.ChecksFailedError if what was built
    does not hold.
    """
    if not path.exists():
        raise FileNotFoundError(f"no warehouse at {path}; `khabar run` makes one")
    out.mkdir(parents=True, exist_ok=True)
    with _building(out) as building:
        with turn():
            copy = _copied(path, building)
        with _opened(copy) as con:
            more = [spec.spec_id for spec in specs] + ([accuracy.read_text(encoding="utf-8")] if accuracy else [])
            fingerprint = _fingerprint(con, [*more, *allowed])
            if (known := _content(out / CURRENT)) == fingerprint:
                return (out / CURRENT).resolve()
            _build(con, building, specs, accuracy)
            coders = release_files.rows(con, "release_coders")
        copy.unlink()
        final = _free_name(out, name)
        about = {"name": final.name, "released_at": at.astimezone(dt.UTC).isoformat(), "content": fingerprint, "follows": known}
        describe(building, about | {"versions": version(), "coders": coders, "allowed_checks": list(allowed)})
        building.rename(final)
    _point(out / CURRENT, final)
    return final


def prune(out: Path, *, keep: int) -> list[str]:
    """Delete old releases; gives their names. Kept are the newest `keep`, the last of each month, and the current one.

    Raises ValueError if fewer than one is to be kept.
    """
    if keep < 1:
        raise ValueError(f"keep at least one release, not {keep}")
    found = sorted((p for p in out.iterdir() if p.is_dir() and not p.is_symlink() and NAME.fullmatch(p.name)), key=_order)
    months = {p.name[:7]: p for p in found}  # the last of each stays
    kept = {*found[-keep:], *months.values(), (out / CURRENT).resolve()}
    gone = [p for p in found if p not in kept and p.resolve() not in kept]
    for path in gone:
        doomed = path.with_name(f".building-{uuid.uuid4().hex}")  # nobody opens half of it
        path.rename(doomed)
        shutil.rmtree(doomed)
    return [p.name for p in gone]


def _order(path: Path) -> tuple[str, int]:
    found = NAME.fullmatch(path.name)
    return (found[1], int(found[2] or 1)) if found else ("", 0)


@contextmanager
def _building(out: Path) -> Iterator[Path]:
    folder = out / f".building-{uuid.uuid4().hex}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copied(path: Path, folder: Path) -> Path:
    """Copy the warehouse, with what a killed writer left in its log."""
    try:
        with duckdb.connect(str(path), read_only=True):  # fails while it is being written
            copy = folder / "copy.duckdb"
            shutil.copyfile(path, copy)
            log = path.with_name(f"{path.name}.wal")
            if log.exists():
                shutil.copyfile(log, copy.with_name(f"{copy.name}.wal"))
            return copy
    except duckdb.Error as error:
        raise WarehouseBusyError(f"{path} could not be opened ({error}); try again when it is not being written") from error


@contextmanager
def _opened(copy: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(copy)) as con:
        renew(con)  # the warehouse may be of an older schema
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{_quoted(copy)}' AS warehouse (READ_ONLY)")
        con.execute("USE warehouse")
        yield con


def _fingerprint(con: duckdb.DuckDBPyConnection, more: Sequence[str]) -> str:
    """Hash what the release would show, with the versions and panels that shape its files."""
    row = con.execute(sql("release_fingerprint")).fetchone()
    return hashlib.blake2b(f"{row} {version()} {schema_hash()} {list(more)}".encode(), digest_size=10).hexdigest()


def _content(current: Path) -> str | None:
    manifest = current / MANIFEST
    return str(json.loads(manifest.read_text(encoding="utf-8"))["content"]) if manifest.exists() else None


def _build(con: duckdb.DuckDBPyConnection, folder: Path, specs: Sequence[Spec], accuracy: Path | None) -> None:
    con.execute(f"ATTACH '{_quoted(folder / DATABASE)}' AS release (STORAGE_VERSION '{STORAGE}')")
    con.execute("BEGIN")  # one commit, not one a comment
    con.execute("CREATE SCHEMA release.pub")
    for (statement,) in con.execute(sql("release_copy")).fetchall():
        con.execute(statement)
    con.execute("USE release")
    for name in ("functions.sql", *MACROS, "panels.sql"):
        con.execute(schema(name))
    for (statement,) in con.execute(sql("release_panels")).fetchall():
        con.execute(statement)
    con.execute(sql("release_accuracy"))
    if accuracy:
        con.execute(sql("release_fill_accuracy"), {"file": str(accuracy)})
    comments = [row[0] for row in con.execute(sql("release_comments")).fetchall()]
    comments += [line for line in schema("view_comments.sql").splitlines() if line.startswith("COMMENT ON MACRO")]
    con.execute(";\n".join(line.rstrip(";") for line in comments))
    con.execute("COMMIT")
    if failures := check.run(con, folder=check.OF_RELEASE):
        raise check.ChecksFailedError(failures)
    release_files.write(con, folder, specs)
    con.execute("USE warehouse")
    con.execute("DETACH release")


def _free_name(out: Path, name: str) -> Path:
    taken, number = out / name, 1
    while taken.exists():
        number += 1
        taken = out / f"{name}.{number}"
    return taken


def _point(current: Path, final: Path) -> None:
    """Swap the pointer in one step: a link under another name, renamed over the old one."""
    fresh = current.with_name(f".{CURRENT}-{uuid.uuid4().hex}")
    fresh.symlink_to(final.name, target_is_directory=True)
    fresh.replace(current)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")

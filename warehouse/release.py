"""Releases: immutable snapshots that BI tools hold open without blocking anybody."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import shutil
import uuid
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from warehouse.dictionary import render
from warehouse.store import STORAGE, WarehouseBusyError, sql, version

CURRENT = "current"
MANIFEST = "release.json"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def release(path: Path, out: Path, *, name: str, at: dt.datetime) -> Path:
    """Build `out/<name>/` out of the warehouse at `path`, point `out/current` to it and give its folder.

    The folder is built under another name and renamed when it is whole, so that a reader never sees half of it. If the content equals
    that of the current release, nothing is built and that one is given. A taken name gets `.2`, `.3`, …. `at` (aware) is written
    down as the moment of the release. Raises WarehouseBusyError while the warehouse is being written.
    """
    out.mkdir(parents=True, exist_ok=True)
    with _opened(path) as con:
        fingerprint = _fingerprint(con)
        current = out / CURRENT
        if (current / MANIFEST).exists() and json.loads((current / MANIFEST).read_text(encoding="utf-8"))["content"] == fingerprint:
            return current.resolve()
        building = out / f".building-{uuid.uuid4().hex}"
        building.mkdir()
        try:
            _build(con, building)
            final = _free_name(out, name)
            _describe(building, final.name, at=at, fingerprint=fingerprint)
            building.rename(final)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
    _point(current, final)
    return final


def _opened(path: Path) -> duckdb.DuckDBPyConnection:
    if not path.exists():
        raise FileNotFoundError(f"no warehouse at {path}; `khabar run` makes one")
    con = duckdb.connect()
    try:
        con.execute(f"ATTACH '{_quoted(path)}' AS warehouse (READ_ONLY)")
    except duckdb.Error as error:
        con.close()
        raise WarehouseBusyError(f"{path} could not be opened ({error}); try again when it is not being written") from error
    con.execute("USE warehouse")
    return con


def _fingerprint(con: duckdb.DuckDBPyConnection) -> str:
    """Hash what the release would show, with the versions that shape its files."""
    row = con.execute(sql("release_fingerprint")).fetchone()
    return hashlib.blake2b(f"{row} {version()}".encode(), digest_size=10).hexdigest()


def _build(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    con.execute(f"ATTACH '{_quoted(folder / 'khabar.duckdb')}' AS release (STORAGE_VERSION '{STORAGE}')")
    for (statement,) in con.execute(sql("release_copy")).fetchall():
        con.execute(statement)
    con.execute("USE release")
    (folder / "DICTIONARY.md").write_text(render(con), encoding="utf-8")
    events = con.execute(sql("release_events")).to_arrow_table()
    pq.write_table(events, folder / "events.parquet", compression="zstd")
    _write_csv(folder / "events.csv", events.column_names, con)
    features = [row[0] for row in con.execute(sql("release_geojson")).fetchall()]
    body = ",\n".join(features)
    (folder / "events.geojson").write_text('{"type": "FeatureCollection", "features": [\n' + body + "\n]}\n", encoding="utf-8")
    con.execute("USE warehouse")
    con.execute("DETACH release")


def _write_csv(path: Path, columns: list[str], con: duckdb.DuckDBPyConnection) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        found = con.execute(sql("release_events"))
        while rows := found.fetchmany(10_000):
            writer.writerows([neutral(cell) for cell in row] for row in rows)


def neutral(cell: object) -> object:
    """Put an apostrophe before text that a spreadsheet would run as a formula; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA) else cell


def _describe(folder: Path, name: str, *, at: dt.datetime, fingerprint: str) -> None:
    files = sorted(file for file in folder.iterdir() if file.is_file())
    sums = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    about = {"name": name, "released_at": at.astimezone(dt.UTC).isoformat(), "content": fingerprint, "versions": version(), "sha256": sums}
    manifest = folder / MANIFEST
    manifest.write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    sums[MANIFEST] = hashlib.sha256(manifest.read_bytes()).hexdigest()
    lines = [f"{digest}  {file}\n" for file, digest in sorted(sums.items())]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


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

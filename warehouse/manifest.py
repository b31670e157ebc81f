"""What describes a release to machines: release.json, datapackage.json (Data Package), SHA256SUMS; and whether they still hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from warehouse.store import sql

MANIFEST = "release.json"
PACKAGE = "datapackage.json"
SUMS = "SHA256SUMS"
TYPES = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "HUGEINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
}


def describe(folder: Path, about: dict[str, Any]) -> None:
    """Write release.json with the hashes of all files, the Data Package, and SHA256SUMS over all of them."""
    (folder / PACKAGE).write_text(json.dumps(_package(folder, about), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    sums = {name: _digest(folder / name) for name in files(folder)}
    (folder / MANIFEST).write_text(json.dumps(about | {"sha256": sums}, indent=2) + "\n", encoding="utf-8")
    sums[MANIFEST] = _digest(folder / MANIFEST)
    (folder / SUMS).write_text("".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())), encoding="utf-8")


def files(folder: Path) -> list[str]:
    """Name all files of a release but the list of their sums, relative to its folder."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and p.name != SUMS)


def broken(folder: Path) -> Iterator[str]:
    """Tell which files are missing, changed, or not in the list of sums."""
    path = folder / SUMS
    if not path.exists():
        yield f"{SUMS} is missing"
        return
    lines = path.read_text(encoding="utf-8").splitlines()
    told = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    found = set(files(folder))
    yield from (f"{name} is missing" for name in sorted(told.keys() - found))
    yield from (f"{name} is not in {SUMS}" for name in sorted(found - told.keys()))
    yield from (f"{name} has changed" for name in sorted(told.keys() & found) if _digest(folder / name) != told[name])


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _package(folder: Path, about: dict[str, Any]) -> dict[str, Any]:
    with duckdb.connect(str(folder / "khabar.duckdb"), read_only=True) as con:
        resources = [_resource(con, folder, path) for path in sorted(folder.glob("csv/*.csv"))]
        sources = [{"title": row[1], **({"path": row[2]} if row[2] else {})} for row in con.execute(sql("release_sources")).fetchall()]
    package = {
        "profile": "data-package",
        "name": "khabar",
        "title": "Political events coded from news",
        "version": about["name"],
        "created": about["released_at"],
        "description": "The CSV tables of a release of khabar; DICTIONARY.md tells of all others, RIGHTS.md of what may be done with them.",
        "resources": resources,
    }
    return package | ({"sources": sources} if sources else {})


def _resource(con: duckdb.DuckDBPyConnection, folder: Path, path: Path) -> dict[str, Any]:
    columns = con.execute(sql("release_fields"), {"table": path.stem}).fetchall()
    return {
        "name": path.stem.replace("_", "-"),
        "path": path.relative_to(folder).as_posix(),
        "profile": "tabular-data-resource",
        "description": columns[0][3] if columns else "",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_digest(path)}",
        "schema": {"fields": [_field(name, kind, comment) for name, kind, comment, _ in columns], "missingValues": [""]},
    }


def _field(name: str, kind: str, comment: str | None) -> dict[str, Any]:
    return {"name": name, "type": TYPES.get(kind, "array" if kind.endswith("[]") else "string"), "description": comment or ""}

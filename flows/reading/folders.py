"""Files by a path or glob of the catalogue, and the drop folder: whatever is put there is read once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from glob import glob, has_magic
from pathlib import Path

from flows.reading import files
from flows.reading.catalogue import Entry
from flows.reading.desk import Desk, Item
from flows.reading.offers import told_of_list

_UNFINISHED = frozenset({".part", ".tmp", ".crdownload", ".filepart"})


def read(entry: Entry, desk: Desk) -> Iterator[Item]:
    """Yield the articles of all files of an entry, and that they were looked at."""
    found = _found(entry)
    for path in found:
        yield from files.read_file(path, desk, entry.origin)
    yield told_of_list(entry, desk, "read" if found else "failed", reason=None if found else "no such file")


def read_new(entry: Entry, desk: Desk) -> Iterator[Item]:
    """Yield the articles of files that have not been read as they are now. Nothing is moved or deleted; files that a copy has not finished
    (`.part`, `.tmp`, hidden ones) wait."""
    waiting = [path for path in _found(entry) if not _UNFINISHED & {s.lower() for s in path.suffixes}]
    marks = {f"{path} ({_state(path)})": path for path in waiting}
    known = desk.known(list(marks))
    for mark, path in marks.items():
        if mark not in known:
            yield from files.read_file(path, desk, entry.origin)
            yield told_of_list(entry, desk, "read", locator=mark)
    is_there = bool(waiting) or _folder(entry).is_dir()
    yield told_of_list(entry, desk, "read" if is_there else "failed", reason=None if is_there else "no such folder")


def _folder(entry: Entry) -> Path:
    """Give the folder that the files of an entry are put into: the part of its path before any pattern."""
    path = Path(entry.path or "")
    return next((folder for folder in (path, *path.parents) if not has_magic(str(folder))), path)


def _found(entry: Entry) -> list[Path]:
    paths = [Path(name) for name in sorted(glob(entry.path or "", recursive=True))]  # noqa: PTH207 - the user's pattern may be absolute
    return [file for path in paths for file in files.files(path)]


def _state(path: Path) -> str:
    found = path.stat()
    return f"{found.st_size} bytes of {dt.datetime.fromtimestamp(found.st_mtime, dt.UTC):%Y-%m-%d %H:%M:%S.%f}"

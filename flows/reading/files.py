"""Files, folders and standard input."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import BinaryIO

from flows.reading import archives, fields, pages, tables
from flows.reading.build import article, rejected, sound
from flows.reading.decoding import UnreadableError, decode
from flows.reading.desk import NOWHERE, Desk, Item, Origin

STDIN = "-"
_MARK = b"\xef\xbb\xbf \t\r\n"  # a byte order mark and white space
Reader = Callable[[BinaryIO, str, Desk, Origin], Iterator[Item]]


def _plain(stream: BinaryIO, locator: str, desk: Desk, origin: Origin) -> Iterator[Item]:
    yield _whole(stream, locator, desk, origin, lambda data: fields.plain(decode(data)))


def _markdown(stream: BinaryIO, locator: str, desk: Desk, origin: Origin) -> Iterator[Item]:
    yield _whole(stream, locator, desk, origin, lambda data: fields.markdown(decode(data)))


def _page(stream: BinaryIO, locator: str, desk: Desk, origin: Origin) -> Iterator[Item]:
    limit = desk.limits.page_bytes
    yield _whole(stream, locator, desk, origin, lambda data: pages.page(data, today=desk.today), limit=limit)


def _whole(
    stream: BinaryIO, locator: str, desk: Desk, origin: Origin, read: Callable[[bytes], fields.Fields], *, limit: int | None = None
) -> Item:
    """Make one article of a whole file."""
    most = min(limit or desk.limits.file_bytes, desk.limits.file_bytes)
    data = b""
    try:
        data = stream.read(most + 1)
        if len(data) > most:
            raise UnreadableError(f"larger than {most:,} bytes")  # noqa: TRY301
        return article(read(data), locator, desk, origin)
    except UnreadableError as error:
        return rejected(error, locator, data, origin)


FORMATS: dict[str, Reader] = {
    ".txt": _plain,
    ".md": _markdown,
    ".html": _page,
    ".htm": _page,
    ".jsonl": tables.jsonl,
    ".csv": tables.comma_separated,
    ".tsv": tables.comma_separated,
}
PACKED = frozenset({".gz", ".zip"})
SUFFIXES = frozenset({*FORMATS, *PACKED})


def read(paths: Sequence[str], desk: Desk, origin: Origin = NOWHERE, *, stdin: BinaryIO | None = None) -> Iterator[Item]:
    """Yield the articles of files and folders (searched in depth, sorted) of the kinds in `SUFFIXES`, and of `-`, standard input.

    A file of another kind is passed over in a folder and rejected where it is named. Memory does not grow with the number of articles.
    """
    for path in paths:
        if path == STDIN:
            yield from _read_stdin(stdin or sys.stdin.buffer, desk, origin)
            continue
        try:
            found = files(Path(path))
        except OSError as error:
            yield rejected(f"cannot be opened: {error.strerror}", path, origin=origin)
            continue
        for file in found:
            yield from read_file(file, desk, origin)


def files(path: Path) -> list[Path]:
    """Give the files to read under `path`; a named file as it is, whatever its kind. OSError if there is none."""
    if not path.is_dir():
        path.stat()
        return [path]
    return sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file() and not _is_hidden(p.relative_to(path)))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def read_file(path: Path, desk: Desk, origin: Origin = NOWHERE) -> Iterator[Item]:
    """Yield the articles of one file by its suffix; `.gz` goes by the suffix before it, the files in a `.zip` by theirs."""
    locator, suffix = sound(str(path)), path.suffix.lower()
    try:
        if suffix not in SUFFIXES:
            raise UnreadableError(_unknown(suffix))  # noqa: TRY301
        if not path.is_file():
            raise UnreadableError("no regular file")  # noqa: TRY301
        if suffix == ".zip":
            yield from _read_zip(path, locator, desk, origin)
            return
        with path.open("rb") as stream:
            inner: BinaryIO = stream
            if suffix == ".gz":
                suffix = _inner_suffix(path.name)
                inner = archives.gunzip(stream, limit=desk.limits.unpacked_bytes, packed_size=path.stat().st_size)
            yield from _read_stream(inner, suffix, locator, desk, origin)
    except OSError as error:
        yield rejected(f"cannot be read: {error.strerror}", locator, origin=origin)
    except UnreadableError as error:
        yield rejected(error, locator, origin=origin)


def _inner_suffix(name: str) -> str:
    return PurePath(PurePath(name).stem).suffix.lower()


def _read_stream(stream: BinaryIO, suffix: str, locator: str, desk: Desk, origin: Origin) -> Iterator[Item]:
    """Read a stream by its suffix; one that breaks off is rejected with what was read of it kept."""
    if suffix not in FORMATS:
        yield rejected(_unknown(suffix), locator, origin=origin)
        return
    try:
        yield from FORMATS[suffix](stream, locator, desk, origin)
    except UnreadableError as error:
        yield rejected(error, locator, origin=origin)


def _read_zip(path: Path, locator: str, desk: Desk, origin: Origin) -> Iterator[Item]:
    for name, member in archives.members(path, limit=desk.limits.unpacked_bytes):
        inside = f"{locator}!{sound(name)}"
        if isinstance(member, UnreadableError):
            yield rejected(member, inside, origin=origin)
            continue
        with member:
            yield from _read_stream(member, PurePath(name).suffix.lower(), inside, desk, origin)


def _unknown(suffix: str) -> str:
    return f"unknown kind of file {suffix!r}; {', '.join(sorted(SUFFIXES))} can be read"


def _read_stdin(stream: BinaryIO, desk: Desk, origin: Origin) -> Iterator[Item]:
    """Read standard input: JSONL if its first character is a brace, else one plain text."""
    head = b""
    while not head.strip(_MARK):
        piece = stream.readline(desk.limits.line_bytes + 1)
        if not piece:
            break
        head = piece if not head.strip() else head + piece
    if head.lstrip(_MARK).startswith(b"{"):
        yield from tables.jsonl(stream, "stdin", desk, origin, first=head)
    else:
        rest = stream.read(max(desk.limits.file_bytes + 1 - len(head), 0))
        yield from _plain(io.BytesIO(head + rest), "stdin", desk, origin)

"""The read stage: paths in, articles out, one at a time; what cannot be read comes out as `Rejected` and the run goes on."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from flows import formats
from flows.formats import Fields, UnreadableError
from models import text
from models.records import Article, Rejected

STDIN = "-"
SUFFIXES = frozenset({*formats.FORMATS, ".jsonl"})
_EXCERPT = 200  # characters of a rejected input that are kept
_SLUG = re.compile(r"[^\w.]+")
_HALF = re.compile("[\ud800-\udfff]")  # of a surrogate pair: from a JSON escape or an odd file name, and nothing that can be stored
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too large: bytes of a file, bytes of a line of JSONL, characters of an article."""

    file_bytes: int = 50_000_000
    line_bytes: int = 10_000_000
    article_chars: int = 200_000


def read(paths: Sequence[str], *, limits: Limits | None = None, stdin: BinaryIO | None = None) -> Iterator[Article | Rejected]:
    """Yield the articles of files and folders (searched in depth, sorted) of .txt, .md, .html, .htm, .jsonl and of `-`, standard input.

    A file of another kind is passed over in a folder and rejected where it is named. Memory does not grow with the number of articles.
    """
    bounds = limits or Limits()
    for path in paths:
        if path == STDIN:
            yield from _read_stdin(stdin or sys.stdin.buffer, bounds)
            continue
        try:
            files = _files(Path(path))
        except OSError as error:
            yield Rejected(source_id="file", locator=_sound(path), reason=f"cannot be opened: {error.strerror}")
            continue
        for file in files:
            yield from _read_file(file, bounds)


def _files(path: Path) -> list[Path]:
    """Give the files to read under `path`; a named file as it is, whatever its kind."""
    if not path.is_dir():
        path.stat()
        return [path]
    return sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file() and not _is_hidden(p.relative_to(path)))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _read_file(path: Path, limits: Limits) -> Iterator[Article | Rejected]:
    suffix, locator = path.suffix.lower(), _sound(str(path))
    if suffix not in SUFFIXES:
        yield Rejected(
            source_id="file", locator=locator, reason=f"unknown kind of file {suffix!r}; {', '.join(sorted(SUFFIXES))} can be read"
        )
        return
    try:
        if not path.is_file():
            yield Rejected(source_id="file", locator=locator, reason="no regular file")
            return
        with path.open("rb") as stream:
            if suffix == ".jsonl":
                yield from _read_lines(stream, locator, limits)
            else:
                yield _whole(stream.read(limits.file_bytes + 1), suffix, locator, limits)
    except OSError as error:
        yield Rejected(source_id="file", locator=locator, reason=f"cannot be read: {error.strerror}")


def _read_stdin(stream: BinaryIO, limits: Limits) -> Iterator[Article | Rejected]:
    """Read standard input: JSONL if its first character is a brace, else one plain text."""
    head = b""
    while not head.strip(b"\xef\xbb\xbf \t\r\n"):
        piece = stream.readline(limits.line_bytes + 1)
        if not piece:
            break
        head = piece if not head.strip() else head + piece
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        yield from _read_lines(stream, "stdin", limits, first=head)
    else:
        yield _whole(head + stream.read(max(limits.file_bytes + 1 - len(head), 0)), ".txt", "stdin", limits)


def _whole(data: bytes, suffix: str, locator: str, limits: Limits) -> Article | Rejected:
    """Make one article of a whole file."""
    if len(data) > limits.file_bytes:
        return Rejected(source_id="file", locator=locator, reason=f"larger than {limits.file_bytes:,} bytes", excerpt=_excerpt(data))
    try:
        return _article(formats.FORMATS[suffix](formats.decode(data)), locator, limits)
    except UnreadableError as error:
        return Rejected(source_id="file", locator=locator, reason=str(error), excerpt=_excerpt(data))


def _read_lines(stream: BinaryIO, path: str, limits: Limits, *, first: bytes = b"") -> Iterator[Article | Rejected]:
    """Make one article of each line of JSONL; empty lines are passed over."""
    for number, line in enumerate(lines(stream, limits.line_bytes, first=first), start=1):
        if not line.strip():
            continue
        locator = f"{path}:{number}"
        try:
            if len(line) > limits.line_bytes:
                raise UnreadableError(f"a line longer than {limits.line_bytes:,} bytes")  # noqa: TRY301
            yield _article(formats.record(formats.json_object(formats.decode(line))), locator, limits)
        except UnreadableError as error:
            yield Rejected(source_id="file", locator=locator, reason=str(error), excerpt=_excerpt(line))


def lines(stream: BinaryIO, limit: int, *, first: bytes = b"") -> Iterator[bytes]:
    """Yield the lines of `stream`; of a line longer than `limit` bytes only the first `limit` + 1, so that memory stays flat."""
    line = first or stream.readline(limit + 1)
    while line:
        yield line
        while not line.endswith(b"\n") and len(line) > limit:
            rest = stream.readline(limit + 1)
            if not rest or rest.endswith(b"\n"):
                break
        line = stream.readline(limit + 1)


def _article(fields: Fields, locator: str, limits: Limits) -> Article:
    made = text.article(
        _sound(fields.body),
        source_id=source_id(fields),
        locator=locator,
        title=_sound(fields.title) if fields.title else None,
        doc_id=_sound(fields.doc_id) if fields.doc_id else None,
        url=fields.url,
        language=_sound(fields.language[:2].lower()),
        published=fields.published,
    )
    if not _LETTER.search(made.text):
        raise UnreadableError("empty" if not made.text.strip() else "no words in it")
    if len(made.text) > limits.article_chars:
        raise UnreadableError(f"longer than {limits.article_chars:,} characters")
    return made


def _sound(told: str) -> str:
    return _HALF.sub("\ufffd", told)


def source_id(fields: Fields) -> str:
    """Give the id of an article's publisher: its name as told, in lower case with hyphens, else the host of its address, else `file`."""
    name = fields.source or urlsplit(text.canonical_url(fields.url) or "").netloc.removeprefix("www.")
    return _SLUG.sub("-", name.casefold()).strip("-")[:80] or "file"


def _excerpt(data: bytes) -> str:
    return data[: _EXCERPT * 4].decode("utf-8", errors="replace").strip()[:_EXCERPT]

"""Records one by one out of JSONL and CSV, however long the file; each with its line, broken ones with the reason."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from flows.reading.build import article, rejected
from flows.reading.decoding import UnreadableError, decode, lines
from flows.reading.desk import NOWHERE, Desk, Item, Origin
from flows.reading.fields import json_object, record

_DELIMITERS = ",;\t|"
Row = tuple[int, dict[str, object] | UnreadableError, bytes]  # the line it begins in, what it says, its beginning


def jsonl(stream: BinaryIO, path: str, desk: Desk, origin: Origin = NOWHERE, *, first: bytes = b"") -> Iterator[Item]:
    """Make one article of each line of JSONL; empty lines are passed over."""
    yield from _articles(_json_rows(stream, desk, first), path, desk, origin)


def comma_separated(stream: BinaryIO, path: str, desk: Desk, origin: Origin = NOWHERE) -> Iterator[Item]:
    """Make one article of each row of CSV with a header; the delimiter is the likeliest of comma, semicolon, tab and bar in the header.

    A file whose header has no column for the text is rejected as a whole: it holds something else.
    """
    yield from _articles(_csv_rows(stream, desk, origin.names.get("text")), path, desk, origin)


def _articles(rows: Iterator[Row], path: str, desk: Desk, origin: Origin) -> Iterator[Item]:
    for number, told, data in rows:
        locator = f"{path}:{number}"
        try:
            if isinstance(told, UnreadableError):
                raise told
            yield article(record(told, names=origin.names, date_formats=origin.date_formats), locator, desk, origin)
        except UnreadableError as error:
            yield rejected(error, locator, data, origin)


def _json_rows(stream: BinaryIO, desk: Desk, first: bytes) -> Iterator[Row]:
    limit = desk.limits.line_bytes
    for number, line in enumerate(lines(stream, limit, first=first), start=1):
        if not line.strip():
            continue
        try:
            if len(line) > limit:
                raise UnreadableError(f"a line longer than {limit:,} bytes")  # noqa: TRY301
            yield number, json_object(decode(line)), line
        except UnreadableError as error:
            yield number, error, line


def _csv_rows(stream: BinaryIO, desk: Desk, text_column: str | None) -> Iterator[Row]:
    limit = desk.limits.line_bytes
    head = stream.readline(limit + 1)
    try:
        header = decode(head).strip("\r\n")
        delimiter = max(_DELIMITERS, key=header.count)
        names = [name.strip() for name in next(csv.reader([header], delimiter=delimiter), [])]
    except (UnreadableError, csv.Error) as error:
        yield 1, UnreadableError(f"no header of a CSV file: {error}"), head
        return
    if not {text_column} & set(names) if text_column else not {"text", "body"} & {name.casefold() for name in names}:
        column = f"`{text_column}`" if text_column else "`text` or `body`"
        yield 1, UnreadableError(f"no column {column} in the header of a CSV file"), head
        return
    names = names if text_column else [name.casefold() for name in names]
    # A quote that is never closed makes the reader swallow lines up to the limit; it then goes on with the next.
    reader = csv.reader(_csv_lines(stream, limit), delimiter=delimiter, strict=True)
    while True:
        number = reader.line_num + 2  # the header is line 1
        usual = csv.field_size_limit(limit)  # of the whole process, so it is set for this row only
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield number, UnreadableError(f"not CSV: {error}"), b""
            continue
        finally:
            csv.field_size_limit(usual)
        if cells is None:
            return
        if cells:
            yield number, _row(names, cells), delimiter.join(cells)[:400].encode(errors="replace")


def _csv_lines(stream: BinaryIO, limit: int) -> Iterator[str]:
    for line in lines(stream, limit):
        try:
            yield decode(line)
        except UnreadableError:
            yield line.decode("latin-1").replace("\0", "")


def _row(names: list[str], cells: list[str]) -> dict[str, object] | UnreadableError:
    if len(cells) != len(names):
        return UnreadableError(f"{len(cells)} cells where the header has {len(names)}")
    return _filled(dict(zip(names, cells, strict=True)))


def _filled(row: Mapping[str, str]) -> dict[str, object]:
    """Leave out empty cells, which tell nothing; but keep an empty text, to be told as empty."""
    return {name: cell for name, cell in row.items() if cell.strip() or name in {"text", "body"}}

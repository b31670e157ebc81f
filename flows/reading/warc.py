"""Web archives: WARC files as Common Crawl's news crawl has them (CC-NEWS), so that years before the installation can be read.

Records are streamed; what is of another host is passed over before it is unpacked further.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from glob import glob
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from flows.reading import pages
from flows.reading.archives import unpack
from flows.reading.build import article, host_of, rejected
from flows.reading.catalogue import Entry
from flows.reading.decoding import UnreadableError
from flows.reading.desk import Desk, Item
from flows.reading.gdelt import is_of
from flows.reading.hosts import RefusedError
from flows.reading.offers import publisher, told_of_list

_HTML = ("text/html", "application/xhtml+xml")
_GROUP = 200  # records that the ledger is asked for at once; their pages are held meanwhile
_GZIP = b"\x1f\x8b"
_CHUNKED = re.compile(rb"[0-9A-Fa-f]{1,8}(?:;[^\r\n]*)?\r\n")


def read(entry: Entry, desk: Desk) -> Iterator[Item]:
    """Yield the new articles of the archives of an entry: files by a glob, or the monthly lists of paths at its url. `hosts` says whose to
    take. An archive that was read to its end is not opened again; of one that was not, what is loaded is passed over."""
    names = sorted(glob(entry.path)) if entry.path else []  # noqa: PTH207 - the user's pattern may be absolute
    if entry.path and not names:
        yield told_of_list(entry, desk, "failed", reason="no such file")
    for address in _lists(entry):
        try:
            names += _paths(address, desk)
        except RefusedError as error:
            yield told_of_list(entry, desk, error.outcome, locator=address, reason=str(error))
        except UnreadableError as error:
            yield told_of_list(entry, desk, "failed", locator=address, reason=str(error))
    for name in names:
        done = f"{name} ({', '.join(entry.hosts) or 'all hosts'})"  # another choice of hosts is another reading
        if done not in desk.known([done]):
            yield from _archive(name, done, entry, desk)


def _lists(entry: Entry) -> list[str]:
    """Give the addresses of the lists of paths, one a month where `{year}` and `{month}` stand in it."""
    if not entry.url:
        return []
    months = [month.split("-") for month in entry.months]
    return list(dict.fromkeys(entry.url.replace("{year}", year).replace("{month}", month) for year, month in months)) or [entry.url]


def _paths(address: str, desk: Desk) -> list[str]:
    """Give the archives that a list names, a path a line below the root of its host; an archive's own address stands for itself."""
    if re.search(r"\.warc(\.gz)?$", address):
        return [address]
    data = desk.fetcher.get(address, limit=desk.limits.list_bytes, is_list=True).body
    text = (unpack(data, limit=desk.limits.list_bytes) if data.startswith(_GZIP) else data).decode("utf-8", errors="replace")
    found = [urljoin(urljoin(address, "/"), line.strip()) for line in text.splitlines() if line.strip()]
    if not found or not all(re.search(r"\.warc(\.gz)?$", path) for path in found):
        raise UnreadableError("no list of WARC files")
    return found


def _archive(name: str, done: str, entry: Entry, desk: Desk) -> Iterator[Item]:
    try:
        with _opened(name, desk) as stream:
            yield from records(stream, name, entry, desk)
    except RefusedError as error:
        yield told_of_list(entry, desk, error.outcome, locator=name, reason=str(error))
    except UnreadableError as error:
        yield rejected(error, name, origin=entry.origin)
        yield told_of_list(entry, desk, "failed", locator=name, reason=str(error))
    except OSError as error:
        yield told_of_list(entry, desk, "failed", locator=name, reason=f"cannot be read: {error.strerror or error}")
    else:
        yield told_of_list(entry, desk, "read", locator=done)


@contextmanager
def _opened(name: str, desk: Desk) -> Iterator[Any]:
    if name.startswith(("http://", "https://")):
        yield _Chunks(desk.fetcher.stream(name))
    else:
        with Path(name).open("rb") as stream:
            yield stream


class _Chunks:
    """Chunks of bytes as the stream that fastwarc wants: it seeks to where it is already, and forward."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        """Read up to `size` bytes, none at the end."""
        if not self._rest:
            self._rest = memoryview(next(self._chunks, b""))
        found = self._rest[: size if size >= 0 else None]
        self._rest = self._rest[len(found) :]
        self._at += len(found)
        return bytes(found)

    def tell(self) -> int:
        """Tell the position."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go forward to a position; io.UnsupportedOperation for any other."""
        target = offset + (self._at if whence == io.SEEK_CUR else 0)
        if target < self._at or whence == io.SEEK_END:
            raise io.UnsupportedOperation("a stream of the net goes forward only")
        while self._at < target and self.read(target - self._at):
            pass
        return self._at


def records(stream: Any, name: str, entry: Entry, desk: Desk) -> Iterator[Item]:
    """Yield the articles of one archive. UnreadableError where it breaks off; what stands before is read."""
    found = _responses(stream, name, entry, desk)
    while group := list(islice(found, _GROUP)):
        known = desk.known([locator for locator, *_ in group])
        for locator, url, data, seen, charset in group:
            if locator in known:
                continue
            if isinstance(data, UnreadableError) and not url:
                raise data
            origin = replace(entry.origin, publisher=publisher(url, entry, desk))
            try:
                if isinstance(data, UnreadableError):
                    raise data
                page = replace(pages.page(data, charset=charset, url=url, today=seen or desk.today), url=url, source=None)
                yield article(page, locator, desk, origin)
            except UnreadableError as error:
                yield rejected(error, locator, b"" if isinstance(data, UnreadableError) else data, origin)


Response = tuple[
    str, str, bytes | UnreadableError, dt.date | None, str | None
]  # locator, address, page or why not, day of the crawl, charset


def _responses(stream: Any, name: str, entry: Entry, desk: Desk) -> Iterator[Response]:
    """Yield the pages of an archive, at last one without an address if it breaks off, so that none before is lost."""
    import fastwarc  # noqa: PLC0415 - only archives need it

    try:
        for record in fastwarc.ArchiveIterator(stream, record_types=fastwarc.WarcRecordType.response, parse_http=False):
            url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
            if not url.startswith(("http://", "https://")) or (entry.hosts and not is_of(host_of(url), entry.hosts)):
                continue
            data = _payload(record, desk)
            if data is not None:
                day = record.record_date.date() if record.record_date else None
                charset = record.http_charset if record.is_http_parsed else None
                yield f"{name}@{record.stream_pos}", url, data, day, charset
    except (OSError, EOFError, RuntimeError) as error:
        yield name, "", UnreadableError(f"a broken archive: {error}"), None, None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of fastwarc's Rust part, which does not derive from Exception
            raise
        yield name, "", UnreadableError("a broken archive"), None, None


def _payload(record: Any, desk: Desk) -> bytes | UnreadableError | None:
    """Give the unpacked page of a response, None if it is no page of an article: an error, an image."""
    limit = desk.limits.page_bytes
    try:
        record.parse_http()  # not decoded there: packed data that are broken would end the whole archive
        if record.http_headers is None or record.http_headers.status_code != 200:
            return None
        if (record.http_content_type or _HTML[0]).casefold() not in _HTML:
            return None
        data, n_told = bytes(record.reader.read(limit + 1)), record.content_length
        if len(data) < min(n_told, limit):
            raise EOFError(f"it ends after {len(data):,} of {n_told:,} bytes of a record")
        if len(data) <= limit:
            data = _decoded(data, record.http_headers, limit)
    except UnreadableError as error:
        return error
    except (OSError, ValueError, RuntimeError) as error:
        return UnreadableError(f"a broken record: {error}")
    return data if len(data) <= limit else UnreadableError(f"larger than {limit:,} bytes")


def _decoded(data: bytes, headers: Any, limit: int) -> bytes:
    """Undo the codings of transfer and content where the crawler has left them in place."""
    from fastwarc.stream_io import ChunkedReader  # noqa: PLC0415

    if (headers.get("Transfer-Encoding") or "").casefold() == "chunked" and _CHUNKED.match(data):
        data = bytes(ChunkedReader(io.BytesIO(data)).read(limit + 1))
    packing = (headers.get("Content-Encoding") or "").strip().casefold()
    if packing in {"gzip", "x-gzip"} and data.startswith(_GZIP):
        return unpack(data, limit=limit)
    if packing not in {"", "identity", "gzip", "x-gzip"} and not data.lstrip()[:1] == b"<":
        raise UnreadableError(f"packed in a way that is not read: {packing[:40]!r}")
    return data

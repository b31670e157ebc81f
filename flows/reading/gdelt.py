"""GDELT's lists of articles: events, mentions and knowledge-graph files name the pages that they were made from; we fetch and code those.

Layouts: GDELT Event Codebook 1.0 (58 columns) and 2.0 (61, mentions 14 to 16), GKG Codebook 2.1 (27). None of GDELT's own coding is used.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from glob import glob
from pathlib import Path
from typing import BinaryIO

from flows.reading import archives, offers
from flows.reading.build import host_of
from flows.reading.catalogue import Entry
from flows.reading.decoding import UnreadableError, lines
from flows.reading.desk import Desk, Item
from flows.reading.hosts import RefusedError
from flows.reading.offers import Offered, told_of_list
from models.records import Published

_LAYOUTS = {58: (57, 56), 61: (60, 59), 14: (5, 2), 15: (5, 2), 16: (5, 2), 27: (4, 1)}  # columns → those of address and first sight
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(\d{6})?")
_LISTED = re.compile(r"https?://\S+\.mentions\.CSV\.zip", re.IGNORECASE)  # in lastupdate.txt; each event has its mentions


def read(entry: Entry, desk: Desk) -> Iterator[Item]:
    """Yield the new articles of a GDELT file, or of the files that its `lastupdate.txt` names; `hosts` says whose to take."""
    if entry.path:
        for name in sorted(glob(entry.path)):  # noqa: PTH207 - the user's pattern may be absolute
            yield from _list(name, entry, desk, partial(_of_file, Path(name), desk))
        return
    addresses = [entry.url or ""]
    if addresses[0].endswith(".txt"):
        try:
            text = desk.fetcher.get(addresses[0], limit=desk.limits.list_bytes, is_list=True).body.decode("utf-8", errors="replace")
        except RefusedError as error:
            yield told_of_list(entry, desk, error.outcome, reason=str(error))
            return
        addresses = list(dict.fromkeys(_LISTED.findall(text)))[-desk.limits.list_items :]
        yield told_of_list(entry, desk, "read" if addresses else "failed", reason=None if addresses else "names no mentions file")
    known = desk.known(addresses)
    for address in addresses:
        if address not in known:
            yield from _list(address, entry, desk, partial(_of_address, address, desk))


def _list(name: str, entry: Entry, desk: Desk, opened: Callable[[], Iterator[BinaryIO]]) -> Iterator[Item]:
    """Read one file, then say in the ledger that it is done, so that a run that was stopped comes back to it."""
    try:
        for stream in opened():
            yield from offers.read(parse(stream, entry, desk), entry, desk)
    except RefusedError as error:
        yield told_of_list(entry, desk, error.outcome, locator=name, reason=str(error))
    except UnreadableError as error:
        yield told_of_list(entry, desk, "failed", locator=name, reason=str(error))
    except OSError as error:
        yield told_of_list(entry, desk, "failed", locator=name, reason=f"cannot be read: {error.strerror}")
    else:
        yield told_of_list(entry, desk, "read", locator=name)


def _of_file(path: Path, desk: Desk) -> Iterator[BinaryIO]:
    if path.suffix.lower() == ".zip":
        yield from _unzipped(path, desk)
        return
    with path.open("rb") as stream:
        yield stream


def _of_address(address: str, desk: Desk) -> Iterator[BinaryIO]:
    data = io.BytesIO(desk.fetcher.get(address, limit=desk.limits.list_bytes).body)
    if address.casefold().endswith(".zip"):
        yield from _unzipped(data, desk)
    else:
        yield data


def _unzipped(archive: Path | BinaryIO, desk: Desk) -> Iterator[BinaryIO]:
    for name, member in archives.members(archive, limit=desk.limits.unpacked_bytes):
        if isinstance(member, UnreadableError):
            raise UnreadableError(f"{name}: {member}")
        with member:
            yield member


def parse(stream: BinaryIO, entry: Entry, desk: Desk) -> Iterator[Offered]:
    """Yield the web pages that a file names, each once. UnreadableError if its lines have none of the known layouts."""
    seen: set[str] = set()
    is_any = False
    for line in lines(stream, desk.limits.line_bytes):
        cells = line.decode("utf-8", errors="replace").rstrip("\r\n").split("\t")
        layout = _LAYOUTS.get(len(cells))
        if layout is None:
            continue
        is_any = True
        url, stamp = cells[layout[0]].strip(), cells[layout[1]]
        if url in seen or not url.startswith(("http://", "https://")):  # citations of print and broadcast are no addresses
            continue
        seen.add(url)
        if entry.hosts and not is_of(host_of(url), entry.hosts):
            continue
        yield Offered(url=url, published=_first_seen(stamp))
    if not is_any:
        raise UnreadableError("no GDELT file: no line has 58, 61 (events), 14 to 16 (mentions) or 27 (GKG) columns")


def is_of(host: str, hosts: tuple[str, ...]) -> bool:
    """Tell whether `host` is one of `hosts` or below one."""
    return any(host == name or host.endswith(f".{name}") for name in hosts)


def _first_seen(stamp: str) -> Published:
    """GDELT looks every fifteen minutes: the day it first saw a page is taken for that of publication where the page tells none."""
    match = _STAMP.fullmatch(stamp.strip())
    try:
        day = dt.date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        day = None
    return Published(day, day, "given", (f"first seen by GDELT {stamp}",), "feed") if day else Published()

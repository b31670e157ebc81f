"""Reading again what was rejected, after a fix: of the file, of the limits, or of the reader."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from flows.reading import files, offers, warc
from flows.reading.build import rejected
from flows.reading.catalogue import Entry
from flows.reading.desk import NOWHERE, Desk, Item
from flows.reading.offers import Offered

_LINE = re.compile(r":\d+\Z")
_RECORD = re.compile(r"@\d+\Z")
_EVER = dt.datetime.max.replace(tzinfo=dt.UTC)
Row = Mapping[str, object]


def read(rows: Sequence[Row], entries: Mapping[str, Entry], desk: Desk) -> Iterator[Item]:
    """Yield what the inputs of these rows of `raw.rejected` are now. A line or record is read with the file that it is of."""
    ordered = sorted(rows, key=lambda row: (str(row["offered_by"] or ""), str(row["locator"])))
    for offered_by, group in groupby(ordered, key=lambda row: str(row["offered_by"] or "")):
        locators = [str(row["locator"]) for row in group]
        entry = entries.get(offered_by)
        pages = [locator for locator in locators if _is_page(locator)]
        if entry is not None and pages:
            yield from offers.read((Offered(url=url) for url in pages), entry, replace(desk, known=lambda _: {}))
        for container in dict.fromkeys(_container(locator) for locator in locators if not _is_page(locator)):
            yield from _container_again(container, locators, entry, desk)


def _is_page(locator: str) -> bool:
    return locator.startswith(("http://", "https://")) and not _RECORD.search(locator)


def _container(locator: str) -> str:
    """Give the file or archive that a locator leads into."""
    if _RECORD.search(locator):
        return _RECORD.sub("", locator)
    for found in (locator, _LINE.sub("", locator), _LINE.sub("", locator).partition("!")[0]):
        if Path(found).exists():
            return found
    return locator


def _container_again(container: str, locators: Sequence[str], entry: Entry | None, desk: Desk) -> Iterator[Item]:
    origin = entry.origin if entry else NOWHERE
    if container.startswith(("http://", "https://")):
        return  # one record of an archive on the net: it stays as it is
    if not Path(container).exists():
        yield rejected("cannot be opened: No such file or directory", container, origin=origin)
    elif entry is not None and entry.kind == "warc":
        wanted = set(locators)
        others_known = replace(desk, known=lambda asked: {locator: _EVER for locator in asked if locator not in wanted})
        with Path(container).open("rb") as stream:
            yield from warc.records(stream, container, entry, others_known)
    else:
        yield from files.read([container], desk, origin)

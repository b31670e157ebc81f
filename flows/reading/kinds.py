"""Kinds of sources: a function that yields what it reads, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from flows.reading import feeds, files, folders, gdelt, sitemaps, warc
from flows.reading.catalogue import Entry
from flows.reading.desk import Desk, Item

KINDS: Mapping[str, Callable[[Entry, Desk], Iterator[Item]]] = {
    "files": folders.read,
    "drop": folders.read_new,
    "feed": feeds.read,
    "sitemap": sitemaps.read,
    "gdelt": gdelt.read,
    "warc": warc.read,
}


def read(paths: Sequence[str], entries: Sequence[Entry], desk: Desk) -> Iterator[Item]:
    """Yield what paths (`-` is standard input) and sources hold: articles, what cannot be read, and rows of the ledger."""
    yield from files.read(paths, desk)
    for entry in entries:
        yield from KINDS[entry.kind](entry, desk)


def needs_network(entries: Sequence[Entry]) -> bool:
    """Tell whether any of the sources is not on this machine."""
    return any(entry.url for entry in entries)

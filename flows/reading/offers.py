"""Articles that a list offers by their address: which to fetch, fetching them, and what the ledger is told of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from flows.reading import pages
from flows.reading.build import article, host_of, rejected
from flows.reading.catalogue import Entry
from flows.reading.decoding import UnreadableError
from flows.reading.desk import Desk, Item
from flows.reading.fields import UNKNOWN, Fields
from flows.reading.hosts import RefusedError
from models.records import Offer, Outcome, Published, Rejected
from models.text import canonical_url

_GROUP = 500  # addresses that the ledger is asked for at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One article on a list: its address, what the list says of it, and when the list says it changed last. `fields` holds its text where
    the list itself carries it."""

    url: str
    published: Published = UNKNOWN
    title: str | None = None
    author: str | None = None
    updated: dt.datetime | None = None
    fields: Fields | None = None


def told_of_list(entry: Entry, desk: Desk, outcome: Outcome, *, locator: str | None = None, reason: str | None = None) -> Offer:
    """Give the ledger's row on a list itself: that it was read, or why not."""
    return Offer(
        source_id=entry.id,
        offered_by=entry.id,
        locator=locator or entry.url or entry.path or "",
        outcome=outcome,
        published=desk.today,
        is_list=True,
        is_fetched=outcome == "read",
        reason=reason,
    )


def read(offered: Iterable[Offered], entry: Entry, desk: Desk) -> Iterator[Item]:
    """Fetch and read what is new of the articles offered; at most `list_items` of them, the rest is written down as offered."""
    left = desk.limits.list_items
    for url, offer in _new(offered, desk):
        if left <= 0:
            yield _outcome(offer, url, entry, desk, outcome="offered", reason=f"more than {desk.limits.list_items:,} of one list in a run")
            continue
        left -= 1
        yield _read(offer, url, entry, desk)


def _new(offered: Iterable[Offered], desk: Desk) -> Iterator[tuple[str, Offered]]:
    """Yield the offers that the ledger has not settled, each address once; also one that its list says has changed since."""
    seen: set[str] = set()
    stream = iter(offered)
    while group := list(islice(stream, _GROUP)):
        fresh: dict[str, Offered] = {}
        for offer in group:
            url = canonical_url(offer.url) or offer.url
            if url not in seen:
                seen.add(url)
                fresh[url] = offer
        known = desk.known(list(fresh))
        for url, offer in fresh.items():
            settled = known.get(url)
            if settled is None or (offer.updated and offer.updated > settled):
                yield url, offer


def _read(offer: Offered, url: str, entry: Entry, desk: Desk) -> Item:
    data = b""
    try:
        fields = offer.fields
        if fields is None:
            if canonical_url(url) is None:
                raise UnreadableError("no address of the web")  # noqa: TRY301
            page = desk.fetcher.get(url, limit=desk.limits.page_bytes)
            data = page.body
            fields = _page(page.body, page.url, page.charset, offer, desk)
        return article(fields, url, desk, entry.origin)
    except RefusedError as error:
        if error.outcome != "rejected":
            return _outcome(offer, url, entry, desk, outcome=error.outcome, reason=str(error))
        return _rejected(error, offer, url, entry, data, is_fetched=False)
    except UnreadableError as error:
        return _rejected(error, offer, url, entry, data, is_fetched=bool(data))


def _page(data: bytes, final: str, charset: str | None, offer: Offered, desk: Desk) -> Fields:
    """Read a page; the list's word on day, title and author goes before the page's own, since it is the publisher's and never scraped."""
    found = pages.page(data, charset=charset, url=final, today=desk.today)
    return replace(
        found,
        url=_address(found.url, final),
        published=offer.published if offer.published.first else found.published,
        title=found.title or offer.title,
        author=found.author or offer.author,
        source=None,  # the host or the catalogue names the publisher; what a page calls itself changes too often for an id
    )


def _address(told: str | None, final: str) -> str:
    """Give the address that a page says is its own, if it is of the same host; else the one it came from."""
    return told if told and host_of(told) == host_of(final) else final


def publisher(url: str, entry: Entry, desk: Desk) -> str:
    """Give the id of the publisher of what is at `url`."""
    host = host_of(url)
    return entry.id if entry.is_publisher else desk.publishers.get(host, host) or entry.id


def _outcome(offer: Offered, url: str, entry: Entry, desk: Desk, *, outcome: Outcome, reason: str) -> Offer:
    return Offer(
        source_id=publisher(url, entry, desk),
        offered_by=entry.id,
        locator=url,
        outcome=outcome,
        published=_one_day(offer.published),
        is_fetched=False,
        reason=reason,
    )


def _rejected(error: Exception, offer: Offered, url: str, entry: Entry, data: bytes, *, is_fetched: bool) -> Rejected:
    return replace(rejected(error, url, data, entry.origin), published=_one_day(offer.published), is_fetched=is_fetched)


def _one_day(published: Published) -> dt.date | None:
    return published.first if published.first == published.last else None

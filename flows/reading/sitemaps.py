"""News sitemaps and their indexes, read as XML without entities."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from flows.reading import offers
from flows.reading.archives import unpack
from flows.reading.catalogue import Entry
from flows.reading.days import published
from flows.reading.decoding import UnreadableError
from flows.reading.desk import Desk, Item
from flows.reading.hosts import RefusedError
from flows.reading.offers import Offered, told_of_list

_DEEPEST = 2  # an index, and an index of indexes
_MOST_MAPS = 200  # sitemaps of one index that are read in a run
_GZIP = b"\x1f\x8b"


def read(entry: Entry, desk: Desk) -> Iterator[Item]:
    """Yield the new articles of a sitemap, or of those that an index lists, the latest first, and what became of each sitemap."""
    todo, seen = [(entry.url or "", 0)], set[str]()
    while todo and len(seen) < _MOST_MAPS:
        address, depth = todo.pop(0)
        if address in seen:
            continue
        seen.add(address)
        try:
            page = desk.fetcher.get(address, limit=desk.limits.list_bytes, is_list=True)
            maps, articles = parse(page.body, desk)
        except RefusedError as error:
            yield told_of_list(entry, desk, error.outcome, locator=address, reason=str(error))
            continue
        except UnreadableError as error:
            yield told_of_list(entry, desk, "failed", locator=address, reason=str(error))
            continue
        yield told_of_list(entry, desk, "read", locator=address)
        if depth < _DEEPEST:
            todo += [(inner, depth + 1) for inner in maps]
        yield from offers.read(sorted(articles, key=_latest_first), entry, desk)


def parse(data: bytes, desk: Desk) -> tuple[list[str], list[Offered]]:
    """Give the sitemaps and the articles that a sitemap lists. UnreadableError if it is none, is broken before its first entry, or declares
    entities; what stands before a later break is kept."""
    if data.startswith(_GZIP):
        data = unpack(data, limit=desk.limits.list_bytes)
    maps: list[str] = []
    articles: list[Offered] = []
    told: dict[str, str] = {}
    root = ""
    try:
        for event, element in iterparse(
            io.BytesIO(data), events=("start", "end"), forbid_dtd=False, forbid_entities=True, forbid_external=True
        ):
            name = element.tag.rpartition("}")[2]
            root = root or name
            if event == "start":
                continue
            if name in {"loc", "lastmod", "publication_date", "title", "name", "language"}:
                told.setdefault(name, (element.text or "").strip())
            elif name == "sitemap":
                maps += [told["loc"]] if told.get("loc") else []
            elif name == "url":
                articles += [_offered(told, desk)] if told.get("loc") else []
            if name in {"sitemap", "url"}:
                told = {}
                element.clear()
    except DefusedXmlException as error:
        raise UnreadableError(f"XML that is refused: {type(error).__name__}") from error
    except (ParseError, ValueError, LookupError) as error:
        if not maps and not articles:
            raise UnreadableError(f"no sitemap: {error}") from error
    if root not in {"urlset", "sitemapindex"}:
        raise UnreadableError(f"no sitemap: its root is <{root[:40]}>")
    return maps, articles


def _offered(told: dict[str, str], desk: Desk) -> Offered:
    changed = told.get("lastmod")
    return Offered(
        url=told["loc"],
        title=told.get("title") or None,
        published=published(told.get("publication_date"), via="sitemap", today=desk.today),
        updated=_moment(changed),
    )


def _moment(told: str | None) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(told) if told else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None  # a bare day tells too little to fetch a page anew


def _latest_first(offer: Offered) -> dt.timedelta:
    day = offer.published.first or (offer.updated.date() if offer.updated else None)
    return dt.date.max - (day or dt.date.min)

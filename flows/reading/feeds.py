"""RSS and Atom: feedparser reads the feed, each article is fetched from its page unless the feed carries the whole text."""

from __future__ import annotations

import calendar
import datetime as dt
import io
import re
from collections.abc import Iterator
from typing import Any

from flows.reading import offers, pages
from flows.reading.catalogue import Entry
from flows.reading.days import published
from flows.reading.decoding import UnreadableError
from flows.reading.desk import Desk, Item
from flows.reading.fields import Fields
from flows.reading.hosts import RefusedError
from flows.reading.offers import Offered, told_of_list

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!]")
_BASE = "https://feed.invalid/"  # an address that no page of a feed's own text has


def read(entry: Entry, desk: Desk) -> Iterator[Item]:
    """Yield the new articles of a feed, and what became of the feed itself."""
    address = entry.url or ""
    try:
        page = desk.fetcher.get(address, limit=desk.limits.list_bytes, is_list=True)
        offered = list(parse(page.body, entry, desk))
    except RefusedError as error:
        yield told_of_list(entry, desk, error.outcome, reason=str(error))
        return
    except UnreadableError as error:
        yield told_of_list(entry, desk, "failed", reason=str(error))
        return
    yield told_of_list(entry, desk, "read")
    yield from offers.read(offered, entry, desk)


def parse(data: bytes, entry: Entry, desk: Desk) -> Iterator[Offered]:
    """Yield the articles that a feed offers, in its order. UnreadableError if it is no feed, or declares entities, as no feed needs to."""
    import feedparser  # noqa: PLC0415 - slow to import

    if _ENTITY.search(data):
        raise UnreadableError("declares XML entities, which can be made to grow without end")
    found: Any = feedparser.parse(
        io.BytesIO(data), response_headers={"content-location": entry.url or ""}, resolve_relative_uris=True, sanitize_html=False
    )
    if not found.get("version") and not found.get("entries"):
        error = found.get("bozo_exception")
        raise UnreadableError(f"no RSS or Atom feed{f': {error}' if error else ''}"[:300])
    for item in found.entries:
        url = item.get("link") or next((link.get("href") for link in item.get("links", ()) if link.get("href")), None)
        if not url and str(item.get("id", "")).startswith(("http://", "https://")):
            url = item["id"]
        yield _offered(item, str(url or item.get("id") or "without an address"), entry, desk)


def _offered(item: Any, url: str, entry: Entry, desk: Desk) -> Offered:
    day = published(item.get("published") or dict.get(item, "updated"), formats=entry.date_formats, via="feed", today=desk.today)
    title, author = item.get("title"), item.get("author")
    fields = None
    if entry.full_text == "list":
        tags = [tag.get("term") for tag in item.get("tags", ())]
        fields = Fields(
            body=_text(item),
            title=title,
            published=day,
            doc_id=item.get("id"),
            url=url,
            author=author,
            section=next(filter(None, tags), None),
            language=(item.get("title_detail") or {}).get("language"),
        )
    return Offered(url=url, published=day, title=title, author=author, updated=_moment(dict.get(item, "updated_parsed")), fields=fields)


def _text(item: Any) -> str:
    """Give the longest text that the feed carries of an item, without its markup."""
    told = [str(part.get("value") or "") for part in item.get("content", ())] + [str(item.get("summary") or "")]
    longest = max(told, key=len)
    if not _TAG.search(longest):
        return longest
    try:
        return pages.page(f"<html><body><article>{longest}</article></body></html>".encode(), url=_BASE).body
    except UnreadableError:
        return re.sub(r"<[^>]*>", " ", longest)


def _moment(parts: Any) -> dt.datetime | None:
    try:
        return dt.datetime.fromtimestamp(calendar.timegm(parts), dt.UTC) if parts else None
    except (ValueError, OverflowError, OSError):
        return None

"""From the fields of an article as received to an `Article`, or a reason why it is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from flows.reading.decoding import UnreadableError
from flows.reading.desk import NOWHERE, Desk, Origin
from flows.reading.fields import Fields
from models import text
from models.credits import credits_of
from models.identify import ENGLISH, identify
from models.records import Article, Published, Rejected

EXCERPT = 200  # characters of a rejected input that are kept
FILE = "file"  # the publisher of an article that tells none
_SLUG = re.compile(r"[^\w.]+")
_HALF = re.compile("[\ud800-\udfff]")  # of a surrogate pair: from a JSON escape or an odd file name, and nothing that can be stored
_LETTER = re.compile(r"[^\W\d_]")
_NAME = 300  # characters of a byline, a section or another name; more is no name
_AHEAD_DAYS = 2


def article(fields: Fields, locator: str, desk: Desk, origin: Origin = NOWHERE) -> Article:
    """Build the article; UnreadableError if there are no words in it or far too many."""
    source = origin.publisher or source_id(fields, desk.publishers)
    made = text.article(
        sound(fields.body),
        source_id=source,
        locator=locator,
        title=sound(fields.title) if fields.title else None,
        doc_id=sound(fields.doc_id) if fields.doc_id else None,
        url=fields.url,
        published=_credible(fields.published, desk),
    )
    if not _LETTER.search(made.text):
        raise UnreadableError("empty" if not made.text.strip() else "no words in it")
    if len(made.text) > desk.limits.article_chars:
        raise UnreadableError(f"longer than {desk.limits.article_chars:,} characters")
    told, basis = identify(made.text, fields.language or origin.language)
    body = made.text.partition("\n\n")[2] if made.title else made.text
    found = credits_of(body, author=fields.author, source=source)
    return replace(
        made,
        offered_by=origin.offered_by,
        language=told,
        language_basis=basis,
        author=_name(fields.author),
        section=_name(fields.section),
        agency=found.agency,
        dateline=found.dateline if told == ENGLISH else None,
        translated_by=_name(fields.translated_by),
        original_language=_name(fields.original_language),
        original=sound(fields.original) if fields.original else None,
    )


def _credible(published: Published, desk: Desk) -> Published:
    """Take a day that lies ahead of the run for no date; the sender's clock or our reading of it is wrong."""
    if published.first and desk.today and (published.first - desk.today).days > _AHEAD_DAYS:
        return Published(evidence=(f"no date: {published.evidence[0] if published.evidence else published.first!s} is in the future",))
    return published


def sound(told: str) -> str:
    """Give `told` without half surrogates, which nothing can store."""
    return _HALF.sub("\ufffd", told)


def _name(told: str | None) -> str | None:
    return sound(" ".join(told.split()))[:_NAME] or None if told else None


def source_id(fields: Fields, publishers: Mapping[str, str] | None = None) -> str:
    """Give the id of an article's publisher: its name as told, in lower case with hyphens, else what `publishers` has for the host of its
    address, else that host, else `file`."""
    host = host_of(fields.url)
    name = fields.source or (publishers or {}).get(host, host)
    return _SLUG.sub("-", name.casefold()).strip("-")[:80] or FILE


def host_of(url: str | None) -> str:
    """Give the host of an address without `www.`; empty for none."""
    return urlsplit(text.canonical_url(url) or "").netloc.rpartition("@")[2].removeprefix("www.").casefold()


def rejected(reason: object, locator: str, data: bytes = b"", origin: Origin = NOWHERE) -> Rejected:
    """Give the record of an input that could not be read, with its beginning."""
    excerpt = data[: EXCERPT * 4].decode("utf-8", errors="replace").strip()[:EXCERPT]
    source = origin.publisher or origin.offered_by or FILE
    return Rejected(source_id=source, locator=sound(locator), reason=sound(str(reason)), excerpt=excerpt, offered_by=origin.offered_by)

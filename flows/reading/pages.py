"""A web page into the fields of an article: trafilatura finds the text; title, author, section and day come from what the page says."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from flows.reading.days import in_address, published
from flows.reading.decoding import UnreadableError, decode
from flows.reading.fields import Fields
from models.records import Published, PublishedVia

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_DATE_METAS = (
    *("article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.created", "dc.date", "pubdate"),
    *("publishdate", "publish-date", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "date"),
)
_SECTION_METAS = ("article:section", "og:article:section", "parsely-section", "section")
_DEEPEST = 250  # levels of nesting; a real page has under 100, and libxml2 drops what stands below 255
_MOST_TAGS = 200_000  # a page with more takes minutes to parse
Tree = Any  # an lxml element, whose types are loose


def page(data: bytes, *, charset: str | None = None, url: str | None = None, today: dt.date | None = None) -> Fields:
    """Read a page: the article's own text without menus and comments, and what its metadata say. `url` is where it was found.

    UnreadableError where there is no article text in it.
    """
    import trafilatura  # noqa: PLC0415 - slow to import, and only pages need it

    if not data.strip():
        raise UnreadableError("empty")
    told = charset or next((match.decode("ascii") for match in _CHARSET.findall(data[:4096])), None)
    text = decode(data, told=told)
    if text.count("<") > _MOST_TAGS:
        raise UnreadableError(f"a page of more than {_MOST_TAGS:,} tags")
    tree = trafilatura.load_html(text)
    if tree is None:
        raise UnreadableError("no article text in the page")
    if tree.xpath(f"boolean(//*[count(ancestor::*) > {_DEEPEST}])"):
        raise UnreadableError(f"a page nested deeper than {_DEEPEST} levels")
    metas, linked = _metas(tree), list(_linked_data(tree))
    dates = {"original_date": True, "extensive_search": False, "max_date": (today or dt.date.max).isoformat()}
    try:
        found = trafilatura.bare_extraction(
            tree, url=url, include_comments=False, include_tables=True, with_metadata=True, date_extraction_params=dates
        )
    except (RecursionError, ValueError, TypeError, AttributeError, KeyError, IndexError) as error:  # what odd pages make it raise
        raise UnreadableError(f"a page that cannot be taken apart: {type(error).__name__}") from error
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise UnreadableError("no article text in the page")
    return Fields(
        body=(found.text or "").replace("\n", "\n\n"),  # a line is a paragraph here
        title=found.title,
        published=_day(metas, linked, found.url or url, found.date, today),
        url=found.url or url,
        source=found.sitename or found.hostname,
        language=found.language or _language(tree),
        author=found.author,
        section=next((metas[name] for name in _SECTION_METAS if metas.get(name)), None) or _first(linked, "articleSection"),
    )


def _metas(tree: Tree) -> dict[str, str]:
    """Give name (or property) and content of the meta elements, the first of each."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().casefold()
        if name and meta.get("content"):
            found.setdefault(name, meta.get("content").strip())
    return found


def _linked_data(tree: Tree) -> Iterator[Mapping[str, object]]:
    """Yield the objects of JSON-LD, those of a graph one by one; what is no JSON is passed over."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().casefold() != "application/ld+json":
            continue
        try:
            found = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in found if isinstance(found, list) else [found]:
            if isinstance(item, dict):
                yield item
                graph = item.get("@graph")
                yield from (node for node in graph if isinstance(node, dict)) if isinstance(graph, list) else ()


def _first(linked: list[Mapping[str, object]], name: str) -> str | None:
    found = next((item[name] for item in linked if item.get(name)), None)
    first = found[0] if isinstance(found, list) and found else found
    return first.strip() or None if isinstance(first, str) else None


def _day(
    metas: Mapping[str, str], linked: list[Mapping[str, object]], url: str | None, visible: str | None, today: dt.date | None
) -> Published:
    """Give the day that a page says it is of: by JSON-LD, meta elements, its address or what it shows, in this order."""
    told: list[tuple[str | None, PublishedVia]] = [(_first(linked, "datePublished"), "json-ld")]
    told += [(metas.get(name), "meta") for name in _DATE_METAS]
    failed = Published()
    for value, via in told:
        found = published(value, via=via, today=today)
        if found.first:
            return found
        failed = failed if failed.evidence else found
    by_address = in_address(url, today=today)
    if by_address.first or failed.evidence:  # htmldate would mend an impossible date, which is a guess
        return by_address if by_address.first else failed
    return published(visible, via="page", today=today)


def _language(tree: Tree) -> str | None:
    return (tree.get("lang") or "").strip() or None

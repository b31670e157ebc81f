"""Looking at a source without keeping anything: does its list work, and does an article of it?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from itertools import islice

from flows.reading.catalogue import Entry
from flows.reading.desk import Desk
from flows.reading.kinds import KINDS
from models.records import Article, Offer, Rejected

_ENOUGH = 2_000  # items of a source that are looked at
_SHORTEST = 300  # characters; less is a teaser


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a source. `newest_date` is the latest publication day on offer, `n_chars` the length of the first article."""

    source_id: str
    is_working: bool
    n_offered: int
    newest_date: dt.date | None
    n_chars: int
    language: str | None
    note: str


def look(entry: Entry, desk: Desk) -> Seen:
    """Read the list of a source and its first article, as if nothing of it were known."""
    once = replace(desk, limits=replace(desk.limits, list_items=1), known=lambda _locators: {})
    items = list(islice(KINDS[entry.kind](entry, once), _ENOUGH))
    lists = [item for item in items if isinstance(item, Offer) and item.is_list]
    offered = [item for item in items if not (isinstance(item, Offer) and item.is_list)]
    article = next((item for item in items if isinstance(item, Article)), None)
    days = [day for item in offered if (day := item.published.first if isinstance(item, Article) else item.published)]
    notes = [item.reason for item in lists if item.reason]
    notes += [item.reason for item in offered if isinstance(item, (Offer, Rejected)) and item.reason and not _is_left(item)][:1]
    if article and len(article.text) < _SHORTEST:
        notes.append(f"the first article has {len(article.text)} characters: a teaser?")
    if article and entry.language and article.language != entry.language:
        notes.append(f"the first article is in {article.language}, not {entry.language}")
    is_working = article is not None and any(item.outcome == "read" for item in lists) and not notes
    return Seen(
        source_id=entry.id,
        is_working=is_working,
        n_offered=len(offered),
        newest_date=max(days, default=None),
        n_chars=len(article.text) if article else 0,
        language=article.language if article else None,
        note="; ".join(notes),
    )


def _is_left(item: Offer | Rejected) -> bool:
    return isinstance(item, Offer) and item.outcome == "offered"

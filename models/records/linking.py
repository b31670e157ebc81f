"""What clustering compares of mentions, and what a solved part of the warehouse is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from models.records.coded import Count, Pair, Place
from models.records.decided import Standing
from models.records.linked import LinkMention


@dataclass(frozen=True, slots=True)
class Side:
    """One role of a mention: ids and names of its actors, the camps they are of, and the camps that these fit (`link_macros.sql`)."""

    keys: frozenset[str] = frozenset()
    camps: frozenset[str] = frozenset()
    fits: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What clustering compares of a mention: all that may contradict another.

    `cell` is the same for mentions of one type that are equally precise in time. `is_day` and `is_exact` tell whether day and place are
    precise; a look back has no day of its own. `mode_class` is None where any arms fit.
    """

    mention_id: str
    article_id: str
    cell: int
    is_day: bool
    is_exact: bool
    reality: str
    mode_class: str | None
    is_mutual: bool
    initiator: Side
    target: Side
    place: Place | None
    first: dt.date | None
    last: dt.date | None
    deaths: Count | None
    injured: Count | None
    event_id: str | None = None  # the event that the warehouse holds it to be part of


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """Mentions parted into events: the groups that a batch touched, their mentions, the pairs within them that belong together, and the
    decisions that hold for any of them."""

    mentions: tuple[LinkMention, ...]
    groups: tuple[frozenset[str], ...]
    pairs: tuple[Pair, ...]
    standings: tuple[Standing, ...] = ()

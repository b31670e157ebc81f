"""What linking and loading need: mentions with their source, events as known at a moment, batches, ledgers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from models.records.coded import (
    Actor,
    Article,
    Aspect,
    DateBasis,
    EventState,
    Mention,
    Place,
    PlaceBasis,
    Published,
    Rejected,
    TimeSpan,
    Versions,
)
from models.records.decided import Decision

TollRule = Literal["latest_independent", "ucdp", "acled"]

Outcome = Literal["read", "duplicate", "rejected", "gone", "blocked", "failed", "offered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkMention:
    """A mention with what linking and loading need of its article; make it by `models.linking.link_mention`."""

    mention: Mention
    source_id: str
    report_id: str  # the article, or the first of its duplicates: mentions of one report count once
    published: Published
    extractor_version: str
    words: tuple[str, ...] = ()  # content words of the sentence, sorted
    event_id: str | None = None  # the event that the warehouse holds it to be part of, None if new
    owner: str | None = None  # of its source, None if undeclared: what one owner publishes is no two independent reports

    @property
    def known_at(self) -> dt.datetime | None:
        """Give midnight UTC of the day by which it was surely published; None if that is unknown."""
        last = self.published.last
        return dt.datetime(last.year, last.month, last.day, tzinfo=dt.UTC) if last else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """How many people, by a named rule: `low` ≤ `best` ≤ `high`; `high` is None where a report says *at least*."""

    low: int
    best: int
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening as known at one moment: what the mentions published up to `known_at` agree on.

    An event has a row a day of news that changed it, numbered by `version` from 1; the last is the current one. The types and codes
    of other schemes are None until `models.linking.with_types` fills them.
    """

    event_id: str
    version: int
    known_at: dt.datetime | None  # None: by undated articles, so known when loaded
    type: str
    mode: str | None
    cameo: str | None
    aspect: Aspect
    state: EventState
    initiators: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    claimants: tuple[Actor, ...]
    place: Place | None
    place_basis: PlaceBasis | None
    date: TimeSpan | None
    date_basis: DateBasis | None
    deaths: Toll | None
    injured: Toll | None
    toll_rule: str
    n_mentions: int
    n_articles: int  # independent reports: duplicates count once
    n_sources: int
    n_owners: int  # owners of these sources; a source without a declared owner is its own
    first_reported: dt.date | None
    last_reported: dt.date | None
    representative: str  # the mention that tells it best
    score: float
    extractor_version: str  # the versions joined by "+" where mentions of several are linked
    acled_like_type: str | None = None
    acled_like_sub_type: str | None = None
    ucdp_candidate_type: str | None = None
    value_mentions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # a value's name → the mentions behind it


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A mention is part of an event. `score` is that of its best pair with another member (1 if it is alone), `parts` its named parts."""

    event_id: str
    mention_id: str
    known_at: dt.datetime | None
    score: float
    parts: dict[str, float]
    nearest: str | None = None  # the other mention of the best pair


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAlias:
    """An event id that is no more, and the event that now holds what it held."""

    alias_id: str
    event_id: str
    reason: Literal["merged", "retracted"] = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What linking gives for all mentions of the touched blocks."""

    events: tuple[Event, ...]
    memberships: tuple[Membership, ...]
    aliases: tuple[EventAlias, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An article that a source offered and what became of it: the ledger behind coverage. With `is_list` it tells of the list itself (feed,
    sitemap, archive), and `published` is the day on which it was looked at: a day of silence or one of an outage."""

    source_id: str
    locator: str
    outcome: Outcome
    article_id: str | None = None
    published: dt.date | None = None
    offered_by: str | None = None  # entry of the catalogue of sources
    is_list: bool = False
    is_fetched: bool = True
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Spell:
    """What something is for a time: a stance, a way of access. Days inclusive, None where open."""

    value: str
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publisher. `scope` lists the countries it claims to cover; empty means undeclared, so that no zero is earned by it."""

    source_id: str
    name: str
    kind: str | None = None  # agency, newspaper, broadcaster, government, belligerent, research, …
    country: str | None = None
    language: str | None = None
    owner: str | None = None
    owner_group: str | None = None  # sources of one group are not independent
    stances: tuple[Spell, ...] = ()
    accesses: tuple[Spell, ...] = ()
    url: str | None = None
    scope: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    licence: str | None = None
    rights: str | None = None
    schedule: str | None = None  # cron
    daily: tuple[int | None, int | None] = (None, None)  # fewest and most articles a day that are usual
    lag_days: int | None = None  # within which it usually reports what has happened
    verified: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A type and mode of the ontology with what it is called elsewhere."""

    type: str
    mode: str | None
    name: str
    description: str | None = None
    cameo: str | None = None
    goldstein: float | None = None
    cameo_version: str | None = None
    acled_like_type: str | None = None
    acled_like_sub_type: str | None = None
    ucdp_candidate_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a flow. `recorded_at` is the moment of the load, handed in by the flow; a run of many loads gives each its own."""

    run_id: str
    started_at: dt.datetime
    recorded_at: dt.datetime
    versions: Versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """All that one transaction loads. `extracted` lists the articles that were coded now: what the warehouse holds of them and the
    batch does not is retracted. `mentions` may repeat what is loaded already."""

    articles: tuple[Article, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    offers: tuple[Offer, ...] = ()
    extracted: tuple[str, ...] = ()
    mentions: tuple[LinkMention, ...] = ()
    linked: Linked = Linked(events=(), memberships=(), aliases=())
    sources: tuple[Source, ...] = ()
    areas: tuple[Place, ...] = ()  # all divisions that the gazetteer knows, or none; `kind` is admin1 or district
    event_types: tuple[EventType, ...] = ()
    decisions: tuple[Decision, ...] = ()
    toll_rule: TollRule = "latest_independent"  # by which the best figures of victims are chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """How many rows a load added, a table; `seq` is its number in the order of commits, None if nothing was new."""

    run_id: str
    seq: int | None
    rows: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the warehouse knows of articles on offer."""

    extractors: dict[str, str | None]  # article_id of those loaded → extractor version that coded it last, None if none did
    hashes: dict[str, str]  # text_hash → article_id of the first with it
    bands: dict[int, tuple[str, ...]]  # band key → article ids that share it
    texts: dict[str, str]  # article_id → text, for those found by a band or an address
    urls: dict[str, str] = field(default_factory=dict)  # canonical address → article_id of the first of its group
    titles: dict[str, str] = field(default_factory=dict)  # article_id → title, for those found by an address
    agencies: dict[str, str] = field(default_factory=dict)  # article_id → news agency that it is credited to
    days: dict[str, dt.date] = field(default_factory=dict)  # article_id → first day on which it may have come out


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFailure:
    """A check that found bad rows: its name, what it asks, how many and the first of them."""

    check: str
    question: str
    n_rows: int
    rows: tuple[dict[str, object], ...]

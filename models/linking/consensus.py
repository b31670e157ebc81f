"""What the mentions of one event agree on: values, state and tolls. Pure; independent reports count, duplicates count once."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from models.records import Actor, Count, Event, EventState, LinkMention, Mention, PlaceKind, Precision, TimeSpan, Toll, stable_id

T = TypeVar("T")
Types = tuple[str | None, str | None, str | None]
TOLL_RULE = "latest_independent"
LATE = dt.datetime.max.replace(tzinfo=dt.UTC)
EXACTNESS: dict[PlaceKind, int] = {"site": 0, "city": 1, "district": 2, "admin1": 3, "water": 4, "region": 5, "country": 6}
PRECISIONS: tuple[Precision, ...] = ("day", "weekend", "week", "range", "month", "season", "quarter", "year", "decade", "open")
FINENESS: dict[Precision, int] = {name: rank for rank, name in enumerate(PRECISIONS)}
# The first row whose needs are all there and whose bars are not gives the state. A voice is there if one independent report has it;
# `narrated_twice` needs two.
STATES: tuple[tuple[frozenset[str], frozenset[str], EventState], ...] = (
    (frozenset({"narrated_twice"}), frozenset({"negated"}), "occurred"),
    (frozenset({"narrated"}), frozenset({"denied", "negated"}), "occurred"),
    (frozenset({"narrated"}), frozenset(), "disputed"),
    (frozenset({"claimed", "denied"}), frozenset(), "disputed"),
    (frozenset({"claimed", "negated"}), frozenset(), "disputed"),
    (frozenset({"self", "denied"}), frozenset(), "disputed"),
    (frozenset({"self", "negated"}), frozenset(), "disputed"),
    (frozenset({"claimed"}), frozenset(), "claimed"),
    (frozenset({"self"}), frozenset(), "self_reported"),
    (frozenset({"denied"}), frozenset(), "denied"),
    (frozenset({"negated"}), frozenset(), "negated"),
    (frozenset(), frozenset(), "planned"),
)


def order(m: LinkMention) -> tuple[dt.datetime, str]:
    """Give the order of publication, undated last, ties by id: the same whatever the order of arrival."""
    return (m.known_at or LATE, m.mention.mention_id)


def event_id(members: Iterable[LinkMention]) -> str:
    """Name an event after its earliest-published mention."""
    return stable_id("event", min(members, key=order).mention.mention_id)


def voice_of(m: LinkMention) -> str:
    """Tell what a mention adds to the state: narrated, claimed, self, denied, negated or planned."""
    mention = m.mention
    if mention.status == "denied" or any(c.stance == "denies" for c in mention.claims):
        return "denied"
    if mention.polarity == "negated" or mention.status == "negated":
        return "negated"
    if mention.modality == "possible" or mention.status == "possible":
        return "claimed" if _is_past(m) else "planned"
    if mention.voice == "self":
        return "self"
    return "claimed" if mention.status == "claimed" or mention.voice == "other" else "narrated"


def _is_past(m: LinkMention) -> bool:
    """Tell whether what is only possible lies before its publication: hearsay rather than a plan. Unknown dates are no hearsay."""
    date, published = m.mention.date, m.published.last
    return bool(date and date.last and published and date.last <= published)


def state(members: Iterable[LinkMention]) -> EventState:
    """Derive the state of an event by the first fitting row of `STATES`."""
    reports = defaultdict(set)
    for m in members:
        reports[voice_of(m)].add(m.report_id)
    voices = set(reports)
    if len(reports["narrated"]) > 1:
        voices.add("narrated_twice")
    voices = {v for v in voices if v == "narrated_twice" or reports[v]}
    return next(found for needs, bars, found in STATES if needs <= voices and not bars & voices)


def toll(members: Sequence[LinkMention], count_of: Callable[[Mention], Count | None]) -> Toll | None:
    """Give low, best and high by the rule *latest_independent*; None where no mention tells a number.

    A party's own figures (voice *self*) are left out if there are others, as are those of negated mentions. Low and high are the
    extremes of all; high is None (open) if any report says *at least* and none tells more than it. Best is the low figure of the report
    published last, and within it the greatest (a text sums up its figures).
    """
    told = [(m, c) for m in members if (c := count_of(m.mention)) and m.mention.polarity == "affirmed"]
    told = [(m, c) for m, c in told if m.mention.voice != "self"] or told
    if not told:
        return None
    latest = max(told, key=lambda pair: (_dated(pair[0]), pair[1].low))[1]
    low = min(c.low for _, c in told)
    closed = max((c.high for _, c in told if c.high is not None), default=None)
    floor = max((c.low for _, c in told if c.high is None), default=None)
    is_open = closed is None or (floor is not None and floor > closed)
    return Toll(low=low, best=latest.low, high=None if is_open else closed)


def _dated(m: LinkMention) -> dt.datetime:
    """Order by publication with undated articles first: they cannot be shown to be the latest word."""
    return m.known_at or dt.datetime.min.replace(tzinfo=dt.UTC)


def actors(members: Sequence[LinkMention], of: Callable[[Mention], tuple[Actor, ...]]) -> tuple[Actor, ...]:
    """Give the actors that at least half of the reports telling any name, most named first, then as in the earliest report."""
    seen: dict[str, Actor] = {}
    named: dict[str, set[str]] = defaultdict(set)
    telling: set[str] = set()
    for m in sorted(members, key=order):
        for actor in of(m.mention):
            key = actor.actor_id or actor.name.casefold()
            seen.setdefault(key, actor)
            named[key].add(m.report_id)
            telling.add(m.report_id)
    kept = [key for key in seen if 2 * len(named[key]) >= len(telling)] or list(seen)[:1]
    return tuple(seen[key] for key in sorted(kept, key=lambda key: -len(named[key])))


def claimants(members: Sequence[LinkMention]) -> tuple[Actor, ...]:
    """Give who says so, each once, in the order of publication; unnamed claimants are left out."""
    seen: dict[str, Actor] = {}
    for m in sorted(members, key=order):
        for claim in m.mention.claims:
            if claim.claimant:
                seen.setdefault(claim.claimant.actor_id or claim.claimant.name.casefold(), claim.claimant)
    return tuple(seen.values())


def majority(values: Iterable[T | None]) -> T | None:
    """Give the most frequent value that is not None; of equally frequent ones the longest, then the first by text."""
    counts = Counter(v for v in values if v is not None)
    return min(counts, key=lambda v: (-counts[v], -len(str(v)), str(v)), default=None)


def _date_rank(m: LinkMention) -> tuple[int, int, int, tuple[dt.datetime, str]]:
    span = m.mention.date or TimeSpan(None, None, "open")
    days = (span.last - span.first).days if span.first and span.last else 10**6
    bases = ("expression", "neighbour", "publication", None)
    return (days, FINENESS[span.precision], bases.index(m.mention.date_basis), order(m))


def _place_rank(m: LinkMention) -> tuple[int, float, float, tuple[dt.datetime, str]]:
    place = m.mention.place
    if place is None:
        return (len(EXACTNESS), 0.0, 0.0, order(m))
    return (EXACTNESS[place.kind], place.radius_km, -(m.mention.place_confidence or 0.0), order(m))


def _telling_rank(m: LinkMention) -> tuple[bool, int, float, tuple[dt.datetime, str]]:
    """Rank mentions as evidence: no duplicate, plainly narrated, told in full, surely coded, early."""
    mention = m.mention
    told = sum(map(bool, (mention.initiators, mention.targets, mention.place_told, mention.date_told, mention.deaths)))
    return (m.report_id != mention.article_id, (voice_of(m) != "narrated") * 10 - told, -mention.score, order(m))


def consensus(cluster: Iterable[LinkMention], *, version: int = 1, named: str | None = None) -> Event:
    """Give what the mentions of one event agree on; `named` is its id if that is known from a longer history.

    The date is the most precise, the place the most exact (the linker joins none that contradict); actors go by majority of the
    reports. Raises ValueError for an empty cluster.
    """
    members = sorted(cluster, key=order)
    if not members:
        raise ValueError("an event needs at least one mention")
    best = min(members, key=_telling_rank)
    dated, placed = min(members, key=_date_rank).mention, min(members, key=_place_rank).mention
    days = [day for m in members for day in (m.published.first, m.published.last) if day]
    return Event(
        event_id=named or event_id(members),
        version=version,
        known_at=members[-1].known_at,
        type=best.mention.type,
        mode=majority(m.mention.mode for m in members),
        cameo=majority(m.mention.cameo for m in members),
        aspect=best.mention.aspect,
        state=state(members),
        initiators=actors(members, lambda m: m.initiators),
        targets=actors(members, lambda m: m.targets),
        claimants=claimants(members),
        place=placed.place,
        place_basis=placed.place_basis,
        date=dated.date,
        date_basis=dated.date_basis,
        deaths=toll(members, lambda m: m.deaths),
        injured=toll(members, lambda m: m.injured),
        toll_rule=TOLL_RULE,
        n_mentions=len(members),
        n_articles=len({m.report_id for m in members}),
        n_sources=len({m.source_id for m in members if m.report_id == m.mention.article_id} or {m.source_id for m in members}),
        first_reported=min(days, default=None),
        last_reported=max(days, default=None),
        representative=best.mention.mention_id,
        score=max(m.mention.score for m in members),
        extractor_version="+".join(sorted({m.extractor_version for m in members})),
    )


def history(cluster: Iterable[LinkMention]) -> tuple[Event, ...]:
    """Give the event as it was known after each day of news, oldest first; the last is what is known now."""
    members = sorted(cluster, key=order)
    name = event_id(members)
    moments = list(dict.fromkeys(m.known_at for m in members))
    told = ([m for m in members if (m.known_at or LATE) <= (moment or LATE)] for moment in moments)
    return tuple(consensus(known, version=number, named=name) for number, known in enumerate(told, start=1))


def with_types(event: Event, coder: Callable[[Event], Types]) -> Event:
    """Fill the borrowed types (ACLED-like type and sub-type, UCDP candidate type) by a table of the caller."""
    acled, sub, ucdp = coder(event)
    return replace(event, acled_like_type=acled, acled_like_sub_type=sub, ucdp_candidate_type=ucdp)

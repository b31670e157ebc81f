"""What the mentions of one event agree on, and which of them are behind each value. Pure; duplicates count once."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from models.linking.state import judged, voice_of
from models.linking.tolls import toll
from models.records import Actor, Event, LinkMention, Mention, PlaceKind, Precision, TimeSpan, TollRule, stable_id

NAMED = 20  # mentions named behind a value, at most: the first published
Types = tuple[str | None, str | None, str | None]
LATE = dt.datetime.max.replace(tzinfo=dt.UTC)
EXACTNESS: dict[PlaceKind, int] = {"site": 0, "city": 1, "district": 2, "admin1": 3, "water": 4, "region": 5, "country": 6}
PRECISIONS: tuple[Precision, ...] = ("day", "weekend", "week", "range", "month", "season", "quarter", "year", "decade", "open")
FINENESS: dict[Precision, int] = {name: rank for rank, name in enumerate(PRECISIONS)}


def order(m: LinkMention) -> tuple[dt.datetime, str]:
    """Give the order of publication, undated last, ties by id: the same whatever the order of arrival."""
    return (m.known_at or LATE, m.mention.mention_id)


def event_id(members: Iterable[LinkMention]) -> str:
    """Name an event after its earliest-published mention."""
    return stable_id("event", min(members, key=order).mention.mention_id)


def actors(members: Sequence[LinkMention], of: Callable[[Mention], tuple[Actor, ...]]) -> tuple[tuple[Actor, ...], tuple[str, ...]]:
    """Give the actors that at least half of the reports telling any name, most named first, then as in the earliest report; and the first
    mention of each."""
    seen: dict[str, tuple[Actor, str]] = {}
    named: dict[str, set[str]] = defaultdict(set)
    telling: set[str] = set()
    for m in members:
        for actor in of(m.mention):
            key = actor.actor_id or actor.name.casefold()
            seen.setdefault(key, (actor, m.mention.mention_id))
            named[key].add(m.report_id)
            telling.add(m.report_id)
    kept = [key for key in seen if 2 * len(named[key]) >= len(telling)] or list(seen)[:1]
    kept.sort(key=lambda key: -len(named[key]))
    return tuple(seen[key][0] for key in kept), tuple(dict.fromkeys(seen[key][1] for key in kept))


def claimants(members: Sequence[LinkMention]) -> tuple[Actor, ...]:
    """Give who says so, each once, in the order of publication; unnamed claimants are left out."""
    seen: dict[str, Actor] = {}
    for m in members:
        for claim in m.mention.claims:
            if claim.claimant:
                seen.setdefault(claim.claimant.actor_id or claim.claimant.name.casefold(), claim.claimant)
    return tuple(seen.values())


def majority(members: Sequence[LinkMention], of: Callable[[Mention], str | None]) -> tuple[str | None, tuple[str, ...]]:
    """Give the most frequent value that is told, of equally frequent ones the longest, then the first by text; and who tells it."""
    told = [(m.mention.mention_id, value) for m in members if (value := of(m.mention)) is not None]
    counts = Counter(value for _, value in told)
    found = min(counts, key=lambda v: (-counts[v], -len(v), v), default=None)
    return found, tuple(mention for mention, value in told if value == found)


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


def _telling_rank(m: LinkMention) -> tuple[bool, bool, int, float, tuple[dt.datetime, str]]:
    """Rank mentions as evidence: no look back, no duplicate, plainly narrated, told in full, surely coded, early."""
    mention = m.mention
    told = sum(map(bool, (mention.initiators, mention.targets, mention.place_told, mention.date_told, mention.deaths)))
    narrated = voice_of(m) == "narrated"
    return (mention.aspect != "event", m.report_id != mention.article_id, (not narrated) * 10 - told, -mention.score, order(m))


def consensus(
    cluster: Iterable[LinkMention], *, version: int = 1, named: str | None = None, rule: TollRule = "latest_independent"
) -> Event:
    """Give what the mentions of one event agree on; `named` is its id if that is known from a longer history, `rule` that of its tolls.

    The date is the most precise, the place the most exact (the linker joins none that contradict); actors go by majority of the
    reports. Raises ValueError for an empty cluster.
    """
    members = sorted(cluster, key=order)
    if not members:
        raise ValueError("an event needs at least one mention")
    best = min(members, key=_telling_rank)
    dated, placed = min(members, key=_date_rank).mention, min(members, key=_place_rank).mention
    days = [day for m in members for day in (m.published.first, m.published.last) if day]
    mode, mode_by = majority(members, lambda m: m.mode)
    initiators, initiators_by = actors(members, lambda m: m.initiators)
    targets, targets_by = actors(members, lambda m: m.targets)
    deaths, deaths_by = toll(members, lambda m: m.deaths, rule)
    injured, injured_by = toll(members, lambda m: m.injured, rule)
    found, found_by = judged(members)
    behind = {
        "type": (best.mention.mention_id,), "mode": mode_by, "state": found_by, "initiators": initiators_by, "targets": targets_by,
        "place": (placed.mention_id,) * bool(placed.place), "date": (dated.mention_id,) * bool(dated.date),
        "deaths": deaths_by, "injured": injured_by,
    }  # fmt: skip
    sources = {m.source_id: m.owner for m in members if m.report_id == m.mention.article_id} or {m.source_id: m.owner for m in members}
    return Event(
        event_id=named or event_id(members),
        version=version,
        known_at=members[-1].known_at,
        type=best.mention.type,
        mode=mode,
        cameo=majority(members, lambda m: m.cameo)[0],
        aspect=best.mention.aspect,
        state=found,
        initiators=initiators,
        targets=targets,
        claimants=claimants(members),
        place=placed.place,
        place_basis=placed.place_basis,
        date=dated.date,
        date_basis=dated.date_basis,
        deaths=deaths,
        injured=injured,
        toll_rule=rule,
        n_mentions=len(members),
        n_articles=len({m.report_id for m in members}),
        n_sources=len(sources),
        n_owners=len({owner or source for source, owner in sources.items()}),
        first_reported=min(days, default=None),
        last_reported=max(days, default=None),
        representative=best.mention.mention_id,
        score=max(m.mention.score for m in members),
        extractor_version="+".join(sorted({m.extractor_version for m in members})),
        value_mentions={name: mentions[:NAMED] for name, mentions in behind.items() if mentions},
    )


def history(cluster: Iterable[LinkMention], *, rule: TollRule = "latest_independent") -> tuple[Event, ...]:
    """Give the event as it was known after each day of news, oldest first; the last is what is known now."""
    members = sorted(cluster, key=order)
    name = event_id(members)
    moments = list(dict.fromkeys(m.known_at for m in members))
    told = ([m for m in members if (m.known_at or LATE) <= (moment or LATE)] for moment in moments)
    return tuple(consensus(known, version=number, named=name, rule=rule) for number, known in enumerate(told, start=1))


def with_types(event: Event, coder: Callable[[Event], Types]) -> Event:
    """Fill the borrowed types (ACLED-like type and sub-type, UCDP candidate type) by a table of the caller."""
    acled, sub, ucdp = coder(event)
    return replace(event, acled_like_type=acled, acled_like_sub_type=sub, ucdp_candidate_type=ucdp)

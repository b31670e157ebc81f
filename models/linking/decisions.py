"""What analysts decide: which mentions belong together or apart, and which values an event has, over what the rules say. Pure.

A decision holds on to mentions, not to an event id, which later news may rename. Decisions count in the order in which they were made:
a later one prevails, and an *undo* takes an earlier one back.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from models.linking.cluster import cluster
from models.records import Actor, Anchor, Decision, Event, Pair, Place, Standing, Telling, TimeSpan

Spots = Mapping[str, Sequence[Anchor]]  # by article, where its mentions stand now


def standings(decisions: Sequence[Decision], spots: Spots) -> list[Standing]:
    """Tell how decisions stand, in their order; `spots` has the mentions of now of the articles that they speak of.

    A mention that a new coding named otherwise (another type, other offsets) is the one that now covers most of its words, if any does.
    """
    undone = undone_by(decisions)
    found = []
    for decision in decisions:
        own, others = ([_now(anchor, spots) for anchor in anchors] for anchors in (decision.anchors, decision.others))
        found.append(
            Standing(
                decision=decision,
                mentions=tuple(dict.fromkeys(m for m in own if m)),
                others=tuple(dict.fromkeys(m for m in others if m)),
                n_moved=sum(bool(m) and m != a.mention_id for m, a in zip(own + others, decision.anchors + decision.others, strict=True)),
                n_lost=sum(m is None for m in own + others),
                is_undone=decision.decision_id in undone,
            )
        )
    return found


def undone_by(decisions: Iterable[Decision]) -> set[str]:
    """Give the decisions that are undone; an undo that is itself undone undoes nothing."""
    undone: set[str] = set()
    for decision in reversed(list(decisions)):
        if decision.kind == "undo" and decision.undoes and decision.decision_id not in undone:
            undone.add(decision.undoes)
    return undone


def part(
    tellings: Sequence[Telling], pairs: Sequence[Pair], decisions: Sequence[Decision], spots: Spots
) -> tuple[list[frozenset[str]], tuple[Standing, ...]]:
    """Part mentions into events as the rules and the analysts say; and tell how the decisions stand."""
    standing = tuple(standings(decisions, spots))
    together, apart = constraints(standing)
    return cluster(tellings, pairs, together=together, apart=apart), standing


def _now(anchor: Anchor, spots: Spots) -> str | None:
    here = spots.get(anchor.article_id, ())
    if any(spot.mention_id == anchor.mention_id for spot in here):
        return anchor.mention_id
    covering = [(-_overlap(anchor, spot), spot.text != anchor.text, spot.mention_id) for spot in here if _overlap(anchor, spot) > 0]
    near = [(abs(anchor.start - spot.start), spot.mention_id) for spot in here if spot.text == anchor.text]
    if covering:
        return min(covering)[2]
    return min(near)[1] if near else None


def _overlap(one: Anchor, other: Anchor) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def constraints(standing: Iterable[Standing]) -> tuple[list[tuple[str, ...]], list[tuple[str, str]]]:
    """Give what is to be together and what apart, for `models.linking.cluster`. A later merge ends an earlier split, and the reverse."""
    together: dict[str, tuple[str, ...]] = {}
    apart: dict[tuple[str, str], str] = {}
    for one in standing:
        if one.is_undone or not one.mentions or not one.others:
            continue
        if one.decision.kind == "merge":
            joined = {*one.mentions, *one.others}
            apart = {pair: by for pair, by in apart.items() if not joined.issuperset(pair)}
            together[one.decision.decision_id] = (*one.mentions, *one.others)
        elif one.decision.kind == "split":
            sides = set(product(one.mentions, one.others))
            together = {by: group for by, group in together.items() if not any(a in group and b in group for a, b in sides)}
            apart |= dict.fromkeys(sides, one.decision.decision_id)
    return list(together.values()), list(apart)


def decided(histories: Iterable[Event], home: Mapping[str, str], standing: Iterable[Standing]) -> list[Event]:
    """Set in all versions of each event what was decided of it; `home` maps mentions to their events. An event is the one that holds
    most of the decision's mentions."""
    changes: dict[str, dict[str, Any]] = {}
    for one in standing:
        told = _changes(one.decision)
        homes = Counter(home[m] for m in one.mentions if m in home)
        if one.is_undone or not told or not homes:
            continue
        event_id = min(homes, key=lambda event: (-homes[event], event))
        mine = changes.setdefault(event_id, {"value_mentions": {}})
        mine |= told
        mine["value_mentions"] = mine["value_mentions"] | dict.fromkeys(told, (f"decision {one.decision.decision_id}",))
    return [_changed(event, changes[event.event_id]) if event.event_id in changes else event for event in histories]


def _changed(event: Event, change: Mapping[str, Any]) -> Event:
    return replace(event, **{**change, "value_mentions": {**event.value_mentions, **change["value_mentions"]}})


def _changes(decision: Decision) -> dict[str, Any]:
    """Give the fields of `Event` that a decision sets."""
    if decision.kind == "retract":
        return {"state": "retracted"}
    if decision.kind == "confirm":
        return {"state": "occurred"}
    return {name: _READ[name](value) for name, value in decision.value.items() if name in _READ}


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _place(value: Any) -> Place | None:
    return Place(**value) if value else None


def _date(value: Any) -> TimeSpan | None:
    return TimeSpan(dt.date.fromisoformat(value["first"]), dt.date.fromisoformat(value["last"]), value["precision"]) if value else None


def _actors(value: Any) -> tuple[Actor, ...]:
    return tuple(Actor(**actor) for actor in value)


_READ: dict[str, Callable[[Any], Any]] = {
    "type": str,
    "mode": _text,
    "cameo": _text,
    "place": _place,
    "date": _date,
    "initiators": _actors,
    "targets": _actors,
}

"""Analysts' decisions: what they say looked up in the current release, put into the inbox, and how the decisions stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from flows import inbox
from flows.inbox import Wish
from flows.queries import snapshot
from flows.settings import Settings
from models.actors.table import ActorTable
from models.gazetteer import Gazetteer
from models.linking import standings
from models.ontology import Ontology
from models.placing.locate import locate
from models.records import Actor, Anchor, Decision, Precision, TimeSpan
from warehouse import decided, read, store


def decide(settings: Settings, wishes: Iterable[Wish], *, at: dt.datetime) -> list[Path]:
    """Put decisions into the inbox, all or none. Raises ValueError for one that speaks of no event, mention, type, place or day.

    Only the current release is read, so that nobody waits for a writer.
    """
    made: list[Decision] = []
    with store.reader(snapshot(settings)) as con:
        for number, wish in enumerate(wishes):
            moment = at + dt.timedelta(microseconds=number)  # in the order in which they were told
            if wish.kind == "undo":
                made.append(inbox.decision(wish, anchors=(), others=(), value={}, at=moment))
                continue
            anchors = _anchors(read.mentions(con, wish.event))
            if not anchors:
                raise ValueError(f"no event {wish.event} in {snapshot(settings)}; `khabar events` lists them")
            others: list[Anchor] = []
            if wish.kind == "merge":
                for other in wish.others:
                    found = _anchors(read.mentions(con, other))
                    if not found:
                        raise ValueError(f"no event {other} to merge {wish.event} with")
                    others += found
            elif wish.kind == "split":
                others = [a for a in anchors if a.mention_id not in wish.others]
                anchors = [a for a in anchors if a.mention_id in wish.others]
                if len(anchors) < len(set(wish.others)) or not others:
                    raise ValueError(f"event {wish.event} cannot be split so: name some of its mentions, and not all")
            made.append(inbox.decision(wish, anchors=anchors, others=others, value=value_of(wish), at=moment))
    return inbox.put(settings.inbox, made)


def _anchors(rows: Sequence[dict[str, Any]]) -> list[Anchor]:
    return [
        Anchor(mention_id=r["mention_id"], article_id=r["article_id"], start=r["span_start"], end=r["span_end"], text=r["text"])
        for r in rows
    ]


def value_of(wish: Wish) -> dict[str, object]:
    """Look up what a wish sets: by names of fields of `Event`, as JSON holds it. ValueError for a type, place or day that there is not."""
    if wish.kind == "retype" and wish.type:
        kind, _, mode = wish.type.partition("/")
        if (kind.upper(), mode) not in Ontology.load().event_types:
            raise ValueError(f"{wish.type!r} is no event type; seeds/ontology/plover.csv lists them, as ASSAULT or ASSAULT/drone")
        return {"type": kind.upper(), "mode": mode or None}
    if wish.kind == "relocate" and wish.place:
        return {"place": _place(wish.place)}
    if wish.kind == "redate" and wish.date:
        span = date_of(wish.date)
        return {"date": {"first": str(span.first), "last": str(span.last), "precision": span.precision}}
    if wish.kind == "reactor":
        told = {"initiators": wish.initiator, "targets": wish.target}
        return {name: [asdict(_actor(part.strip())) for part in text.split(";")] for name, text in told.items() if text}
    return {}


def _place(text: str) -> dict[str, Any]:
    found = locate({"id": None, "where": text}, Gazetteer.open())
    if found["lat"] is None:
        raise ValueError(f"the gazetteer knows no place {text!r}; name it as in `Herat, Afghanistan`")
    told = {name: found[name] for name in ("name", "kind", "country", "admin1", "radius_km")}
    return told | {"place_id": found["gazetteer_id"], "admin2": None, "latitude": found["lat"], "longitude": found["lon"]}


def _actor(text: str) -> Actor:
    row = ActorTable.load().named(text)
    if row is None:
        return Actor(text=text, name=text)
    return Actor(text=text, name=row.name, actor_id=row.actor_id, country=row.country, sector=row.sector)


def date_of(text: str) -> TimeSpan:
    """Read `2017-08-01`, `2017-08`, `2017` or `2017-08-01..2017-08-03`; ValueError for anything else."""
    first, _, last = text.partition("..")
    if last:
        return TimeSpan(dt.date.fromisoformat(first), dt.date.fromisoformat(last), "range")
    rests: dict[int, tuple[str, Precision]] = {10: ("", "day"), 7: ("-01", "month"), 4: ("-01-01", "year")}
    if len(first) not in rests:
        raise ValueError(f"{text!r} is no date; write 2017-08-01, 2017-08, 2017 or 2017-08-01..2017-08-03")
    rest, precision = rests[len(first)]
    start = dt.date.fromisoformat(first + rest)
    day = dt.timedelta(days=1)
    if precision == "month":
        return TimeSpan(start, (start.replace(day=28) + 4 * day).replace(day=1) - day, precision)
    return TimeSpan(start, start.replace(year=start.year + 1) - day if precision == "year" else start, precision)


def stand(settings: Settings) -> list[dict[str, object]]:
    """Tell how each decision stands: held, moved, orphaned, undone, or waiting in the inbox; oldest first."""
    rows: list[dict[str, object]] = []
    if settings.warehouse.exists():
        with store.reader(settings.warehouse) as con:
            made = decided.decisions(con)
            for one in standings(made, decided.spots(con, made, is_linking=False)):
                rows.append(_row(one.decision, one.state) | {"n_moved": one.n_moved, "n_lost": one.n_lost})
    loaded = {row["decision_id"] for row in rows}
    for made_later in inbox.waiting(settings.inbox).values():
        if made_later.decision_id not in loaded:
            rows.append(_row(made_later, "waiting") | {"n_moved": 0, "n_lost": 0})
    return rows


def _row(decision: Decision, state: str) -> dict[str, object]:
    return {
        "decision_id": decision.decision_id,
        "kind": decision.kind,
        "event_id": decision.event_id,
        "state": state,
        "author": decision.author,
        "reason": decision.reason,
        "decided_at": decision.decided_at.isoformat(timespec="seconds"),
    }

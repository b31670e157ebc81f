"""Decisions of analysts as the warehouse holds them, the mentions that they hold on to, and the owners of sources."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import duckdb
import pyarrow as pa

from models.records import Anchor, Decision
from warehouse.rows import Row, hashed
from warehouse.store import sql, utc


def row(record: Decision) -> Row:
    """Give a row of `core.decision`."""
    value = {
        "set": record.value,
        "anchors": [asdict(anchor) for anchor in record.anchors],
        "others": [asdict(anchor) for anchor in record.others],
    }
    return hashed(
        {
            "decision_id": record.decision_id,
            "decision_type": record.kind,
            "event_id": record.event_id,
            "mention_ids": [anchor.mention_id for anchor in record.anchors],
            "value": json.dumps(value, ensure_ascii=False, sort_keys=True),
            "author_name": record.author,
            "reason": record.reason,
            "decided_at": utc(record.decided_at),
            "undoes_decision_id": record.undoes,
        }
    )


def decisions(con: duckdb.DuckDBPyConnection) -> list[Decision]:
    """Give all decisions in the order in which they were made."""
    found = con.execute(sql("decisions"))
    names = [column[0] for column in found.description or ()]
    return [_decision(dict(zip(names, values, strict=True))) for values in found.fetchall()]


def _decision(found: Mapping[str, Any]) -> Decision:
    value = json.loads(found["value"])
    return Decision(
        decision_id=found["decision_id"],
        kind=found["decision_type"],
        event_id=found["event_id"],
        anchors=tuple(Anchor(**anchor) for anchor in value["anchors"]),
        others=tuple(Anchor(**anchor) for anchor in value["others"]),
        value=value["set"],
        author=found["author_name"],
        reason=found["reason"],
        decided_at=found["decided_at"].replace(tzinfo=dt.UTC),
        undoes=found["undoes_decision_id"],
    )


def concerned(new: Iterable[Decision], every: Iterable[Decision]) -> list[Decision]:
    """Give new decisions with those that they undo: what these speak of is to be solved again."""
    by_id = {d.decision_id: d for d in every}
    spoken = {d.decision_id: d for d in new}
    todo = list(spoken.values())
    while todo:
        undone = by_id.get(todo.pop().undoes or "")
        if undone and undone.decision_id not in spoken:
            spoken[undone.decision_id] = undone
            todo.append(undone)
    return list(spoken.values())


def spots(con: duckdb.DuckDBPyConnection, told: Sequence[Decision], *, is_linking: bool = True) -> dict[str, list[Anchor]]:
    """Give where the mentions of now stand, by article, for the articles that decisions speak of.

    While linking, with the tables `batch` and `extracted` of a batch, what that brings is of now and what it replaces no longer.
    """
    articles = {a.article_id for d in told for a in (*d.anchors, *d.others)}
    con.register("spoken", pa.table({"article_id": pa.array(sorted(articles), pa.string())}))
    found: dict[str, list[Anchor]] = defaultdict(list)
    for mention_id, article_id, start, end, text in con.execute(sql("link_spots" if is_linking else "spots")).fetchall():
        found[article_id].append(Anchor(mention_id=mention_id, article_id=article_id, start=start, end=end, text=text))
    return found


def owners(con: duckdb.DuckDBPyConnection) -> dict[str, str | None]:
    """Give the owner of each source that declares one."""
    return dict(con.execute(sql("owners")).fetchall())

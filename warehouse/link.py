"""Blocking and scoring pairs of mentions, in SQL; `models.linking` makes events of them. Nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from models.records import LinkMention, Pair
from warehouse import records_of, rows
from warehouse.store import create, reader, sql

PARTS = ("mode", "initiator", "target", "place", "date", "words", "article")
Ties = dict[str, set[str]]  # nodes of `link_block.sql` and those that each may be joined with


def candidates(
    path: Path | None, mentions: Sequence[LinkMention], *, extracted: Collection[str] = ()
) -> tuple[list[LinkMention], list[Pair]]:
    """Give all mentions that have to be solved anew, and their candidate pairs.

    The mentions are the new ones and those of the warehouse that are tied to them, directly or through others (each with the event it
    is part of), so that each touched component is whole. The pairs are all of a component that speak for or against a merge.
    `extracted` lists the articles that were coded now: what the warehouse held of them and `mentions` no longer has is left out, yet its
    former companions are solved again. Reads the warehouse at `path` if there is one.
    """
    new = {m.mention.mention_id: m for m in mentions}
    with _opened(path) as con:
        con.register("extracted", _ids("article_id", extracted))
        con.register("batch", _table(con, list(new.values())))
        con.execute(sql("link_block"))
        gone = {row[0] for row in con.execute(sql("link_gone")).fetchall()}
        ties = _closure(con, new.keys() | gone)
        con.register("pool", _ids("mention_id", ties.keys() - gone))
        held = [records_of.link_mention(row) for row in con.execute(sql("link_pool")).to_arrow_table().to_pylist()]
        homes = {m.mention.mention_id: m.event_id for m in held}
        pool = {m.mention.mention_id: m for m in held} | {key: replace(m, event_id=homes.get(key)) for key, m in new.items()}
        pairs = _pairs_within(con, components({node: others - gone for node, others in ties.items() if node not in gone}))
    return [pool[key] for key in sorted(pool)], pairs


def components(ties: Ties) -> list[list[str]]:
    """Part nodes into those that are tied, directly or through others; `ties` names each node and is symmetric."""
    seen: set[str] = set()
    found: list[list[str]] = []
    for start in sorted(ties):
        if start in seen:
            continue
        reached, todo = {start}, [start]
        while todo:
            fresh = ties[todo.pop()] - reached
            reached |= fresh
            todo += fresh
        seen |= reached
        found.append(sorted(reached))
    return found


def _closure(con: duckdb.DuckDBPyConnection, seeds: Iterable[str]) -> Ties:
    """Follow ties from the seeds until no new node appears."""
    ties: Ties = defaultdict(set)
    frontier = set(seeds)
    seen: set[str] = set()
    while frontier:
        seen |= frontier
        con.register("frontier", _ids("node_id", frontier))
        reached = {row[0] for row in con.execute(sql("link_companions")).fetchall()}
        for left, right, *_ in con.execute(sql("link_pairs"), {"foes": False}).fetchall():
            ties[left].add(right)
            ties[right].add(left)
            reached |= {left, right}
        frontier = reached - seen
    return {node: ties[node] for node in seen}


def _pairs_within(con: duckdb.DuckDBPyConnection, groups: Sequence[Sequence[str]]) -> list[Pair]:
    """Compare all mentions of a component, so that none is joined through others with one that contradicts it."""
    keys: list[dict[str, Any]] = [{"node_id": node, "key": key} for key, nodes in enumerate(groups) for node in nodes if len(nodes) > 1]
    con.register("component", pa.Table.from_pylist(keys, schema=pa.schema({"node_id": pa.string(), "key": pa.uint64()})))
    con.execute(sql("link_component"))
    con.register("frontier", _ids("node_id", (row["node_id"] for row in keys)))
    return [_pair(row) for row in con.execute(sql("link_pairs"), {"foes": True}).fetchall()]


@contextmanager
def _opened(path: Path | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the warehouse for reading, or an empty one in memory where there is none yet."""
    if path is not None and path.exists():
        with reader(path) as con:
            yield con
    else:
        with duckdb.connect() as con:
            create(con)
            yield con


def _ids(name: str, values: Iterable[str]) -> pa.Table:
    return pa.table({name: pa.array(sorted(set(values)), pa.string())})


def _table(con: duckdb.DuckDBPyConnection, mentions: Sequence[LinkMention]) -> pa.Table:
    columns = [rows.mention(m) for m in mentions]
    envelope = {"run_id", "recorded_at", "seq", "is_retracted"}
    fields = [field for field in con.table("core.mention").limit(0).to_arrow_table().schema if field.name not in envelope]
    return pa.Table.from_pylist(columns, schema=pa.schema(fields))


def _pair(row: tuple[object, ...]) -> Pair:
    left, right, score, is_compatible, *parts = row
    numbers = {name: value for name, value in zip(PARTS, parts, strict=True) if isinstance(value, float)}
    if not isinstance(score, float):
        raise TypeError(f"link_pairs.sql gave a score that is no number for {left} and {right}: {score!r}")
    return Pair(left=str(left), right=str(right), score=score, is_compatible=bool(is_compatible), parts=numbers)

"""Blocking and scoring pairs of mentions, in SQL; `models.linking` makes events of them. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from models.records import Anchor, Count, Decision, LinkMention, Pair, Side, Solved, Source, Standing, Telling
from warehouse import decided, records_of, rows
from warehouse.store import create, reader, sql

PARTS = ("mode", "initiator", "target", "place", "date", "words", "toll", "article")
MOST = 200  # different tellings in a block up to which all are compared with all; a busy town has some dozens a day
# How far news may change things. What is new may change the choices of its neighbours (1) and so the events that these leave and join (2);
# what else is part of those (3) is needed, and so are their other choices (4). See models.linking.cluster: each chooses for itself.
LEVELS = 5
CHANGED = 2
Part = Callable[
    [Sequence[Telling], Sequence[Pair], Sequence[Decision], Mapping[str, Sequence[Anchor]]],
    tuple[Sequence[frozenset[str]], tuple[Standing, ...]],
]


def solve(
    path: Path | None,
    mentions: Sequence[LinkMention],
    part: Part,
    *,
    extracted: Collection[str] = (),
    again: Collection[str] = (),
    decisions: Sequence[Decision] = (),
    sources: Iterable[Source] = (),
) -> Solved:
    """Part the new mentions, and those of the warehouse that they may change, into events.

    `part` is that of `models.linking`. `extracted` lists the articles that were coded now: what the warehouse held of them and
    `mentions` no longer has is left out, yet its former companions are solved again, and so are the mentions in `again`. `decisions`
    are new ones, `sources` tell owners that the warehouse does not know yet. Gives whole events, each mention with the event that it
    was part of. Reads the warehouse at `path` if there is one.
    """
    new = {m.mention.mention_id: m for m in mentions}
    with _opened(path) as con:
        held_decisions = [*decided.decisions(con), *decisions]
        spoken = decided.spots(con, decided.concerned(decisions, held_decisions), is_linking=False)
        again = {*again, *(spot.mention_id for spots in spoken.values() for spot in spots)}
        desk = Desk(con, list(new.values()), extracted=extracted, again=again)
        tellings, pairs = desk.tellings(), desk.pairs()
        told = [d for d in held_decisions if not desk.articles.isdisjoint(a.article_id for a in d.anchors) or d.kind == "undo"]
        groups, standing = part(tellings, pairs, told, decided.spots(con, told))
        groups = touched(groups, tellings, desk.changed)
        home = {mention: number for number, group in enumerate(groups) for mention in group}
        held = {m.mention.mention_id: m for m in desk.mentions((home.keys() | again) - new.keys())}
        owners = decided.owners(con) | {source.source_id: source.owner_group or source.owner for source in sources}
    events = {t.mention_id: t.event_id for t in tellings}
    pool = held | {key: replace(m, event_id=events.get(key)) for key, m in new.items()}
    within = (p for p in pairs if p.left in home and home[p.left] == home.get(p.right))
    return Solved(
        mentions=tuple(replace(pool[key], owner=owners.get(pool[key].source_id)) for key in sorted(pool)),
        groups=tuple(groups),
        pairs=tuple(within),
        standings=standing,
    )


def touched(groups: Iterable[frozenset[str]], tellings: Iterable[Telling], changed: Collection[str]) -> list[frozenset[str]]:
    """Give the groups with a mention that may have changed, and those with what was part of their events before."""
    were = {t.mention_id: t.event_id for t in tellings}
    every = list(groups)
    first = {g for g in every if not g.isdisjoint(changed)}
    events = {were[m] for g in first for m in g} | {were[m] for m in changed if m in were}
    return [g for g in every if g in first or any(were[m] is not None and were[m] in events for m in g)]


def chunks(path: Path, size: int) -> Iterator[list[str]]:
    """Yield the ids of all current mentions in the order of time, `size` at a time: to solve the whole warehouse again, part by part."""
    with reader(path) as con:
        ids = [row[0] for row in con.execute(sql("link_chunk")).fetchall()]
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


class Desk:
    """The mentions that a batch may concern, out on temp tables: fetched level by level, blocked and compared."""

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        mentions: Sequence[LinkMention],
        *,
        extracted: Collection[str],
        again: Collection[str],
        levels: int = LEVELS,
    ) -> None:
        self.con = con
        self.found: dict[tuple[str, str], tuple[Any, ...]] = {}
        self.seen: set[str] = set()
        self.changed: set[str] = set()
        con.execute(sql("link_macros"))
        con.register("extracted", _ids("article_id", extracted))
        con.register("seed", _ids("mention_id", again))
        con.register("batch", _table(con, mentions))
        con.execute(sql("link_start"))
        self._add()
        self._fetch(())  # what is gone, or to be solved again, is in no batch
        frontier = {m.mention.mention_id for m in mentions} | {row[0] for row in con.execute(sql("link_seeds")).fetchall()}
        for number in range(levels):
            if frontier:
                frontier = self._level(frontier)
            if number < CHANGED:
                self.changed = set(self.seen)

    def _fetch(self, frontier: Iterable[str]) -> None:
        self.con.register("frontier", _ids("node_id", frontier))
        fetched = self.con.execute(sql("link_fetch")).fetchone()
        if fetched != (0,):
            self._add()

    def _add(self) -> None:
        self.con.execute(sql("link_node"))
        self.con.execute(sql("link_block"))

    def _level(self, frontier: set[str]) -> set[str]:
        """Take a level in, compare it, and give what it leads to."""
        self._fetch(frontier)
        self.con.execute(sql("link_level"))
        level = {row[0] for row in self.con.execute("FROM level").fetchall()}
        self.compare()
        reached = {row[0] for row in self.con.execute(sql("link_companions")).fetchall()}
        for row in self.con.execute(sql("link_pairs"), {"all": False}).fetchall():
            self.found[row[0], row[1]] = row
            reached.update(row[:2])
        self.seen |= level
        return reached - self.seen

    def compare(self, only: Collection[str] | None = None) -> None:
        """Find the pairs to compare of the last level, or of some mentions only."""
        if only is not None:
            self.con.register("picked", _ids("node_id", only))
            self.con.execute(sql("link_some"))
        self.con.execute(sql("link_near"), {"most": MOST})

    @property
    def homes(self) -> dict[str, str]:
        """Give the event of each mention at hand that is part of one."""
        return dict(self.con.execute("SELECT mention_id, event_id FROM node WHERE event_id IS NOT NULL").fetchall())

    @property
    def articles(self) -> set[str]:
        """Give the articles of the mentions at hand."""
        return {row[0] for row in self.con.execute("SELECT DISTINCT article_id FROM node").fetchall()}

    def tellings(self) -> list[Telling]:
        """Give what clustering compares of all mentions at hand."""
        self.con.register("solving", _ids("node_id", self.seen))
        found = self.con.execute(sql("link_tellings"))
        names = [column[0] for column in found.description or ()]
        return [_telling(dict(zip(names, row, strict=True))) for row in found.fetchall()]

    def pairs(self) -> list[Pair]:
        """Give the pairs that belong together; what is gone has none."""
        return [_pair(row) for row in self.found.values() if not (row[0].endswith(" gone") or row[1].endswith(" gone"))]

    def mentions(self, mention_ids: Collection[str]) -> list[LinkMention]:
        """Give mentions of the warehouse, each with the event that it is part of."""
        self.con.register("pool", _ids("mention_id", mention_ids))
        return [records_of.link_mention(row) for row in self.con.execute(sql("link_pool")).to_arrow_table().to_pylist()]


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


def _telling(row: Mapping[str, Any]) -> Telling:
    """Read a row of `link_tellings.sql`."""
    return Telling(
        mention_id=row["mention_id"],
        article_id=row["article_id"],
        cell=row["cell"],
        is_day=row["is_day"],
        is_exact=row["is_exact"],
        reality=row["reality"],
        mode_class=row["mode_class"],
        is_mutual=row["is_mutual"],
        initiator=_side(row["i"]),
        target=_side(row["t"]),
        place=records_of.place(row),
        first=row["start_date"],
        last=row["end_date"],
        deaths=_count(row["deaths_low"], row["deaths_high"]),
        injured=_count(row["injured_low"], row["injured_high"]),
        event_id=row["event_id"],
    )


def _side(row: Mapping[str, Sequence[str]]) -> Side:
    return Side(*(frozenset(row[name] or ()) for name in ("keys", "own", "fits")))


def _count(low: int | None, high: int | None) -> Count | None:
    return None if low is None else Count(low, high)


def _pair(row: tuple[Any, ...]) -> Pair:
    left, right, score, _, is_compatible, *parts = row
    return Pair(left=left, right=right, score=score, is_compatible=is_compatible, parts=dict(zip(PARTS, parts, strict=True)))

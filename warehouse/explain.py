"""What an event nearly held: mentions that were compared with its own and are not part of it. Nothing is written."""

from __future__ import annotations

import duckdb

from warehouse.link import PARTS, Desk
from warehouse.read import Row, mentions
from warehouse.store import sql


def nearly(con: duckdb.DuckDBPyConnection, event_id: str, *, limit: int = 5) -> list[Row]:
    """Give the mentions of other events that come nearest to those of an event, best first, one an event.

    Each with its event, the mention that it was compared with, the score and its named parts, whether the two fit together by
    themselves (`is_tied`), and whether they contradict each other (`is_compatible` is false).
    """
    own = {row["mention_id"] for row in mentions(con, event_id)}
    desk = Desk(con, (), extracted=(), again=own, levels=1)
    desk.compare(own)
    best: dict[str, Row] = {}
    for left, right, score, is_tied, is_compatible, *parts in con.execute(sql("link_pairs"), {"all": True}).fetchall():
        mine, other = (left, right) if left in own else (right, left)
        if other in own or mine not in own:
            continue
        home = desk.homes.get(other) or other
        row = {
            "event_id": home,
            "mention_id": other,
            "compared_with": mine,
            "score": score,
            "is_tied": is_tied,
            "is_compatible": is_compatible,
            **dict(zip(PARTS, parts, strict=True)),
        }
        if home not in best or _rank(row) < _rank(best[home]):
            best[home] = row
    return sorted(best.values(), key=_rank)[:limit]


def _rank(row: Row) -> tuple[bool, bool, float, str]:
    return (not row["is_tied"], not row["is_compatible"], -row["score"], row["mention_id"])

"""What the commands show: rows as dictionaries, columns named as in the dictionary."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

import duckdb

from models.records import Article
from warehouse import records_of
from warehouse.store import sql

Row = dict[str, Any]


def events(
    con: duckdb.DuckDBPyConnection,
    *,
    limit: int | None = None,
    type: str | None = None,
    place: str | None = None,
    actor: str | None = None,
    state: str | None = None,
    aspect: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    run_id: str | None = None,
) -> list[Row]:
    """Give rows of `pub.event_all` in the order of time.

    `type` is a PLOVER type or `TYPE/mode`; `place` a place, province, country code or place id; `actor` a part of a name or an id;
    `since` and `until` keep what may have happened between them (inclusive); `run_id` what that run wrote last.
    """
    bounds = {"type": type, "place": place, "actor": actor, "state": state, "aspect": aspect, "since": since, "until": until}
    return _rows(con, "read_events", **bounds, run_id=run_id, limit=2**62 if limit is None else limit)


def summary(con: duckdb.DuckDBPyConnection, run_id: str | None = None) -> Row:
    """Give what a run (or all of them) added, and the totals that stand: one row of `n_…` counts."""
    return _rows(con, "read_summary", run_id=run_id)[0]


def rejected(con: duckdb.DuckDBPyConnection, run_id: str | None = None) -> list[Row]:
    """Give the inputs that could not be read, with the reason."""
    return _rows(con, "read_rejected", run_id=run_id)


def unresolved(con: duckdb.DuckDBPyConnection, *, offered_by: str | None = None) -> list[Row]:
    """Give the inputs that could not be read and have not been read since, the latest last."""
    return _rows(con, "read_unresolved", offered_by=offered_by)


def settled(con: duckdb.DuckDBPyConnection, locators: Collection[str]) -> dict[str, dt.datetime]:
    """Give of these locators those that need no reading again, with the moment (UTC) at which they were last read, rejected or gone; of
    lists, those that were read."""
    rows = _rows(con, "read_settled", locators=sorted(locators))
    return {row["locator"]: row["settled_at"].replace(tzinfo=dt.UTC) for row in rows}


def event(con: duckdb.DuckDBPyConnection, event_id: str) -> Row | None:
    """Give one event, also by an id that it absorbed; None if there is none."""
    return next(iter(_rows(con, "read_event", event_id=event_id)), None)


def mentions(con: duckdb.DuckDBPyConnection, event_id: str) -> list[Row]:
    """Give the mentions of an event in the order of publication."""
    return _rows(con, "read_mentions", event_id=event_id)


def mention(con: duckdb.DuckDBPyConnection, mention_id: str) -> Row | None:
    """Give one mention with its event and sentence; None if there is none."""
    return next(iter(_rows(con, "read_mention", mention_id=mention_id)), None)


def article(con: duckdb.DuckDBPyConnection, article_id: str) -> Article | None:
    """Give one article as received; None if there is none. Only the warehouse has texts, releases leave them out."""
    row = next(iter(_rows(con, "read_article", article_id=article_id)), None)
    return None if row is None else records_of.article(row)


def links(con: duckdb.DuckDBPyConnection, event_id: str) -> list[Row]:
    """Give why the mentions of an event belong together: a row a mention with what it was linked to and the parts of the score."""
    return _rows(con, "read_links", event_id=event_id)


def _rows(con: duckdb.DuckDBPyConnection, query: str, **bound: object) -> list[Row]:
    found = con.execute(sql(query), bound)
    columns = [column[0] for column in found.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]

"""Weekdays with the logic of news, and parts of a day."""

from __future__ import annotations

import datetime as dt

from models.dating import absolute
from models.dating.context import Context
from models.dating.relative import MOVES, with_part
from models.dating.scan import Hit
from models.dating.spans import OPEN, Reading, day, shift, week
from models.dating.tense import Tense
from models.dating.vocabulary import WEEKDAYS


def weekday(hit: Hit, ctx: Context) -> Reading:
    """Read a weekday with news logic; see `weekday_day`. In a history it is the last such day before the time spoken of."""
    name = hit.get("weekday") or ""
    index = WEEKDAYS.index(name)
    if hit.get("plural") or hit.get("every"):
        return Reading("SET", f"XXXX-WXX-{index + 1}", OPEN)
    rel = (hit.get("rel") or "").removeprefix("the ")
    which = (hit.get("week") or "").removeprefix("the ")
    if which:
        steps = MOVES.get(which, 0)

        def in_week(d: dt.date) -> Reading:
            monday = week(shift(d, "week", steps)).span.first or d
            return day(monday + dt.timedelta(index))

        spoken = which in {"previous", "following"}
        return ctx.read_from_spoken(in_week, day=True) if spoken else ctx.read(in_week)
    tense = ctx.tense(hit.start)
    if rel in {"previous", "following"} or (ctx.is_history and ctx.spoken_day):
        found = ctx.read_from_spoken(lambda d: day(weekday_day(d, index, "past", rel)), day=True)
    elif ctx.first is None:
        found = Reading("DATE", f"XXXX-WXX-{index + 1}", OPEN)
    else:
        found = ctx.read(lambda d: day(weekday_day(d, index, tense, rel)))
    return with_part(found, hit.get("part"))


def weekday_day(reference: dt.date, index: int, tense: Tense, rel: str = "") -> dt.date:
    """Give the day that a weekday (Monday 0) names for a reader of `reference`.

    *Last* is strictly before, *next* strictly after; else the most recent one, the reference day itself included, or with a future
    tense (or *this coming*) the first one from the reference day on.
    """
    back = (reference.weekday() - index) % 7
    if rel in {"last", "previous"}:
        return reference - dt.timedelta(back or 7)
    ahead = (7 - back) % 7
    if rel in {"next", "following"}:
        return reference + dt.timedelta(ahead or 7)
    if rel == "this coming" or (tense == "future" and rel != "this past"):
        return reference + dt.timedelta(ahead)
    return reference - dt.timedelta(back)


def part_of(hit: Hit, ctx: Context) -> Reading | None:
    """Read *the morning of 31 January 1965*."""
    made = absolute.full(hit, ctx) if hit.get("year") else absolute.month_day(hit, ctx)
    return with_part(made, hit.get("part")) if made else None

"""Durations, sets, times of day and vague references."""

from __future__ import annotations

import datetime as dt

from models.dating.absolute import PART_CODES
from models.dating.context import Context
from models.dating.relative import before_publication, counted, move, number, unit_of
from models.dating.scan import Hit
from models.dating.spans import OPEN, Reading, period, shift, unit_at, year
from models.records import TimeSpan

_ADVERBS = {"daily": "XXXX-XX-XX", "everyday": "XXXX-XX-XX", "nightly": "XXXX-XX-XXTNI", "weekly": "XXXX-WXX", "monthly": "XXXX-XX"}
_ADVERBS |= {
    "quarterly": "XXXX-QX",
    "weekends": "XXXX-WXX-WE",
    "yearly": "XXXX",
    "annual": "XXXX",
    "annually": "XXXX",
    "hourly": "XXXX-XX-XXTXX",
    "biweekly": "P2W",
    "fortnightly": "P2W",
}
_RECENT = {"day": ("day", 14), "week": ("week", 10), "month": ("month", 18), "year": ("year", 6), "decade": ("decade", 4)}  # a wide reading


def duration(hit: Hit, ctx: Context) -> Reading:
    """Read *three weeks*, *several years*: a length, placed nowhere."""
    return Reading("DURATION", period(unit_of(hit), counted(hit)), OPEN)


def bare_duration(hit: Hit, ctx: Context) -> Reading:
    """Read *for months*, *years of war*, *a decade-long*."""
    words = hit.match[0].lower()
    return Reading("DURATION", period(unit_of(hit), 1 if words.endswith("long") else None), OPEN)


def window(hit: Hit, ctx: Context) -> Reading:
    """Read *the past three weeks*, *the next few months*, *the first two months of 1939*."""
    rel, unit = hit.get("rel") or "", unit_of(hit)
    count = number(hit.get("count"))
    value = period(unit, count)
    if rel == "coming" and count is None:
        return Reading("DATE", "FUTURE_REF", TimeSpan(ctx.first, None, "open"))
    if hit.get("of") and count and rel in {"first", "opening", "last", "final"}:
        return Reading("DURATION", value, _edge_of_year(hit, ctx, unit, count))
    if hit.get("of") or rel not in {"past", "last", "next", "coming"}:
        return Reading("DURATION", value, OPEN)
    sign = -1 if rel in {"past", "last"} else 1
    span = before_publication(ctx, unit, _RECENT.get(unit, ("", 12))[1] if count is None else count, sign)
    return Reading("DURATION", value, span if count is not None or span == OPEN else TimeSpan(span.first, span.last, "open"))


def _edge_of_year(hit: Hit, ctx: Context, unit: str, count: float) -> TimeSpan:
    """Give the days of *the first six months of 2021*, *the last two weeks of the year*."""
    words = (hit.get("of") or "").split()
    shift_year = {"last": -1}.get(words[0], 0)
    whole = unit_at(dt.date(int(words[-1]), 1, 1), "year") if words[-1].isdigit() else ctx.read(lambda d: year(d.year + shift_year))
    if whole.span.first is None or whole.span.last is None or (len(words) > 1 and words[-1].isdigit()):
        return OPEN
    day = dt.timedelta(1)
    if hit.get("rel") in {"first", "opening"}:
        return TimeSpan(whole.span.first, min(move(whole.span.first, unit, count) - day, whole.span.last), "range")
    return TimeSpan(max(move(whole.span.last + day, unit, -count), whole.span.first), whole.span.last, "range")


def recent(hit: Hit, ctx: Context) -> Reading:
    """Read *in recent years*: a past reference with a wide span up to publication, its start never to be taken for exact."""
    unit, count = _RECENT[unit_of(hit)]
    first = shift(ctx.first, unit, -count) if ctx.first and not ctx.is_history else None
    return Reading("DATE", "PAST_REF", TimeSpan(first, None if ctx.is_history else ctx.last, "open"))


def per(hit: Hit, ctx: Context) -> Reading:
    """Read *daily*, *every week*, *per month*, *twice a year* as sets."""
    adverb = hit.get("adverb")
    if adverb:
        return Reading("SET", _ADVERBS[adverb], OPEN)
    unit = unit_of(hit)
    nth = number(hit.get("nth")) or (2 if hit.get("nth") in {"other", "second"} else 1)
    if unit in PART_CODES and unit != "night":
        return Reading("SET", f"XXXX-XX-XXT{PART_CODES[unit]}", OPEN)
    return Reading("SET", period(unit, nth), OPEN)


def now(hit: Hit, ctx: Context) -> Reading | None:
    """Read *now*, *currently*, *these days*; *at the time* only in a history, whose present it is."""
    if hit.match[0].lower().endswith("the time") and not ctx.is_history:
        return None
    return Reading("DATE", "PRESENT_REF", OPEN)


def past_ref(hit: Hit, ctx: Context) -> Reading | None:
    """Read *recently*, *lately*: some time before publication. *Former* is a time in a history; in news it belongs to an office."""
    if hit.match[0].lower() == "former" and not ctx.is_history:
        return None
    return Reading("DATE", "PAST_REF", TimeSpan(None, ctx.last, "open"))


def future_ref(hit: Hit, ctx: Context) -> Reading:
    """Read *soon*, *in the future*."""
    first: dt.date | None = ctx.first
    return Reading("DATE", "FUTURE_REF", TimeSpan(first, None, "open"))

"""Durations, sets, times of day and vague references."""

from __future__ import annotations

import datetime as dt

from models.dating.absolute import PART_CODES
from models.dating.context import Context
from models.dating.relative import before_publication, number, unit_of, with_part
from models.dating.scan import Hit
from models.dating.spans import OPEN, Reading, day, shift
from models.records import TimeSpan

_CODES = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "WE", "month": "M"}
_CODES |= {"quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "fortnight": "W"}
_ADVERBS = {"daily": "XXXX-XX-XX", "everyday": "XXXX-XX-XX", "nightly": "XXXX-XX-XXTNI", "weekly": "XXXX-WXX", "monthly": "XXXX-XX"}
_ADVERBS |= {"yearly": "XXXX", "annual": "XXXX", "annually": "XXXX", "hourly": "XXXX-XX-XXTXX", "biweekly": "P2W", "fortnightly": "P2W"}
_RECENT = {"day": ("day", 14), "week": ("week", 10), "month": ("month", 18), "year": ("year", 6), "decade": ("decade", 4)}  # a wide reading


def period(unit: str, count: float | None) -> str:
    """Give the TIMEX3 value of a duration; X for a vague count. Units shorter than a day go behind a T."""
    code = _CODES[unit]
    if count is not None and unit == "fortnight":
        count *= 2
    if count == 0.5 and unit in {"hour", "year", "day", "decade"}:
        return {"hour": "PT30M", "year": "P6M", "day": "PT12H", "decade": "P5Y"}[unit]
    amount = "X" if count is None else f"{count:g}"
    return f"PT{amount}{code[1]}" if code.startswith("T") else f"P{amount}{code}"


def duration(hit: Hit, ctx: Context) -> Reading:
    """Read *three weeks*, *several years*: a length, placed nowhere."""
    return Reading("DURATION", period(unit_of(hit), number(hit.get("count"))), OPEN)


def bare_duration(hit: Hit, ctx: Context) -> Reading:
    """Read *for months*, *years of war*, *a decade-long*."""
    words = hit.match[0].lower()
    return Reading("DURATION", period(unit_of(hit), 1 if words.endswith("long") else None), OPEN)


def window(hit: Hit, ctx: Context) -> Reading:
    """Read *the past three weeks*, *the next few months*, *the first two months of 1939*."""
    rel, unit = hit.get("rel") or "", unit_of(hit)
    count = number(hit.get("count"))
    value = period(unit, count)
    if hit.get("of") or rel not in {"past", "last", "next", "coming"}:
        return Reading("DURATION", value, OPEN)
    sign = -1 if rel in {"past", "last"} else 1
    span = before_publication(ctx, unit, _RECENT.get(unit, ("", 12))[1] if count is None else count, sign)
    return Reading("DURATION", value, span if count is not None or span == OPEN else TimeSpan(span.first, span.last, "open"))


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


def clock(hit: Hit, ctx: Context) -> Reading | None:
    """Read a time of day, on the day last spoken of or that of publication."""
    hour_words, ampm = hit.get("hour") or "", hit.get("ampm") or ""
    hour = int(number(hour_words) or 0)
    if ampm:
        if hour > 12:
            return None
        hour = hour % 12 + (12 if ampm.startswith("p") else 0)
    if hour > 24:
        return None
    base = ctx.read_from_spoken(day, day=True) if ctx.spoken_day or not ctx.spoken else Reading("DATE", "XXXX-XX-XX", OPEN)
    return Reading("TIME", f"{base.value}T{hour:02}:{int(hit.get('minute') or 0):02}", base.span)


def part_of_day(hit: Hit, ctx: Context) -> Reading | None:
    """Read *the morning*, *that evening*, *at night*: on the day last spoken of."""
    part = hit.get("part")
    if not hit.match[0].lower().startswith(("the", "that", "early", "late")):
        return Reading("TIME", f"XXXX-XX-XXT{PART_CODES[part or 'night']}", OPEN)
    if ctx.spoken and not ctx.spoken_day:
        return Reading("TIME", f"XXXX-XX-XXT{PART_CODES[part or 'night']}", OPEN)
    return with_part(ctx.read_from_spoken(day, day=True), part)


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

"""Times of day, and the joining of a time of day with the date beside it."""

from __future__ import annotations

import re

from models.dating.absolute import PART_CODES
from models.dating.context import Context
from models.dating.local import Local, local_day
from models.dating.relative import number, with_part
from models.dating.scan import Hit
from models.dating.spans import OPEN, Reading, day
from models.dating.vocabulary import ZONE_NAME
from models.records import TimeMention, TimeSpan

CLOCKS = frozenset({"clock", "military", "part_of_day"})
_HOURS = {"noon": "12:00", "midnight": "24:00"}
_ZONE = re.compile(rf"{ZONE_NAME}\b")
_BETWEEN = re.compile(r",?\s+(?:on\s+|at\s+(?:around\s+|about\s+)?)?(?:the\s+)?$")


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
    reading = _at(f"{hour:02}:{int(hit.get('minute') or 0):02}", ctx)
    return reading._replace(span=at_home(reading.span, reading.value, hit.match[0], ctx.local))


def _at(time: str, ctx: Context) -> Reading:
    if ctx.spoken_day or not ctx.spoken:
        base = ctx.read_from_spoken(day, day=True)
    else:
        base = day(ctx.named_day) if ctx.named_day and not ctx.is_history else Reading("DATE", "XXXX-XX-XX", OPEN)
    return Reading("TIME", f"{base.value}T{time}", base.span)


def part_of_day(hit: Hit, ctx: Context) -> Reading | None:
    """Read *the morning*, *that evening*, *at night*: on the day last spoken of. *Noon* and *midnight* are times of the clock."""
    part = hit.get("part") or "night"
    if part in _HOURS:
        return _at(_HOURS[part], ctx)
    if not hit.match[0].lower().startswith(("the", "that", "early", "late")):
        return Reading("TIME", f"XXXX-XX-XXT{PART_CODES[part]}", OPEN)
    if ctx.spoken and not ctx.spoken_day:
        return Reading("TIME", f"XXXX-XX-XXT{PART_CODES[part]}", OPEN)
    return with_part(ctx.read_from_spoken(day, day=True), part)


def at_home(span: TimeSpan, value: str, words: str, local: Local | None) -> TimeSpan:
    """Give the day of a moment where the text was written, if it is told in another zone (*21:00 GMT*); else the day as told."""
    zone, clock = _ZONE.search(words), re.search(r"T(\d\d):(\d\d)$", value)
    if local is None or zone is None or clock is None or span.precision != "day" or span.first is None:
        return span
    day = local_day(span.first, int(clock[1]), int(clock[2]), zone[0], local)
    return TimeSpan(day, day, "day")


def joined(text: str, left: TimeMention, right: TimeMention, local: Local | None = None) -> TimeMention | None:
    """Join a time of day and the date beside it (*8:30 a.m. Monday*, *noon on 5 May*, *Tuesday at 9 p.m.*); None if they are no pair."""
    between = text[left.end : right.start]
    if len(between) > 20 or not _BETWEEN.fullmatch(between):
        return None
    if "the" in between and "day" not in right.text:
        return None
    for time, date in ((left, right), (right, left)):
        is_clock = time.timex_type == "TIME" and time.rule in CLOCKS and re.search(r"T\d\d:\d\d$", time.value)
        if (
            is_clock
            and date.timex_type == "DATE"
            and (date.span.precision == "day" or re.fullmatch(r"[\dX]{4}-[\dX]{2}-[\dX]{2}|XXXX-WXX-\d", date.value))
        ):
            value = f"{date.value}T{time.value.split('T', 1)[1]}"
            return TimeMention(
                start=left.start, end=right.end, text=text[left.start : right.end], timex_type="TIME", value=value,
                span=at_home(date.span, value, time.text, local), rule="clock_and_date",
            )  # fmt: skip
    return None

"""Expressions that lean on publication (*yesterday*, *last month*, *on Friday*) or on the time last spoken of (*three days later*)."""

from __future__ import annotations

import datetime as dt
import re

from models.dating import anchors
from models.dating.absolute import PART_CODES, modified
from models.dating.context import Context
from models.dating.scan import Hit
from models.dating.spans import OPEN, Reading, day, hull, mask, narrow, period, shift, unit_at
from models.dating.vocabulary import NUMBERS, ORDINALS
from models.records import TimeSpan

_DAYMOVES = {"the day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1, "the day after tomorrow": 2}
MOVES = {"last": -1, "previous": -1, "past": -1, "this past": -1, "preceding": -1, "prior": -1, "next": 1, "following": 1, "coming": 1}
MOVES |= {"this coming": 1, "latest": -1, "most recent": -1}
_LESS = re.compile(r"(?:just\s+)?(?:less|fewer)\s+than|(?:just\s+)?under\b|up\s+to|at\s+most")
_NAMED = re.compile(r"\s+(?:the|a|an|his|her|its|their|[A-Z])")
_VAGUE = {"several", "few", "a few", "many", "some", "a number of", "dozens of", "countless", "recent"}


def number(words: str | None) -> float | None:
    """Give the number that count words name (*a couple of* is 2, *a* is 1); None for a vague one (*several*) or none at all."""
    if not words or words in _VAGUE:
        return None
    if words in {"a", "an"}:
        return 1
    if words in {"half a", "half an", "a half", "half"}:
        return 0.5
    if words.split()[-1] == "quarter" or words.endswith("quarter of a"):
        return 0.25
    if "couple" in words:
        return 2
    half = 0.5 if words.endswith("and a half") else 0.0
    words = words.removesuffix(" and a half")
    if words[0].isdigit():
        return float(words.replace(",", "")) + half
    return sum(NUMBERS.get(w, 0) for w in words.replace("-", " ").split()) + half or None


def counted(hit: Hit) -> float | None:
    """Give the count of a hit, *and a half* behind its unit included (*a year and a half*)."""
    count = number(hit.get("count"))
    return count + 0.5 if count is not None and hit.get("half") else count


def unit_of(hit: Hit) -> str:
    """Give the calendar unit of a hit in the singular."""
    unit = (hit.get("unit") or "day").rstrip("s")
    return "century" if unit.startswith("centur") else unit


def with_part(reading: Reading, part: str | None) -> Reading:
    """Add a part of the day to a day; a night may run into the next day."""
    if not part or (reading.span.precision != "day" and "X" not in reading.value):
        return reading
    span = reading.span
    if part in {"night", "midnight"} and span.first and span.last:
        span = TimeSpan(span.first, span.last + dt.timedelta(1), "range")
    return Reading("TIME", f"{reading.value}T{PART_CODES[part]}", span)


def deictic_day(hit: Hit, ctx: Context) -> Reading:
    """Read *today*, *yesterday morning*, *overnight*, *last night*. In a history *today* is the writer's own time, not a day."""
    words = hit.get("ref") or "today"
    if words == "today" and ctx.is_history and not hit.get("part"):
        return Reading("DATE", "PRESENT_REF", OPEN)
    move = _DAYMOVES.get(words, 0)
    reading = ctx.read(lambda d: day(d + dt.timedelta(move)))
    if words == "overnight":
        span = reading.span
        before = TimeSpan(span.first - dt.timedelta(1), span.last, "range") if span.first else OPEN
        return Reading("TIME", reading.value + "TNI", before)
    return with_part(reading, "night" if words in {"tonight", "last night"} else hit.get("part"))


def deictic_unit(hit: Hit, ctx: Context) -> Reading:
    """Read *last week*, *late last year*, *earlier this month*, *later this year*."""
    unit, rel = unit_of(hit), (hit.get("rel") or "").removeprefix("the ")
    move = MOVES.get(rel, 0)
    if (
        rel == "past"
        or (rel == "last" and unit in {"decade", "century"})
        or (hit.get("rel") in {"the past", "the last"} and not hit.get("mod"))
    ):
        return _window_before(unit, ctx)
    if unit == "weekend" and ctx.local and rel != "this":
        return ctx.read(lambda d: _nearest_weekend(d, ctx, "before" if move < 0 else "after"))
    if ctx.is_history and rel == "this" and ctx.spoken:
        return ctx.read_from_spoken(lambda d: modified(hit, unit_at(d, unit)))
    reading = ctx.read(lambda d: unit_at(shift(d, unit, move), unit))
    mod = hit.get("mod")
    if move == 0 and mod in {"earlier", "later"} and ctx.first and ctx.last and reading.span.first and reading.span.last:
        low, high = (reading.span.first, min(ctx.last, reading.span.last)) if mod == "earlier" else (ctx.first, reading.span.last)
        return reading._replace(span=TimeSpan(low, max(low, high), "range"))
    if unit == "weekend" and rel == "this":
        return ctx.read(lambda d: _nearest_weekend(d, ctx, ctx.tense(hit.start)))
    return ctx.read(lambda d: modified(hit, unit_at(shift(d, unit, move), unit)))


def _nearest_weekend(date: dt.date, ctx: Context, when: str) -> Reading:
    """Give the weekend that has begun last, or with *future* the first that is not over; *before* and *after* leave out the current one."""
    week = dt.timedelta(7)
    near = [ctx.unit(date + step, "weekend") for step in (-2 * week, -week, dt.timedelta(0), week)]
    days = [(r.span.first or date, r.span.last or date, r) for r in near]
    if when in {"future", "after"}:
        return next(r for first, last, r in days if (last >= date if when == "future" else first > date))
    return [r for first, last, r in days if (last < date if when == "before" else first <= date)][-1]


def _window_before(unit: str, ctx: Context) -> Reading:
    """Read *the past week*, *the last decade*: a stretch that ends at publication."""
    value = {"week": "P1W", "month": "P1M", "year": "P1Y", "decade": "P1DE", "century": "P1CE", "weekend": "P1WE"}.get(unit, "P1D")
    return Reading("DURATION", value, before_publication(ctx, unit, 1))


def before_publication(ctx: Context, unit: str, count: float, sign: int = -1) -> TimeSpan:
    """Give the stretch of `count` units that ends (or, `sign` 1, begins) at publication; open if that is unknown."""
    if ctx.first is None or ctx.last is None or ctx.is_history:
        return OPEN
    if sign < 0:
        return TimeSpan(move(ctx.first, unit, -count), ctx.last, "range")
    return TimeSpan(ctx.first, move(ctx.last, unit, count), "range")


def move(date: dt.date, unit: str, count: float) -> dt.date:
    """Move a day by a count that may be broken; hours and shorter count as parts of days."""
    if unit in {"hour", "minute", "second"}:
        part = count / {"hour": 24, "minute": 1440, "second": 86400}[unit]
        return date + dt.timedelta(days=int(part))
    unit = {"night": "day"}.get(unit, unit)
    if count == int(count):
        return shift(date, unit, int(count))
    lengths = {
        "day": 1,
        "week": 7,
        "weekend": 7,
        "fortnight": 14,
        "month": 30.44,
        "quarter": 91.3,
        "year": 365.25,
        "decade": 3652.5,
        "century": 36525,
    }
    return date + dt.timedelta(days=round(lengths[unit] * count))


def shifted(hit: Hit, date: dt.date, unit: str, count: float) -> Reading:
    """Read *three weeks ago*: the unit that holds the day so far away. A broken count widens to the next coarser unit."""
    target = move(date, unit, count)
    if unit in {"hour", "minute", "second", "night"}:
        unit = "day"
    if count != int(count):
        unit = {"year": "year", "decade": "decade", "month": "month", "week": "month"}.get(unit, unit)
    return unit_at(target, "week" if unit == "fortnight" else unit)


def ago(hit: Hit, ctx: Context) -> Reading | None:
    """Read *five years ago*; *several years ago* is a past reference with an open start."""
    count = counted(hit) if hit.get("count") else None
    unit = unit_of(hit)
    if count is None:
        return Reading("DATE", "PAST_REF", TimeSpan(None, ctx.last, "open"))
    if ctx.is_history and ctx.spoken:
        return ctx.read_from_spoken(lambda d: _within(hit, d, shifted(hit, d, unit, -count)))
    return ctx.read(lambda d: _within(hit, d, shifted(hit, d, unit, -count)))


def _within(hit: Hit, reference: dt.date, reading: Reading) -> Reading:
    """Widen *less than two weeks earlier* up to the reference; its value stays that of the count."""
    if not _LESS.match(hit.get("about") or "") or reading.span.first is None or reading.span.last is None:
        return reading
    return reading._replace(span=TimeSpan(min(reading.span.first, reference), max(reading.span.last, reference), "range"))


def from_now(hit: Hit, ctx: Context) -> Reading:
    """Read *two weeks from now* and *in a year's time*."""
    count = number(hit.get("count"))
    if count is None:
        return Reading("DATE", "FUTURE_REF", TimeSpan(ctx.first, None, "open"))
    return ctx.read(lambda d: shifted(hit, d, unit_of(hit), count))


def later(hit: Hit, ctx: Context) -> Reading | None:
    """Read *three days earlier*, *a year later*, *the day before* from the time last spoken of."""
    sign = -1 if (hit.get("dir") or "").startswith(("earlier", "previously", "before")) else 1
    count, unit = number(hit.get("count")), unit_of(hit)
    if not ctx.is_history and hit.get("dir") in {"before", "after"} and _NAMED.match(ctx.text[hit.end : hit.end + 12]):
        return Reading("DURATION", period(unit, count), OPEN)  # *two weeks before the vote*: a length, and nobody said when the vote was
    if not hit.get("count") or count is None:
        return Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", OPEN)
    spoken_is_coarse = ctx.spoken is not None and ctx.spoken.precision in {"year", "decade"}
    if spoken_is_coarse and unit in {"day", "hour", "minute", "night", "week"} and not ctx.spoken_day:
        return Reading("DATE", mask("1000-01-01", "2222-12-22"), OPEN)
    read = lambda d: _within(hit, d, shifted(hit, d, unit, sign * count))  # noqa: E731
    return ctx.read_from_spoken(read, day=unit in {"day", "night", "hour", "week", "minute"})


def year_earlier(hit: Hit, ctx: Context) -> Reading | None:
    """Read *the year-ago quarter*, *the year-earlier period*: the same part of the year before the one last spoken of."""
    last = ctx.readings[-1] if ctx.readings else None
    if last and last[0].rule == "quarter" and last[1].span.first and last[1].span.last:
        first, end = (shift(d, "year", -1) for d in (last[1].span.first, last[1].span.last))
        low, high = unit_at(first, "quarter"), unit_at(end, "quarter")
        return low._replace(value=mask(low.value, high.value), span=hull(low.span, high.span))
    whole = "quarter" if hit.get("unit") == "quarter" else "year"
    return ctx.read_from_spoken(lambda d: unit_at(shift(d, "year", -1), whole))


def year_end(hit: Hit, ctx: Context) -> Reading | None:
    """Read *year-end*, *month-end*: the last part of the current unit."""
    unit = unit_of(hit)

    def read(date: dt.date) -> Reading:
        reading = unit_at(date, unit)
        return reading._replace(span=narrow(reading.span, "end"))

    return ctx.read(read)


def anchored(hit: Hit, ctx: Context) -> Reading | None:
    """Read *six months before the Soviet invasion* from a dated anchor."""
    anchor, count, unit = anchors.named(hit.get("anchor") or ""), number(hit.get("count")), unit_of(hit)
    if anchor is None:
        return None
    if hit.get("dir") == "since":
        return Reading(
            "DURATION",
            f"P{int(count)}{unit[0].upper()}" if count else f"PX{unit[0].upper()}",
            TimeSpan(anchor.first, ctx.last, "range") if ctx.last and ctx.last >= anchor.first else OPEN,
        )
    sign = 1 if hit.get("dir") in {"after", "following"} else -1
    if count is None:
        return Reading("DATE", "PAST_REF", TimeSpan(anchor.last, None, "open") if sign > 0 else TimeSpan(None, anchor.first, "open"))
    return shifted(hit, anchor.first, unit, sign * count)


def anniversary(hit: Hit, ctx: Context) -> Reading | None:
    """Read *the 28th anniversary of the Soviet withdrawal*: the anchor's day so many years on."""
    return anniversary_day(hit)


def anniversary_day(hit: Hit) -> Reading | None:
    """Give the anchor's day so many years on; it needs no publication day."""
    anchor, words = anchors.named(hit.get("anchor") or ""), hit.get("ordinal") or ""
    count = ORDINALS.get(words) or int("".join(c for c in words if c.isdigit()) or 0)
    if anchor is None or not count:
        return None
    first, last = shift(anchor.first, "year", count), shift(anchor.last, "year", count)
    if first == last:
        return day(first)
    return Reading("DATE", mask(first.isoformat(), last.isoformat()), TimeSpan(first, last, "range"))


def same_unit(hit: Hit, ctx: Context) -> Reading | None:
    """Read *the same day*, *the next month*, *that afternoon*, *the year before* from the time last spoken of."""
    phrase = hit.get("day_after")
    if phrase:
        unit, rel = phrase.split()[1], "previous" if hit.get("dir") == "before" else "following"
    else:
        unit, rel = unit_of(hit), (hit.get("rel") or "").removeprefix("the ")
    if ctx.spoken is None and ctx.first is None:
        return Reading("DATE", "XXXX-XX-XX" if unit == "day" else "XXXX", OPEN)
    steps = MOVES.get(rel, 0)
    part = unit if unit in PART_CODES else None
    if part or unit == "day":
        points_back = rel.split()[0] in {"same", "very", "that"} and ctx.named_day is not None
        if ctx.spoken and not ctx.spoken_day and ctx.spoken.precision != "day" and not points_back:
            return Reading("DATE", "XXXX-XX-XX", OPEN)
        read = ctx.read_from_named if points_back else None
        make = lambda d: day(d + dt.timedelta(steps))  # noqa: E731
        return with_part(read(hit, make, day=True) if read else ctx.read_from_spoken(make, day=True), part)
    if steps == 0 and unit in {"month", "year", "decade"}:
        return ctx.read_from_named(hit, lambda d: unit_at(d, unit))
    return ctx.read_from_spoken(lambda d: unit_at(shift(d, unit, steps), unit), day=unit in {"week", "weekend"})


def the_unit(hit: Hit, ctx: Context) -> Reading | None:
    """Read *the end of the year*, *later in the month*, *the weekend*."""
    unit = unit_of(hit)
    if unit == "weekend":
        return ctx.read(lambda d: _nearest_weekend(d, ctx, ctx.tense(hit.start)))
    if ctx.is_history or (ctx.spoken and ctx.spoken.precision != "year" and hit.get("mod") in {"later", "earlier"}):
        return ctx.read_from_spoken(lambda d: modified(hit, unit_at(d, unit)), day=unit in {"day", "week"})
    return ctx.read(lambda d: modified(hit, unit_at(d, unit)))

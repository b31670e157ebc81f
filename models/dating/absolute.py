"""Dates that name a year, or a day, month, season or feast whose year the surroundings tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from dateutil.relativedelta import relativedelta

from models.dating import anchors
from models.dating.context import Context
from models.dating.scan import Hit
from models.dating.spans import OPEN, Reading, century, day, decade, hull, mask, month, narrow, part_of_year, season, year
from models.dating.tense import Tense
from models.dating.vocabulary import MONTHS, ORDINALS, SEASONS
from models.records import TimeSpan

_SOON = 31  # days ahead: *agreed to return by 26 January* is not of a year ago, or its year would be told
PARTS = {"early": "early", "late": "late", "mid": "mid", "middle": "mid", "beginning": "start", "start": "start", "outset": "start"}
PARTS |= {"end": "end", "close": "end", "latter part": "late", "early part": "early", "earlier": "early", "later": "late"}
HALVES = {"first half": 1, "second half": 2, "latter half": 2}
PART_CODES = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "dawn": "DA", "midday": "MI", "noon": "MI"}
PART_CODES |= {"midnight": "NI", "dusk": "EV", "daytime": "DT"}
_DECADES = {
    w: 20 + 10 * i for i, w in enumerate(["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"])
}
_WORD_DIRECTION = {
    "last": "before",
    "previous": "before",
    "this past": "before",
    "next": "after",
    "following": "after",
    "this coming": "after",
}


def month_number(name: str) -> int:
    """Give the number of an English month by its name or abbreviation; raises StopIteration for anything else."""
    return next(i for i, full in enumerate(MONTHS, 1) if full.startswith(name.rstrip(".")[:3].lower()))


def modified(hit: Hit, reading: Reading) -> Reading:
    """Narrow a span by *early*, *mid*, *the end of*; the TIMEX3 value stays that of the unit. *First half of 2008* is a half-year."""
    mod = (hit.get("mod") or "").removeprefix("very ")
    if mod in HALVES and reading.span.precision == "year" and reading.span.first:
        return part_of_year(reading.span.first.year, HALVES[mod], 2)
    return reading._replace(span=narrow(reading.span, PARTS[mod])) if mod in PARTS else reading


def nearest(make: Callable[[int], Reading | None], tense: Tense, direction: str = "") -> Callable[[dt.date], Reading]:
    """Give the reading, moving with the reference day, of something that comes once a year.

    `direction` (*before*, *after*: strictly so) overrules tense. Past: the last one begun by then. Future: the first not yet over.
    Otherwise the closest one.
    """

    def read(reference: dt.date) -> Reading:
        found = [r for y in range(max(reference.year - 4, 1), reference.year + 5) if (r := make(y)) and r.span.first and r.span.last]
        firsts = [(r.span.first or reference, r.span.last or reference, r) for r in found]
        if direction == "before":
            fitting = [r for a, b, r in firsts if b < reference]
            return fitting[-1] if fitting else found[0]
        if direction == "after":
            fitting = [r for a, b, r in firsts if a > reference]
            return fitting[0] if fitting else found[-1]
        if tense == "past":
            latest = [x for x in firsts if x[0] <= reference][-1]
            soon = next((x[2] for x in firsts if x[0] > reference and x[0] == x[1] and (x[0] - reference).days <= _SOON), None)
            return soon if soon and (reference - latest[0]).days > 300 else latest[2]
        if tense == "future":
            ahead = next(x for x in firsts if x[1] >= reference)
            behind = [x for x in firsts if x[1] < reference]
            just_begun = bool(behind) and (ahead[0] - reference).days > 330 and (reference - behind[-1][1]).days <= 14
            return behind[-1][2] if just_begun else ahead[2]
        return min(
            firsts, key=lambda x: 0 if x[0] <= reference <= x[1] else min(abs((x[0] - reference).days), abs((x[1] - reference).days))
        )[2]

    return read


def yearless(hit: Hit, ctx: Context, make: Callable[[int], Reading | None]) -> Reading | None:
    """Resolve what comes once a year: by its own words (*of that year*, *last*), the year last spoken of, or tense and publication."""
    which = (hit.get("which") or "").removeprefix("the ")
    if which in {"this", "last", "next"}:
        move = {"this": 0, "last": -1, "next": 1}[which]
        return ctx.read(lambda d: make(d.year + move) or year(d.year + move))
    if which in {"that", "the same", "same"}:
        return ctx.read_from_named(hit, lambda d: make(d.year) or year(d.year))
    if which:
        move = {"previous": -1, "following": 1}.get(which, 0)
        return ctx.read_from_spoken(lambda d: make(d.year + move) or year(d.year + move))
    rel = (hit.get("rel") or "").removeprefix("the ")
    if rel in {"following", "previous"}:
        return ctx.read_from_spoken(nearest(make, "past", _WORD_DIRECTION[rel]))
    if rel in {"that", "that same"}:
        rel = ""
    if rel == "this" and not ctx.is_history:
        return ctx.read(lambda d: make(d.year) or year(d.year))
    local = ctx.local_year(hit.start)
    if local is not None:
        return _local(hit, ctx, make, local)
    return ctx.read(nearest(make, ctx.tense(hit.start), _WORD_DIRECTION.get(rel, "")))


def _local(hit: Hit, ctx: Context, make: Callable[[int], Reading | None], local: int) -> Reading | None:
    """Place a yearless date in a story: in the year last spoken of, but in the next one if the story has just reached its end."""
    found = make(local) or make(local - 1) or make(local + 1)  # 29 February
    spoken = ctx.spoken
    if found is None or spoken is None or spoken.first is None or found.span.first is None:
        return found
    if _WORD_DIRECTION.get(hit.get("rel") or "") == "after" and found.span.first <= spoken.first:
        return make(local + 1)
    if spoken.precision in {"day", "month", "range"} and spoken.first.month >= 10 and found.span.first.month <= 3:
        return make(local + 1)
    return found


def full(hit: Hit, ctx: Context) -> Reading | None:
    """Read day, month and year in words or as ISO."""
    number = int(hit.get("monthno") or 0) or month_number(hit.get("month") or "")
    return _day(int(hit.get("year") or 0), number, int(hit.get("day") or 0))


def named_day(hit: Hit, ctx: Context) -> Reading | None:
    """Read a day that names an event (*9/11*, *the Sept. 11 attacks*), by its anchor."""
    anchor = anchors.named(hit.get("anchor") or "")
    return (
        Reading("DATE", anchor.first.isoformat(), TimeSpan(anchor.first, anchor.last, "day" if anchor.first == anchor.last else "range"))
        if anchor
        else None
    )


def _day(year_number: int, month_no: int, day_no: int) -> Reading | None:
    try:
        return day(dt.date(year_number, month_no, day_no))
    except ValueError:
        return None


def numeric(hit: Hit, ctx: Context) -> Reading | None:
    """Read 18/02/2017. Where day and month may be either way round, the value has X's and the span both."""
    a, b, y = int(hit.get("a") or 0), int(hit.get("b") or 0), int(hit.get("year") or 0)
    left, right = _day(y, b, a), _day(y, a, b)
    if left and right and left != right:
        low, high = sorted((left.span.first or dt.date.min, right.span.first or dt.date.min))
        return Reading("DATE", f"{y}-XX-XX", TimeSpan(low, high, "range"))
    return left or right


def month_day(hit: Hit, ctx: Context) -> Reading | None:
    """Read a day and month without a year."""
    number, day_no = month_number(hit.get("month") or ""), int(hit.get("day") or 0)
    if not (_day(2000, number, day_no)):
        return None
    return yearless(hit, ctx, lambda y: _day(y, number, day_no))


def second_day(hit: Hit, ctx: Context) -> Reading | None:
    """Read the 6 of *6 and 7 February* (`models.dating.resolve` hands over the month that follows)."""
    following = hit.match.string[hit.end : hit.end + 40]
    name = next((m for m in MONTHS if m.capitalize() in following), None)
    if name is None:
        return None
    day_no, number = int(hit.get("day") or 0), month_number(name)
    stated = next((int(w.strip(".,;)")) for w in following.split() if w.strip(".,;)").isdigit() and len(w.strip(".,;)")) == 4), None)
    return _day(stated, number, day_no) if stated else yearless(hit, ctx, lambda y: _day(y, number, day_no))


def day_tail(hit: Hit, ctx: Context) -> Reading | None:
    """Read the 5 of *May 4 and 5* in the month just named."""
    named = ctx.readings[-1][1].span if ctx.readings else OPEN
    if named.first is None or named.last is None:
        return None
    day_no = int(hit.get("day") or 0)
    left, right = _day(named.first.year, named.first.month, day_no), _day(named.last.year, named.last.month, day_no)
    if left is None or right is None or left == right:
        return left
    return Reading("DATE", mask(left.value, right.value), hull(left.span, right.span))


def month_year(hit: Hit, ctx: Context) -> Reading:
    """Read a month with its year."""
    return modified(hit, month(int(hit.get("year") or 0), month_number(hit.get("month") or "")))


def month_alone(hit: Hit, ctx: Context) -> Reading | None:
    """Read a month without a year."""
    number = month_number(hit.get("month") or "")
    return yearless(hit, ctx, lambda y: modified(hit, month(y, number)))


def bare_ordinal(hit: Hit, ctx: Context) -> Reading | None:
    """Read *the 28th* in the month last spoken of, or by tense around publication."""
    day_no = int("".join(c for c in hit.get("day") or "" if c.isdigit()))

    def make(reference: dt.date) -> Reading:
        return _day(reference.year, reference.month, day_no) or month(reference.year, reference.month)

    def latest(reference: dt.date) -> Reading:
        here = make(reference)
        late = here.span.first and here.span.first > reference and ctx.tense(hit.start) == "past"
        return make(reference.replace(day=1) - relativedelta(days=1)) if late else here

    return ctx.read(latest) if hit.get("of") in {"this", "last"} or not ctx.spoken else ctx.read_from_spoken(make)


def year_alone(hit: Hit, ctx: Context) -> Reading:
    """Read a year."""
    return modified(hit, year(int(hit.get("year") or 0)))


def year_tail(hit: Hit, ctx: Context) -> Reading | None:
    """Read the 57 of *1955-57* and the 96 of *1995-96*."""
    head = int(hit.match.string[hit.start - 5 : hit.start - 1])
    number = head // 100 * 100 + int(hit.get("yy") or 0)
    return year(number) if head < number <= head + 50 else year(number + 100) if head % 100 > 90 and int(hit.get("yy") or 0) < 20 else None


def before_christ(hit: Hit, ctx: Context) -> Reading:
    """Read a year before the common era; its span is open since the calendar of `datetime` begins with year 1."""
    return Reading("DATE", f"BC{int(hit.get('bc') or 0):04}", OPEN)


def decade_alone(hit: Hit, ctx: Context) -> Reading:
    """Read a decade; one without its century is the last such one before publication."""
    full_number, short, word = hit.get("decade"), hit.get("short"), hit.get("word")
    if full_number:
        return modified(hit, decade(int(full_number) * 10))
    tens = int(short) * 10 if short else _DECADES[word or "nineties"]
    century_start = 1900 if tens > 10 or ctx.last is None else ctx.last.year // 100 * 100
    return modified(hit, decade(century_start + tens))


def century_alone(hit: Hit, ctx: Context) -> Reading | None:
    """Read a century by its ordinal."""
    words = hit.get("ordinal") or ""
    ordinal = ORDINALS.get(words) or int("".join(c for c in words if c.isdigit()) or 0)
    if hit.get("bce"):
        return Reading("DATE", f"BC{ordinal - 1:02}", OPEN)
    return modified(hit, century(ordinal)) if 0 < ordinal < 30 else None


def season_year(hit: Hit, ctx: Context) -> Reading:
    """Read a season with its year."""
    return modified(hit, season(int(hit.get("year") or 0), SEASONS[hit.get("season") or ""]))


def season_alone(hit: Hit, ctx: Context) -> Reading | None:
    """Read a season without a year."""
    return yearless(hit, ctx, lambda y: modified(hit, season(y, SEASONS[hit.get("season") or ""])))


def quarter(hit: Hit, ctx: Context) -> Reading | None:
    """Read a quarter or half of a year."""
    words = hit.get("ordinal") or ""
    number = int(hit.get("q") or 0) or ORDINALS.get(words) or int("".join(c for c in words if c.isdigit()) or 0)
    parts = 2 if hit.get("span") == "half" else 4
    if not 1 <= number <= parts:
        return None
    if hit.get("year"):
        return part_of_year(int(hit.get("year") or 0), number, parts)
    if parts == 2 and not hit.get("which"):
        return None
    return yearless(hit, ctx, lambda y: part_of_year(y, number, parts))

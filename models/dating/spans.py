"""Day intervals of calendar units, their TIMEX3 values, and readings that depend on an uncertain reference day."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from models.records import Precision, TimeSpan, TimexType

OPEN = TimeSpan(None, None, "open")
SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # meteorological seasons of the northern hemisphere
_CODES = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "WE", "month": "M"}
_CODES |= {"quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "fortnight": "W"}
_PARTS = {"hour": (60, "minute"), "day": (24, "hour"), "year": (12, "month"), "decade": (10, "year"), "century": (100, "year")}
_SAMPLES = (dt.date(1973, 1, 5), dt.date(1984, 10, 18))  # differ in every part of a value; used only to mask it


class Reading(NamedTuple):
    """What an expression means: TIMEX3 type and value, and the days it covers."""

    kind: TimexType
    value: str
    span: TimeSpan


def day(date: dt.date) -> Reading:
    """Give a single day."""
    return Reading("DATE", date.isoformat(), TimeSpan(date, date, "day"))


def month(year: int, number: int) -> Reading:
    """Give a month; `number` counts from 1."""
    last = calendar.monthrange(year, number)[1]
    return Reading("DATE", f"{year:04}-{number:02}", TimeSpan(dt.date(year, number, 1), dt.date(year, number, last), "month"))


def year(number: int) -> Reading:
    """Give a calendar year of the common era."""
    return Reading("DATE", f"{number:04}", TimeSpan(dt.date(number, 1, 1), dt.date(number, 12, 31), "year"))


def decade(first_year: int) -> Reading:
    """Give a decade by its first year; TIMEX3 writes it with three digits."""
    start = first_year // 10 * 10
    return Reading("DATE", f"{start // 10:03}", TimeSpan(dt.date(start, 1, 1), dt.date(start + 9, 12, 31), "decade"))


def century(ordinal: int) -> Reading:
    """Give a century by its ordinal (19 for the nineteenth); TIMEX3 writes it with two digits."""
    start = (ordinal - 1) * 100
    first = dt.date(max(start, 1), 1, 1)
    return Reading("DATE", f"{ordinal - 1:02}", TimeSpan(first, dt.date(start + 99, 12, 31), "range"))


def week(date: dt.date) -> Reading:
    """Give the ISO week that holds a day."""
    iso = date.isocalendar()
    monday = date - dt.timedelta(iso.weekday - 1)
    return Reading("DATE", f"{iso.year:04}-W{iso.week:02}", TimeSpan(monday, monday + dt.timedelta(6), "week"))


def weekend(date: dt.date) -> Reading:
    """Give Saturday and Sunday of the ISO week that holds a day."""
    whole = week(date)
    saturday = date - dt.timedelta(date.weekday() - 5)
    return Reading("DATE", whole.value + "-WE", TimeSpan(saturday, saturday + dt.timedelta(1), "weekend"))


def season(year_number: int, code: str) -> Reading:
    """Give a season (SP, SU, FA, WI); winter is named by the year in which it begins."""
    first = dt.date(year_number, SEASON_START[code], 1)
    last = first + relativedelta(months=3) - dt.timedelta(1)
    return Reading("DATE", f"{year_number:04}-{code}", TimeSpan(first, last, "season"))


def part_of_year(year_number: int, number: int, parts: int) -> Reading:
    """Give a quarter (`parts` 4) or a half (`parts` 2) of a year."""
    months = 12 // parts
    first = dt.date(year_number, (number - 1) * months + 1, 1)
    precision: Precision = "quarter" if parts == 4 else "range"
    code = "Q" if parts == 4 else "H"
    return Reading(
        "DATE", f"{year_number:04}-{code}{number}", TimeSpan(first, first + relativedelta(months=months) - dt.timedelta(1), precision)
    )


def unit_at(date: dt.date, unit: str) -> Reading:
    """Give the calendar unit (day, weekend, week, month, quarter, year, decade, century) that holds a day."""
    makers: dict[str, Callable[[dt.date], Reading]] = {
        "day": day,
        "week": week,
        "weekend": weekend,
        "month": lambda d: month(d.year, d.month),
        "quarter": lambda d: part_of_year(d.year, (d.month + 2) // 3, 4),
        "year": lambda d: year(d.year),
        "decade": lambda d: decade(d.year),
        "century": lambda d: century((d.year - 1) // 100 + 1),
    }
    return makers[unit](date)


def shift(date: dt.date, unit: str, count: int) -> dt.date:
    """Move a day by `count` units (negative into the past); the day of month is clipped where the month is shorter.

    Raises ValueError or OverflowError outside of the years 1 to 9999.
    """
    steps = {
        "day": relativedelta(days=count),
        "week": relativedelta(weeks=count),
        "weekend": relativedelta(weeks=count),
        "fortnight": relativedelta(weeks=2 * count),
        "month": relativedelta(months=count),
        "quarter": relativedelta(months=3 * count),
        "year": relativedelta(years=count),
        "decade": relativedelta(years=10 * count),
        "century": relativedelta(years=100 * count),
    }
    return date + steps[unit]


def period(unit: str, count: float | None) -> str:
    """Give the TIMEX3 value of a duration; X for a vague count. Units shorter than a day go behind a T."""
    code = _CODES[unit]
    if count is not None and unit == "fortnight":
        count *= 2
    if count is not None and count != int(count) and unit in _PARTS:
        many, smaller = _PARTS[unit]
        return period(smaller, round(count * many))
    amount = "X" if count is None else f"{count:g}"
    return f"PT{amount}{code[1]}" if code.startswith("T") else f"P{amount}{code}"


def mask(left: str, right: str) -> str:
    """Write X for every part in which two values differ; values of unlike shape share only their first part's length."""
    if left == right:
        return left
    a, b = re.split("([-T])", left), re.split("([-T])", right)
    if len(a) != len(b):
        return "XXXX"
    return "".join(x if x == y else re.sub(r"[\dX]", "X", x) for x, y in zip(a, b, strict=True))


def hull(left: TimeSpan, right: TimeSpan) -> TimeSpan:
    """Give the interval from the start of one span to the end of another, precision `range` where they differ."""
    if left == right:
        return left
    firsts = [s.first for s in (left, right) if s.first]
    lasts = [s.last for s in (left, right) if s.last]
    first = min(firsts) if len(firsts) == 2 else None
    last = max(lasts) if len(lasts) == 2 else None
    return TimeSpan(first, last, "range" if first and last else "open")


def over(first: dt.date | None, last: dt.date | None, read: Callable[[dt.date], Reading]) -> Reading:
    """Read an expression against a reference that is only known as an interval.

    `read` must move forward with its day. The result covers both ends (wide, never false); with no reference, only what does not
    depend on it stays in the value and the span is open.
    """
    if first is None or last is None:
        a, b = read(_SAMPLES[0]), read(_SAMPLES[1])
        return a if a == b else Reading(a.kind, mask(a.value, b.value), OPEN)
    if first == last:
        return read(first)
    a, b = read(first), read(last)
    if a == b:
        return a
    value = mask(a.value, b.value)
    for part in (0.3, 0.5, 0.7):  # two Fridays in two Decembers do not make it December
        value = mask(value, read(first + (last - first) * part).value)
    return Reading(a.kind, value, hull(a.span, b.span))


def narrow(span: TimeSpan, part: str) -> TimeSpan:
    """Cut a span down to its early, middle or late part: thirds, except that `start` and `end` are quarters."""
    if span.first is None or span.last is None or span.first == span.last:
        return span
    total = (span.last - span.first).days + 1
    shares = {"early": (0, 0.4), "start": (0, 0.25), "mid": (0.34, 0.67), "late": (0.6, 1), "end": (0.75, 1)}
    low, high = shares[part]
    first = span.first + dt.timedelta(round(total * low))
    last = span.first + dt.timedelta(max(round(total * high) - 1, round(total * low)))
    return TimeSpan(first, last, "range")

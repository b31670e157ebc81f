"""Days of the Solar and Lunar Hijri calendars and of moving feasts, by persiantools, hijridate and dateutil.

Lunar months begin by sighting, so that a computed lunar day is given with a day on either side.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dateutil.easter import easter
from hijridate import Gregorian, Hijri
from persiantools.jdatetime import JalaliDate

from models.records import TimeSpan

SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "calendars"
_LUNAR_YEARS = range(1343, 1501)  # the span of hijridate's Umm al-Qura tables
_PLAIN = {"tir", "mehr", "asad", "azar", "aban", "hut", "hoot", "rajab", "safar", "dey", "mizan", "saur"}  # also names of people or things


class Feast(NamedTuple):
    """A feast: its calendar, its month and first day there, and how many days it lasts."""

    calendar: str
    month: int
    day: int
    days: int


def _key(words: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", words.lower().replace("’", "'").replace("'", "")).split())


@cache
def _months() -> dict[str, tuple[str, int]]:
    with (SEEDS / "months.csv").open(encoding="utf-8", newline="") as rows:
        return {_key(r["name"]): (r["calendar"], int(r["month"])) for r in csv.DictReader(rows)}


@cache
def _feasts() -> dict[str, Feast]:
    with (SEEDS / "feasts.csv").open(encoding="utf-8", newline="") as rows:
        return {_key(r["name"]): Feast(r["calendar"], int(r["month"]), int(r["day"]), int(r["days"])) for r in csv.DictReader(rows)}


@cache
def _names(file: str, calendar: str = "") -> str:
    with (SEEDS / file).open(encoding="utf-8", newline="") as rows:
        names = [r["name"] for r in csv.DictReader(rows) if not calendar or r["calendar"] == calendar]
    return "|".join(re.escape(n).replace("'", "['’]") for n in sorted(names, key=len, reverse=True))


def solar_pattern() -> str:
    """Give the pattern of a Solar Hijri date; a month alone needs its year."""
    name = _names("months.csv", "solar")
    return (
        rf"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<hijri>{name})(?:,?\s+(?P<hyear>1[34]\d\d))?"
        rf"|(?P<hijri>{name})\s+(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?:,?\s+(?P<hyear>1[34]\d\d))?(?!\d)"
        rf"|(?P<hijri>{name}),?\s+(?P<hyear>1[34]\d\d)(?!\d)"
    )


def lunar_pattern() -> str:
    """Give the pattern of a Lunar Hijri date with a day or a year."""
    name = _names("months.csv", "lunar")
    return (
        rf"(?P<day>30|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<hijri>{name})(?:,?\s+(?P<hyear>1[34]\d\d)(?:\s+AH)?)?"
        rf"|(?P<hijri>{name}),?\s+(?P<hyear>1[34]\d\d)(?:\s+AH)?(?!\d)"
    )


def feast_pattern() -> str:
    """Give the names of feasts as a pattern."""
    return _names("feasts.csv")


def trigger_pattern() -> str:
    """Give first words of months and feasts, as a cheap test whether the rules of this module need to run."""
    words = {n.split()[0] for n in (_names("months.csv") + "|" + _names("feasts.csv")).replace("\\ ", " ").replace("\\", "").split("|")}
    return "|".join(sorted((re.escape(w).replace("\\[", "[").replace("\\]", "]") for w in words), key=len, reverse=True))


def month_number(name: str) -> int:
    """Give the number of a Hijri month by its name; raises KeyError for a name that `seeds/calendars/months.csv` lacks."""
    return _months()[_key(name)][1]


def is_plain(name: str) -> bool:
    """Tell whether a month's name is also a common name, so that a date without a year should be doubted."""
    return _key(name) in _PLAIN


def solar(year: int, month: int, day: int | None) -> TimeSpan | None:
    """Give a Solar Hijri day or month in Gregorian days; None if there is no such day."""
    try:
        first = JalaliDate(year, month, day or 1).to_gregorian()  # type: ignore[no-untyped-call]
        if day:
            return TimeSpan(first, first, "day")
        after = JalaliDate(year + month // 12, month % 12 + 1, 1).to_gregorian()  # type: ignore[no-untyped-call]
    except ValueError:
        return None
    return TimeSpan(first, after - dt.timedelta(1), "month")


def lunar(year: int, month: int, day: int | None, days: int = 1) -> TimeSpan | None:
    """Give a Lunar Hijri day or month in Gregorian days, a day wider at both ends; None outside of the tables (1343 to 1500 AH)."""
    if year not in _LUNAR_YEARS:
        return None
    try:
        first = Hijri(year, month, day or 1).to_gregorian()
        length = days if day else Hijri(year, month, 1).month_length()
    except ValueError:
        return None
    start = dt.date(first.year, first.month, first.day)
    margin = dt.timedelta(1)
    return TimeSpan(start - margin, start + dt.timedelta(length - 1) + margin, "range" if day and days == 1 else "month")


def lunar_year(date: dt.date) -> int | None:
    """Give the Lunar Hijri year of a Gregorian day; None outside of the tables (1924 to 2077)."""
    try:
        return int(Gregorian(date.year, date.month, date.day).to_hijri().year)
    except (ValueError, OverflowError):
        return None


def feast_in(name: str, year: int) -> Iterator[TimeSpan]:
    """Yield the occurrences of a feast that begin in a Gregorian year: none, one, or two for a lunar one."""
    feast = _feasts()[_key(name)]
    if feast.calendar == "gregorian":
        date = dt.date(year, feast.month, feast.day)
        yield TimeSpan(date, date, "day")
    elif feast.calendar == "weekday":
        yield _nth_weekday(year, feast.month, nth=feast.day // 10, weekday=feast.day % 10)
    elif feast.calendar == "easter":
        date = easter(year) + dt.timedelta(feast.day)
        yield TimeSpan(date, date, "day")
    elif feast.calendar == "solar":
        span = solar(year - 621 if feast.month < 10 else year - 622, feast.month, feast.day)
        if span:
            yield span
    else:
        yield from _lunar_feast(feast, year)


def _nth_weekday(year: int, month: int, *, nth: int, weekday: int) -> TimeSpan:
    """Give the nth (5: the last) weekday (ISO: Monday 1) of a month."""
    first = dt.date(year, month, 1)
    date = first + dt.timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    date -= dt.timedelta(7 if date.month != month else 0)
    return TimeSpan(date, date, "day")


def _lunar_feast(feast: Feast, year: int) -> Iterator[TimeSpan]:
    """Yield a lunar feast; Quds Day is the last Friday of Ramadan."""
    start = lunar_year(dt.date(year, 1, 1))
    for hijri in range(start, start + 2) if start else ():
        if feast.calendar == "quds":
            month = lunar(hijri, 9, None)
            if month and month.last:
                end = month.last - dt.timedelta(1)
                date = end - dt.timedelta((end.weekday() - 4) % 7)
                if date.year == year:
                    yield TimeSpan(date, date, "day")
            continue
        span = lunar(hijri, feast.month, feast.day, feast.days)
        if span and span.first and (span.first + dt.timedelta(1)).year == year:
            yield span

"""The clock and the week of the place where a text was written: Kabul and Tehran keep their own."""

from __future__ import annotations

import csv
import datetime as dt
import re
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from models.dating.calendars import SEEDS
from models.records import TimeSpan

_DATELINE = 250  # characters in which an agency signs
_OFFSETS = {
    "gmt": 0.0,
    "utc": 0.0,
    "z": 0.0,
    "bst": 1.0,
    "cet": 1.0,
    "cest": 2.0,
    "est": -5.0,
    "et": -5.0,
    "edt": -4.0,
    "pst": -8.0,
    "pdt": -7.0,
}
_ZONES = {"kabul time": "Asia/Kabul", "aft": "Asia/Kabul", "tehran time": "Asia/Tehran", "irst": "Asia/Tehran"}


class Local(NamedTuple):
    """A country with its zone (IANA) and its weekend: the first day (Monday 0) and how many days."""

    country: str
    zone: str
    weekend_start: int
    weekend_days: int

    def weekend(self, date: dt.date) -> TimeSpan:
        """Give the weekend of the ISO week that holds a day."""
        first = date + dt.timedelta(self.weekend_start - date.weekday())
        return TimeSpan(first, first + dt.timedelta(self.weekend_days - 1), "weekend")


@cache
def _table() -> tuple[tuple[re.Pattern[str], Local], ...]:
    with (SEEDS / "locals.csv").open(encoding="utf-8", newline="") as rows:
        return tuple(
            (
                re.compile(r"\b(?:" + "|".join(map(re.escape, row["press"].split("|"))) + r")\b", re.IGNORECASE),
                Local(row["country"], row["zone"], int(row["weekend_start"]) - 1, int(row["weekend_days"])),
            )
            for row in csv.DictReader(rows)
        )


def local_of(text: str, source: str = "") -> Local | None:
    """Give where a text was written, if an agency of `seeds/calendars/locals.csv` signs it (*KABUL (Pajhwok) —*) or is its source."""
    signed = re.match(r"[^\n]{0,120}?(?:\(([^)\n]{2,40})\)|\b([A-Z][\w ]{2,30}))\s*(?:—|–|--|-|:)\s", text[:_DATELINE])
    words = " ".join(filter(None, (signed and (signed[1] or signed[2]), source)))
    return next((local for names, local in _table() if names.search(words)), None)


def local_day(day: dt.date, hour: int, minute: int, zone: str, local: Local) -> dt.date:
    """Give the day on which a moment that was told in another zone fell where the text was written: 21:00 GMT is the next day in Kabul.

    A zone that is not known keeps its day.
    """
    name = zone.lower().strip("() ")
    if name not in _OFFSETS and name not in _ZONES:
        return day
    told = ZoneInfo(_ZONES[name]) if name in _ZONES else dt.timezone(dt.timedelta(hours=_OFFSETS[name]))
    moment = dt.datetime.combine(day, dt.time(hour % 24, minute), told) + dt.timedelta(days=hour // 24)
    return moment.astimezone(ZoneInfo(local.zone)).date()

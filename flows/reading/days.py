"""Publication days as senders write them; never guessed from words."""

from __future__ import annotations

import calendar
import datetime as dt
import email.utils
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from models.records import Published, PublishedVia

_YEAR_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?")
_DIGITS = re.compile(r"(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)(?:\D.*|\d{6}Z?)?", re.DOTALL)
_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?=[/.-]|$)")
_AHEAD = dt.timedelta(days=2)  # a day ahead of ours is somebody's time zone
EARLIEST = dt.date(1800, 1, 1)


def published(value: object, *, formats: Sequence[str] = (), via: PublishedVia = "field", today: dt.date | None = None) -> Published:
    """Read a publication date: by `formats` (as of strptime) if any fits, else ISO 8601 (also year-month and year), digits (20170218103000)
    or an e-mail date.

    What is no date, lies before 1800 or after `today` gives an unknown one with the reason as evidence. A time of day keeps the day of
    its own clock.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return Published()
    told = str(value).strip()
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        found = _by_formats(told, formats) or _interval(told)
        if found and found[0] >= EARLIEST and not (today and found[0] > today + _AHEAD):
            return Published(*found, "given", (told[:80],), via)
        if found:
            return Published(evidence=(f"no date: {told[:80]!r} is {'too early' if found[0] < EARLIEST else 'in the future'}",))
    return Published(evidence=(f"no date: {told[:80]!r}",))


def _by_formats(told: str, formats: Sequence[str]) -> tuple[dt.date, dt.date] | None:
    for form in formats:
        try:
            day = dt.datetime.strptime(told, form).date()  # noqa: DTZ007 - a day of the sender's own clock
        except ValueError:
            continue
        return (day, day)
    return None


def _interval(told: str) -> tuple[dt.date, dt.date] | None:
    try:
        if match := _YEAR_MONTH.fullmatch(told):
            year, month = int(match[1]), int(match[2] or 0)
            return dt.date(year, month or 1, 1), dt.date(year, month or 12, calendar.monthrange(year, month or 12)[1])
        if match := _DIGITS.fullmatch(told):
            day = dt.date(int(match[1]), int(match[2]), int(match[3]))
        else:
            day = email.utils.parsedate_to_datetime(told).date()
    except (ValueError, IndexError, TypeError, OverflowError):  # odd e-mail dates raise all but the first
        return None
    return day, day


def in_address(url: str | None, *, today: dt.date | None = None) -> Published:
    """Read the day in the path of an address (/2017/02/18/); unknown without one."""
    try:
        match = _IN_PATH.search(urlsplit(url or "").path)
    except ValueError:
        return Published()
    return published("-".join(match.groups()), via="url", today=today) if match else Published()

"""What a reading depends on: the publication span, the time the text last spoke of, and the tense."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from models.dating import calendars
from models.dating.local import Local
from models.dating.scan import Hit
from models.dating.spans import Reading, over, unit_at
from models.dating.tense import Tense, TenseReader
from models.records import Published, TimeSpan

DEICTIC = {"deictic_day", "deictic_unit", "ago", "weekday", "weekday_part", "from_now", "weekdays"}

_CLAUSE_START = re.compile(r"[.;:!?]['\"”’]?\s|\n")
_PLANNED = re.compile(
    r"\b(?:by|until|till|through|for|planned|plan|plans|scheduled|expected|due|proposed|deadline|next)\b[^,]{0,40}$", re.IGNORECASE
)
_SAYING = re.compile(r"\b(?:said|says|told|announced|reported|stated|confirmed|wrote)\b[^.,;]{0,40}$", re.IGNORECASE)
_LEAP = 1  # years
_NEAR = 600  # characters back to which *that day* points


@dataclass
class Context:
    """The state while a text is read from left to right.

    `first`/`last` bound the day of publication (None if unknown). `is_history` marks a text that tells of years long before it came
    out: there a date without a year, or a weekday, belongs to the time last spoken of.
    """

    first: dt.date | None
    last: dt.date | None
    is_history: bool
    tense: Callable[[int], Tense]
    text: str
    local: Local | None = None  # where the text was written, if it keeps a week and a clock of its own
    spoken: TimeSpan | None = None  # the time last spoken of
    spoken_end: int = 0
    spoken_day: dt.date | None = None  # the day last spoken of
    named: TimeSpan | None = None  # the last bounded time of all, a mere glance at another time included
    named_end: int = 0
    named_day: dt.date | None = None  # the last day of all
    aside: int | None = None  # a year far from the story's, until a second one confirms that the story has moved there
    readings: list[tuple[Hit, Reading]] = field(default_factory=list)

    def unit(self, date: dt.date, unit: str) -> Reading:
        """Give the calendar unit that holds a day; a weekend is that of the place where the text was written."""
        reading = unit_at(date, unit)
        return reading._replace(span=self.local.weekend(date)) if unit == "weekend" and self.local else reading

    def read(self, make: Callable[[dt.date], Reading]) -> Reading:
        """Resolve against publication."""
        return over(self.first, self.last, make)

    def read_from_spoken(self, make: Callable[[dt.date], Reading], *, day: bool = False) -> Reading:
        """Resolve against the time last spoken of (its last named day if `day`), or against publication if none was."""
        if day and self.spoken_day:
            return make(self.spoken_day)
        if self.spoken and self.spoken.first and self.spoken.last:
            return over(self.spoken.first, self.spoken.last, make)
        return self.read(make)

    def read_from_named(self, hit: Hit, make: Callable[[dt.date], Reading], *, day: bool = False) -> Reading:
        """Resolve *that same day* against the time named last, if that is near; else as what leans on the story's time."""
        if hit.start - self.named_end <= _NEAR:
            if day and self.named_day:
                return make(self.named_day)
            if not day and self.named and self.named.first and self.named.last:
                return over(self.named.first, self.named.last, make)
        return self.read_from_spoken(make, day=day)

    def local_year(self, start: int) -> int | None:
        """Give the year that a date without one belongs to by its surroundings, or None if publication should say."""
        if self.spoken is None or self.spoken.first is None or self.spoken.last is None:
            return None
        if self.is_history:
            return self.spoken.last.year
        near = start - self.spoken_end < 400 and "\n" not in self.text[self.spoken_end : start]
        old = self.last is not None and self.spoken.last.year < self.last.year - 1
        return self.spoken.last.year if near and old and self.spoken.precision in {"day", "month"} else None

    def remember(self, hit: Hit, reading: Reading) -> None:
        """Make a reading the time last spoken of, if it names a bounded time."""
        self.readings.append((hit, reading))
        span = reading.span
        if reading.kind not in {"DATE", "TIME"} or span.first is None or span.last is None or span.precision in {"decade", "open"}:
            return
        if reading.value.endswith("REF") or (span.last - span.first).days > 370:
            return
        self.named, self.named_end = span, hit.end
        if span.first == span.last and not (self.named_day and self._is_of_saying(hit)):
            self.named_day = span.first
        if self.is_history and self._is_aside(hit, span):
            return
        self.spoken, self.spoken_end = span, hit.end
        if span.first == span.last:
            self.spoken_day = span.first
        elif self.spoken_day and not span.first <= self.spoken_day <= span.last:
            self.spoken_day = None

    def _is_of_saying(self, hit: Hit) -> bool:
        """Tell whether a day is one on which somebody only said what happened: *the group said on Thursday*."""
        return bool(_SAYING.search(self.text[max(0, hit.start - 60) : hit.start]))

    def _is_aside(self, hit: Hit, span: TimeSpan) -> bool:
        """Tell whether a history only glances at another time, so that a date without a year still belongs to where the story was.

        A story moves forward. What is planned or a deadline, a step back in mid-sentence (*the largest since 1813*), and a leap of
        years do not move it, until a second time confirms that it went there or the time opens a sentence (a paragraph, for a leap).
        """
        if self.spoken is None or self.spoken.first is None or self.spoken.last is None or span.first is None or span.last is None:
            return False
        before = self.text[max(0, hit.start - 60) : hit.start]
        clause = _CLAUSE_START.split(before)[-1]
        opens = len(clause.split()) <= 2
        opens_paragraph = opens and (len(before) < 60 or "\n" in before[-25:])
        year = span.first.year
        is_back, leap = span.last < self.spoken.first, abs(year - self.spoken.first.year)
        if year >= self.spoken.first.year and leap and _PLANNED.search(clause):
            return True
        if (is_back and not opens and span.precision == "year") or (leap > _LEAP and not opens_paragraph):
            confirmed = self.aside is not None and abs(year - self.aside) <= (1 if leap <= 8 else 8)
            self.aside = None if confirmed else year
            return not confirmed
        self.aside = None
        return False


def start(text: str, tense: TenseReader, published: Published, hits: list[Hit], local: Local | None = None) -> Context:
    """Give the state before the first expression. A dateline within ten days of the given publication day is the text's own *today*."""
    first, last = published.first, published.last
    own = own_day(text, hits)
    if own and first and first == last and abs((own - first).days) <= 10:
        first = last = own
    dated_now = bool(own and first and own == first)
    return Context(first, last, not dated_now and _is_history(hits, last), tense.at, text, local)


def own_day(text: str, hits: list[Hit]) -> dt.date | None:
    """Give the full date that stands at the head of a text, as a line or a dateline."""
    for hit in hits[:3]:
        if hit.rule in {"month_day_year", "day_month_year", "solar_hijri"} and hit.start < 300:
            after = text[hit.end : hit.end + 3]
            line = text[text.rfind("\n", 0, hit.start) + 1 : hit.start]
            if (not line.strip() and (not after.strip() or after[0] in "\n —–-")) or (line.isupper() and re.match(r"\s*[(—–-]", after)):
                return full_date(hit)
    return None


def full_date(hit: Hit) -> dt.date | None:
    """Give the day of a hit that names day, month and year; None if there is no such day."""
    from models.dating.absolute import month_number  # noqa: PLC0415 - breaks a cycle

    if hit.rule == "solar_hijri":
        span = calendars.solar(int(hit.get("hyear") or 0), calendars.month_number(hit.get("hijri") or ""), int(hit.get("day") or 0) or None)
        return span.first if span and span.precision == "day" else None
    try:
        return dt.date(int(hit.get("year") or 0), month_number(hit.get("month") or ""), int(hit.get("day") or 0))
    except ValueError:
        return None


def _is_history(hits: list[Hit], published: dt.date | None) -> bool:
    """Tell a history from news: nearly all years it names lie before that of publication, most of them two or more, and hardly a word
    points at publication. With publication unknown, many years are enough."""
    years = [int(h.get("year") or 0) for h in hits if h.get("year")]
    this = published.year if published else 9999
    past, old = sum(y < this for y in years), sum(y < this - 1 for y in years)
    pointing = sum(h.rule in DEICTIC and h.rule != "ago" for h in hits)
    return past >= 5 and past >= 0.75 * len(years) and old >= 0.6 * len(years) and pointing <= 0.15 * len(years)

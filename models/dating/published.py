"""The publication span of an article: given, by its dateline, or inferred by intersecting what its own words imply."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc

from models.dating import anchors, context
from models.dating.absolute import month_number
from models.dating.relative import anniversary_day, number
from models.dating.scan import Hit, scan
from models.dating.spans import shift, unit_at
from models.dating.tense import TenseReader
from models.dating.vocabulary import DAY, FULL_MONTH, MONTHS, ORDINAL, ORDINALS, WEEKDAYS, YEAR
from models.records import Published, TimeSpan

_ABBREVIATED = rf"(?P<month>{FULL_MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?)"
_DATELINE = re.compile(
    rf"^(?:[^\n]{{0,200}}\n\s*)?[A-Z][A-Z .'’/-]{{2,}}\b[^\n—–]{{0,50}}?"
    rf"(?:{_ABBREVIATED}\s+{DAY}|{DAY.replace('day', 'day2')}\s+{_ABBREVIATED.replace('month', 'month2')})(?:,?\s+{YEAR})?"
    r"\s*(?:\([^)\n]{2,40}\)\s*)?(?:—|–|--|-|:)\s"
)
_COUNT = (
    r"(?P<count>\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|(?:twenty|thirty|forty|fifty)(?:[- ]\w+)?)"
)
_ABOUT = re.compile(r"\b(?:about|around|almost|nearly|more than|over|some|roughly|approximately|at least|close to)\s+$", re.IGNORECASE)
_HEDGE = r"(?:(?:about|around|almost|nearly|some|roughly|more\s+than|over)\s+)?"
_UNIT = r"(?P<unit>day|week|month|year|decade)s?"
_POINTING = {
    "today": ("day", 0), "yesterday": ("day", -1), "tomorrow": ("day", 1), "this week": ("week", 0), "last week": ("week", -1),
    "next week": ("week", 1), "this month": ("month", 0), "earlier this month": ("month", 0), "last month": ("month", -1),
    "next month": ("month", 1), "this year": ("year", 0), "earlier this year": ("year", 0),
    "last year": ("year", -1), "next year": ("year", 1),
}  # fmt: skip
_POINTER = "|".join(sorted((p.replace(" ", r"\s+") for p in _POINTING), key=len, reverse=True))
_YEARS_AGO_IN = re.compile(
    rf"\b{_COUNT}\s+years\s+ago,?\s+(?:in\s+)?(?:{FULL_MONTH}\s+)?{YEAR}"
    rf"|\bin\s+(?:{FULL_MONTH}\s+)?{YEAR.replace('year', 'year2')},?\s+"
    rf"(?:\(|—\s*|–\s*)?{_COUNT.replace('count', 'count2')}\s+years\s+ago",
    re.IGNORECASE,
)
_POINTED_DATE = re.compile(
    rf"\b(?P<pointer>{_POINTER})\s*[,(–—-]?\s*(?:on\s+|in\s+)?(?:(?P<month>{FULL_MONTH})\s+{DAY},?\s+{YEAR}|"
    rf"{DAY.replace('day', 'day2')}\s+"
    rf"(?P<month2>{FULL_MONTH}),?\s+{YEAR.replace('year', 'year2')}|(?P<month3>{FULL_MONTH})\s+{YEAR.replace('year', 'year3')}|"
    rf"(?:in\s+)?{YEAR.replace('year', 'year4')})",
    re.IGNORECASE,
)
_DATED_ANNIVERSARY = re.compile(
    rf"(?:the\s+)?{ORDINAL}[\s-](?:year\s+)?anniversary\s+of\s+[^.;\n]{{3,60}}?\s(?:in|of|on)\s+"
    rf"(?:(?:the\s+)?(?:(?P<month>{FULL_MONTH})\s+)?(?:{DAY},?\s+)?)?{YEAR}",
    re.IGNORECASE,
)
_WEEKDAY_DATE = re.compile(
    rf"\b(?P<weekday>{'|'.join(w.capitalize() for w in WEEKDAYS)}),?\s+(?:the\s+)?"
    rf"(?:(?P<month>{FULL_MONTH})\s+{DAY}|{DAY.replace('day', 'day2')}\s+(?P<month2>{FULL_MONTH}))(?!\d|,?\s+\d{{4}})"
)
_SENTENCE_END = re.compile(r"[.!?]['\"”’]?\s+(?=[A-Z“\"'])|\n")


class Constraint(NamedTuple):
    """What one phrase implies of the publication day: an interval, open where a side is None, and how far it is to be trusted."""

    first: dt.date | None
    last: dt.date | None
    evidence: str
    weight: int


def infer_published(text: str, doc: Doc | None, given: dt.date | None) -> Published:
    """Give the publication span of an article.

    A given day is believed. Else the dateline, if it has a year. Else the phrases of the text are intersected, the firmest first; one
    that contradicts the firmer ones is left out and kept in the evidence as *contradicted: …*. With no upper bound the span stays
    unknown, and the evidence says what was found. `doc` serves to tell tense; without it plain words do.
    """
    if given:
        return Published(given, given, "given", ())
    line = _DATELINE.match(text[:400])
    if line and line["year"]:
        day = _date(int(line["year"]), line["month"] or line["month2"], line["day"] or line["day2"])
        if day:
            return Published(day, day, "dateline", (line[0].strip(),))
    own = context.own_day(text, scan(text[:400]))
    if own:
        return Published(own, own, "dateline", (next(h.match[0] for h in scan(text[:400]) if context.full_date(h) == own),))
    first, last, evidence = intersect(constraints(text, doc))
    if line and first and last:
        days = [
            d for y in range(first.year, last.year + 1) if (d := _date(y, line["month"] or line["month2"], line["day"] or line["day2"]))
        ]
        days = [d for d in days if first <= d <= last]
        if len(days) == 1:
            return Published(days[0], days[0], "dateline", (line[0].strip(), *evidence))
    if first is None or last is None:
        return Published(None, None, "unknown", evidence)
    return Published(first, last, "inferred", evidence)


def intersect(found: Iterable[Constraint]) -> tuple[dt.date | None, dt.date | None, tuple[str, ...]]:
    """Intersect constraints, the weightiest first, and give the interval with its evidence. One that only repeats a bound is left out."""
    first: dt.date | None = None
    last: dt.date | None = None
    evidence: list[str] = []
    for c in sorted(found, key=lambda c: -c.weight):
        low = max((d for d in (first, c.first) if d), default=None)
        high = min((d for d in (last, c.last) if d), default=None)
        if low and high and low > high:
            evidence.append(f"contradicted: {c.evidence}")
            continue
        if (low, high) != (first, last) or c.last:
            evidence.append(c.evidence)
        first, last = low, high
    return first, last, tuple(dict.fromkeys(evidence))


def constraints(text: str, doc: Doc | None) -> Iterator[Constraint]:
    """Yield what the phrases of a text imply of the day of its publication."""
    hits = scan(text)
    yield from _since_anchors(text)
    yield from _anniversaries(text, hits)
    yield from _years_ago(text)
    yield from _pointed_dates(text)
    dated = list(_latest_dates(text, hits, TenseReader(doc) if doc is not None else None))
    yield from dated
    low = max((c.first for c in dated if c.first), default=None)
    yield from _weekday_dates(text, low)


def _since_anchors(text: str) -> Iterator[Constraint]:
    """Read *since the fall of Kabul two years ago*, *two years after …, the country still is*, *it is two years since …*."""
    event = rf"(?:the\s+)?(?P<anchor>{anchors.pattern()})"
    shapes = (
        (rf"\b(?:since|after|following|before|when|in|during|and)?\s*{event},?\s+{_HEDGE}{_COUNT}\s+{_UNIT}\s+ago\b", 4),
        (rf"\b{_COUNT}\s+{_UNIT}\s+ago,?\s+(?:(?:with|after|in|during|saw|since|at)\s+)?{event}", 4),
        (rf"\b(?:it\s+(?:is|has\s+been)|in\s+the|for\s+the|over\s+the)\s+(?:past\s+)?{_COUNT}\s+{_UNIT}\s+since\s+{event}", 4),
        (rf"\b{_COUNT}\s+{_UNIT}\s+(?:on\s+from|since|have\s+passed\s+since)\s+{event}", 4),
        (rf"(?:^|[.\n—–]\s*|[.!?]['\"”’]?\s+|\b[Nn]ow,?\s+){_COUNT}\s+{_UNIT}\s+after\s+{event},", 3),
    )
    for shape, weight in shapes:
        for match in anchors.near_units(shape, text):
            anchor, count = anchors.named(match["anchor"]), number(match["count"].lower())
            if anchor is None or count is None:
                continue
            vague = bool(_ABOUT.search(text[max(0, match.start("count") - 14) : match.start("count")]))
            yield _elapsed(anchor, int(count), match["unit"].lower(), " ".join(match[0].split()), weight - vague, vague=vague)


def _elapsed(anchor: anchors.Anchor, count: int, unit: str, evidence: str, weight: int, *, vague: bool) -> Constraint:
    """Bound publication by a count of units since an anchor.

    People count years by the calendar or by whole years gone by, so that *16 years* since late 2001 is 2017 or 2018. *About* adds a year,
    a decade is rounded by three years.
    """
    if unit in {"year", "decade"}:
        slack = (3 if unit == "decade" else 0) + vague
        years = count * (10 if unit == "decade" else 1)
        return Constraint(
            dt.date(anchor.first.year + years - slack, 1, 1), dt.date(anchor.last.year + years + 1 + slack, 12, 31), evidence, weight
        )
    margin = {"day": 1, "week": 4, "month": 20}[unit] * (1 + vague)
    return Constraint(
        shift(anchor.first, unit, count) - dt.timedelta(margin),
        shift(anchor.last, unit, count) + dt.timedelta(margin + 10),
        evidence,
        weight,
    )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    left = [m.end() for m in _SENTENCE_END.finditer(text, max(0, start - 600), start)]
    right = _SENTENCE_END.search(text, end, end + 600)
    return (left[-1] if left else max(0, start - 600)), (right.start() if right else min(len(text), end + 600))


def _anniversaries(text: str, hits: list[Hit]) -> Iterator[Constraint]:
    """Read an anniversary with a word that points from publication in its sentence (*last year at the 28th anniversary of …*)."""
    for start, end, span in (*_of_anchors(hits), *_of_dates(text)):
        if span.first is None or span.last is None:
            continue
        left, right = _sentence(text, start, end)
        pointers = list(re.finditer(rf"\b(?:{_POINTER})\b", text[left:right], re.IGNORECASE))
        if not pointers:
            ahead = re.search(r"\b(?:will|upcoming|approaching|ahead\s+of|before|next)\b", text[left:start])
            low = shift(span.first, "month", -3 if ahead else 0)
            yield Constraint(low, None, " ".join(text[start:end].split()), 1)
            continue
        near = min(pointers, key=lambda m: abs(left + m.start() - start))
        words = " ".join(near[0].lower().split())
        unit, steps = _POINTING[words]
        low_span, high_span = (
            unit_at(shift(span.first, unit, -steps), unit).span,
            unit_at(shift(span.last, unit, -steps), unit).span,
        )
        begin, close = min(left + near.start(), start), max(left + near.end(), end)
        yield Constraint(low_span.first, high_span.last, " ".join(text[begin:close].split()), 5)


def _of_anchors(hits: list[Hit]) -> Iterator[tuple[int, int, TimeSpan]]:
    for hit in hits:
        reading = anniversary_day(hit) if hit.rule == "anniversary" else None
        if reading is not None:
            yield hit.start, hit.end, reading.span


def _of_dates(text: str) -> Iterator[tuple[int, int, TimeSpan]]:
    """Yield anniversaries of what the text itself dates: *the 40th anniversary of its rising of March 1979*."""
    for match in _DATED_ANNIVERSARY.finditer(text):
        words, year = match["ordinal"].lower(), int(match["year"])
        count = ORDINALS.get(words) or int("".join(c for c in words if c.isdigit()) or 0)
        day = _date(year, match["month"], match["day"] or "1") if match["month"] else None
        if count and (day or not match["month"]):
            on = shift(day or dt.date(year, 1, 1), "year", count)
            yield match.start(), match.end(), unit_at(on, "day" if match["day"] else "month" if day else "year").span


def _years_ago(text: str) -> Iterator[Constraint]:
    """Read *16 years ago, in 2001*."""
    for match in _YEARS_AGO_IN.finditer(text):
        year, count = int(match["year"] or match["year2"]), number((match["count"] or match["count2"]).lower())
        if count:
            yield Constraint(dt.date(year + int(count), 1, 1), dt.date(year + int(count) + 1, 12, 31), " ".join(match[0].split()), 4)


def _pointed_dates(text: str) -> Iterator[Constraint]:
    """Read a date beside a word that points to it from publication: *yesterday (18 February 2017)*, *last year, in 2016*."""
    for match in _POINTED_DATE.finditer(text):
        unit, steps = _POINTING[" ".join(match["pointer"].lower().split())]
        year = int(match["year"] or match["year2"] or match["year3"] or match["year4"])
        month, day = match["month"] or match["month2"] or match["month3"], match["day"] or match["day2"]
        if (unit in {"day", "week"} and not day) or (unit == "month" and not month):
            continue
        named = _date(year, month or MONTHS[0], day or "1")
        if named:
            span = unit_at(shift(named, unit, -steps), unit).span
            yield Constraint(span.first, span.last, " ".join(match[0].split()), 6)


def _latest_dates(text: str, hits: list[Hit], tense: TenseReader | None) -> Iterator[Constraint]:
    """Give the latest dated past as a lower bound: an article is not older than what it tells of."""
    latest: tuple[dt.date, str] | None = None
    reader = tense or TenseReader(_empty())
    for hit in hits:
        if hit.rule not in {"month_day_year", "day_month_year", "iso", "month_year", "year"} or not hit.get("year"):
            continue
        where = (
            reader.at(hit.start)
            if tense
            else ("future" if re.search(r"\b(?:will|by|until|plans?|expected)\b", text[max(0, hit.start - 60) : hit.start]) else "past")
        )
        if where != "past" or re.search(r"\b(?:by|until|till)\s+$", text[max(0, hit.start - 8) : hit.start], re.IGNORECASE):
            continue
        exact = hit.rule in {"month_day_year", "day_month_year", "iso"}
        month = month_number(hit.get("month") or "january") if hit.rule != "iso" else int(hit.get("monthno") or 1)
        date = _date(int(hit.get("year") or 0), MONTHS[month - 1], (hit.get("day") or "1") if exact else "1")
        if date and (latest is None or date > latest[0]):
            latest = (date, hit.match[0])
    if latest:
        yield Constraint(latest[0], None, latest[1], 2)


def _weekday_dates(text: str, low: dt.date | None) -> Iterator[Constraint]:
    """Read *Monday, May 7* without a year: of the years after the latest dated past, the first in which the weekday fits.

    Weekdays of a date repeat after five, six or eleven years, so this is only tried where a lower bound narrows the choice.
    """
    if low is None:
        return
    for match in _WEEKDAY_DATE.finditer(text):
        index = WEEKDAYS.index(match["weekday"].lower())
        for year in range(low.year, low.year + 5):
            date = _date(year, match["month"] or match["month2"], match["day"] or match["day2"])
            if date and date.weekday() == index and date >= low:
                yield Constraint(date - dt.timedelta(330), date + dt.timedelta(330), " ".join(match[0].split()), 1)
                break


def _date(year: int, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(year, month_number(month), int(day))
    except ValueError:
        return None


def _empty() -> Doc:
    from spacy.vocab import Vocab  # noqa: PLC0415

    return Doc(Vocab())

"""Events that are told by their distance from another time: *four days after the drone killed him*, *the tenth anniversary of the coup*."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from spacy.tokens import Token

from models.dating.attach import attached, nearest
from models.dating.placed import Placed
from models.dating.relative import move, number
from models.dating.spans import shift, unit_at
from models.dating.vocabulary import NUM, ORDINALS
from models.phrases import case_of, text_of
from models.records import Published, TimeSpan

_AWAY = re.compile(
    rf"\b(?P<less>less\s+than\s+|within\s+)?(?P<count>{NUM}|an?|a\s+few|several)?\s*(?P<unit>hour|day|week|month|year)s?\s+"
    r"(?P<dir>after|before)\s+(?P<rest>[^,;.]*)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?P<n>[\w-]+?)(?:st|nd|rd|th)?[\s-]+(?P<unit>day|week|month|year|anniversary)(?:s|ies)?$", re.IGNORECASE)
_MARGIN = {"hour": 0, "day": 0, "week": 2, "month": 10, "year": 0}  # days either way: people round weeks and months


def away(trigger: Token, here: Sequence[Placed], reference: Placed | None) -> tuple[TimeSpan, str] | None:
    """Give the days of an event, and the words that tell them, by its distance from another time of the sentence, else from `reference`.

    *On Wednesday, four days after the drone killed him*: the killing is of Saturday. *Days after* without a number reaches two weeks.
    """
    start, text = trigger.sent.start_char, text_of(trigger.doc)
    found = _AWAY.search(text[start : trigger.idx])
    if found is None or any(p.start > trigger.idx and attached(p.head, trigger) for p in here):
        return None
    begin, end = start + found.start(), start + found.start("rest")
    if any(end <= p.start < trigger.idx for p in here):
        return None
    before = [p for p in here if p.end <= begin]
    after = [p for p in here if p.start > trigger.idx]
    base = before[-1] if before else after[0] if after else reference
    if base is None or base.span.first is None or base.span.last is None or base.days > 31:
        return None
    words = " ".join(text[begin : start + found.start("rest")].split())
    return _moved(base, found, -1 if found["dir"].lower() == "after" else 1), words


def _moved(base: Placed, found: re.Match[str], sign: int) -> TimeSpan:
    first, last = base.span.first or dt.date.min, base.span.last or dt.date.max
    unit, count = found["unit"].lower(), number((found["count"] or "").lower().strip())
    if found["less"] or count is None:
        far = move(first if sign < 0 else last, unit, sign * (count or (14 if unit == "day" else 3)))
        return TimeSpan(min(far, first), max(far, last), "range")
    if unit == "year":
        return unit_at(move(first, unit, sign * count), "year").span
    margin = dt.timedelta(_MARGIN[unit])
    low, high = move(first, unit, sign * count) - margin, move(last, unit, sign * count) + margin
    return TimeSpan(low, high, "day" if low == high else "range")


def measured(trigger: Token, here: Sequence[Placed], *, lead: Placed | None, published: Published) -> tuple[TimeSpan, str] | None:
    """Give the days of an event that measures time: *the tenth anniversary of the takeover*, *the third week of protests*."""
    noun = trigger.head
    if trigger.dep_ != "nmod" or case_of(trigger) != "of":
        return None
    words = trigger.doc[max(noun.left_edge.i, noun.i - 4) : noun.i + 1].text
    counted = _counted(words)
    if counted is None:
        return None
    unit, count = counted
    if noun.lemma_.lower() == "anniversary":
        on = nearest([p for p in here if p.is_day], noun) or lead
        day = on.span.first if on and on.span.first == on.span.last else None
        past = shift(day, "year", -count) if day else None
        return (TimeSpan(past, past, "day"), words) if past else None
    if published.first is None or published.last is None:
        return None
    return TimeSpan(shift(published.first, unit, -count), published.last, "range"), words


def _counted(words: str) -> tuple[str, int] | None:
    """Give unit and count of *the sixteen weeks* or *the 70th anniversary* (counted in years); None for other words."""
    found = _COUNTED.search(words.strip())
    if found is None:
        return None
    word = found["n"].lower()
    count = ORDINALS.get(word) or ORDINALS.get(word + "th") or (number(word) if word.isalnum() else None)
    unit = found["unit"].lower()
    return ("year" if unit == "anniversary" else unit, int(count)) if count else None

"""The time expressions of a sentence as an event sees them: with the preposition's effect, ranges joined, datelines left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from models.phrases import text_of
from models.records import Published, TimeMention, TimeSpan

_LEAD = re.compile(r"\b(since|until|till|by|before|prior\s+to|ahead\s+of|after|following|from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_JOIN = re.compile(r"^\s*(?:to|until|till|through|and|-|–|—)\s*(?:the\s+)?$", re.IGNORECASE)
_DATELINE_END = re.compile(r"^\)?,?\s*(?:\([^)\n]{2,40}\)\s*)?(?:—|–|--|-|:)\s")
_LINE_REST = 15  # characters beside the date in a line that is a date line


@dataclass(frozen=True, slots=True)
class Placed:
    """A usable time: its days with the preposition's effect (`raw` without it), its words and their place, and its head in the tree.

    `is_clock` marks a time of day whose day was not said beside it but taken over from before.
    """

    span: TimeSpan
    raw: TimeSpan
    told: str
    start: int
    end: int
    head: Token
    is_day: bool
    is_clock: bool
    lead: str

    @property
    def days(self) -> int:
        """Give the length in days; an open span is longer than any other."""
        return (self.span.last - self.span.first).days + 1 if self.span.first and self.span.last else 10**6


def usable(time: TimeMention) -> bool:
    """Tell whether an expression can date an event: it has a bound and is no habit."""
    bounded = time.span.first is not None or time.span.last is not None
    return bounded and time.timex_type != "SET" and time.value != "PRESENT_REF" and time.rule not in {"past_ref", "future_ref"}


def placed_in(sentence: Span, times: Sequence[TimeMention], published: Published) -> Iterator[Placed]:
    """Yield the usable times of a sentence; *from March to June*, *between 3 and 5 May* and coordinated times become one."""
    doc, text = sentence.doc, text_of(sentence.doc)
    inside = [t for t in times if sentence.start_char <= t.start < sentence.end_char and usable(t) and not _is_dateline(t, text)]
    skip = -1
    for i, time in enumerate(inside):
        if i <= skip:
            continue
        span = doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is None:
            continue
        covered, end = time.span, time.end
        lead = _LEAD.search(text[max(0, time.start - 20) : time.start])
        if i + 1 < len(inside) and time.span.first and inside[i + 1].span.last and _JOIN.match(text[time.end : inside[i + 1].start]):
            after = inside[i + 1]
            if time.span.first <= (after.span.last or time.span.first):
                covered, end, skip, lead = TimeSpan(time.span.first, after.span.last, "range"), after.end, i + 1, None
        word = " ".join(lead[1].lower().split()) if lead else ""
        yield Placed(
            span=_led(covered, word, published),
            raw=covered,
            told=text[time.start - len(lead[0]) : end] if lead else text[time.start : end],
            start=time.start,
            end=end,
            head=span.root,
            is_day=time.span.precision == "day",
            is_clock=time.rule in {"clock", "part_of_day"},
            lead=word,
        )


def _is_dateline(time: TimeMention, text: str) -> bool:
    """Tell whether an expression is the date of the article, not of what it tells: a line of its own, or *KABUL, Feb. 18 (Agency) —*."""
    start, end = text.rfind("\n", 0, time.start) + 1, text.find("\n", time.end)
    line = text[start : end if end >= 0 else len(text)]
    if len(line.strip()) - (time.end - time.start) <= _LINE_REST and time.timex_type == "DATE" and len(text) > len(line) + 40:
        return True
    return time.start - start <= 60 and text[start : start + 3].isupper() and bool(_DATELINE_END.match(text[time.end : time.end + 60]))


def _led(span: TimeSpan, word: str, published: Published) -> TimeSpan:
    """Apply a preposition: *since 2014* runs up to publication, *before 2001* has no beginning."""
    if word in {"since", "from"} and span.first:
        last = published.last if published.last and published.last >= span.first else None
        return TimeSpan(span.first, last, "range" if last else "open")
    if word in {"until", "till", "by"}:
        return TimeSpan(None, span.last, "open")
    if word in {"before", "prior to", "ahead of"} and span.first:
        return TimeSpan(None, span.first, "open")
    if word in {"after", "following"} and span.last:
        if span.first == span.last:
            return TimeSpan(span.last, None, "open")
        return TimeSpan(span.first, None, "open")
    return span

"""How a time of the sentence reaches an event: through the tree, with the fewest nouns between, never across a border of clauses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from models.dating.placed import Placed
from models.phrases import clause_head, text_of
from models.records import TimeSpan

_BORDERS = frozenset({"acl:relcl", "ccomp", "advcl", "parataxis", "conj", "csubj", "acl", "xcomp", "list", "dep"})
_WHILE = frozenset({"when", "as", "while"})
_EARLIER = frozenset({"earlier", "previous", "prior", "past"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
_HOURS_FROM = re.compile(r"\b(?:hours?|minutes?)\s+(?:before|after)\s[^,;.]*$", re.IGNORECASE)
_WHEN = re.compile(r",?\s+when\s")
_SINCE = re.compile(r"\bsince\s[^,;.]*$")


def nearest(found: Sequence[Placed], top: Token) -> Placed | None:
    """Give the time with the fewest nouns between it and the event or its predicate; of equals the most exact, then the first.

    In *after an attack in 2015 a law was passed in 2016* the law has 2016. A time inside the one so found says it more exactly.
    """
    best = min(found, key=lambda p: (_hops(p.head, top), p.days, p.start), default=None)
    if best is None or best.span.first is None or best.span.last is None:
        return best
    inner = [p for p in found if p.span.first and p.span.last and best.span.first <= p.span.first and p.span.last <= best.span.last]
    inner = [p for p in inner if _hops(p.head, top) <= _hops(best.head, top) + 1]
    return min(inner, key=lambda p: (p.days, p.start), default=best)


def _hops(token: Token, top: Token) -> int:
    n = 0
    while token not in (top, token.head):
        token = token.head
        n += 1
    return n if token == top else 50


def of_clause_below(here: Sequence[Placed], trigger: Token) -> Placed | None:
    """Give the time of the clause that describes a noun (*the bombing that happened in May*, *a pullout first announced on Monday*)."""
    if trigger.pos_ not in {"NOUN", "PROPN"}:
        return None
    clauses = [c for c in trigger.children if c.dep_ in {"acl", "acl:relcl"}]
    return nearest([p for p in here if clause_head(p.head) in clauses and p.head.head in clauses], trigger)


def when(here: Sequence[Placed], trigger: Token, until: dt.date | None) -> Placed | None:
    """Give the time that a clause shares: *in 2013, when they agreed* has 2013, *when the drone struck last year, he was returning* too."""
    head = clause_head(trigger)
    text = text_of(trigger.doc)
    for placed in here:
        opening = _WHEN.match(text, placed.end)
        if opening and opening.end() <= trigger.idx and "," not in text[opening.end() : trigger.idx]:
            return replace(placed, span=placed.raw, told=text[placed.start : placed.end], lead="")
    if any(clause_head(p.head) == head for p in here):
        return None
    for placed in here:
        between = text[trigger.idx + len(trigger) : placed.start]
        if placed.start > trigger.idx and not placed.lead and placed.span.first and _SINCE.search(between):
            last = until if until and until >= placed.span.first else None
            return replace(placed, span=TimeSpan(placed.span.first, last, "range" if last else "open"))
    clauses = [c for c in head.children if c.dep_ == "advcl" and any(m.lower_ in _WHILE and m.i <= c.i for m in c.children)]
    return nearest([p for p in here if clause_head(p.head) in clauses], head)


def hours_from(here: Sequence[Placed], trigger: Token) -> Placed | None:
    """Give the day of what happened hours before or after an event: *a few hours before the jet crashed on Tuesday, they fired*."""
    start, text = trigger.sent.start_char, text_of(trigger.doc)
    for placed in here:
        near = _HOURS_FROM.search(text[start : placed.start])
        if placed.is_day and near and not start + near.start() <= trigger.idx <= placed.end:
            return placed
    return None


def same_line(left: Token, right: Token) -> bool:
    """Tell whether two tokens stand on one line: a headline and a line with the date often end without a full stop."""
    low, high = sorted((left.idx, right.idx))
    return "\n" not in text_of(left.doc)[low:high]


def attached(expression: Token, trigger: Token) -> bool:
    """Tell whether an expression hangs below the trigger with no clause between."""
    token = expression
    while token != trigger:
        if token.dep_ in _BORDERS or token.head == token:
            return False
        token = token.head
    return True


def is_anothers(placed: Placed, trigger: Token) -> bool:
    """Tell whether a time only says which of its kind a noun is that is not above the event: *yesterday's march*, *the attack in July*."""
    if placed.head.i < trigger.i and any(c.dep_ == "amod" and c.lower_ in _EARLIER for c in trigger.children):
        return True  # *on Tuesday police named a man hurt in an earlier protest*
    noun = placed.head.head
    if noun == trigger or noun.is_ancestor(trigger):
        return False
    return placed.head.dep_ in {"nmod:poss", "compound"} or (placed.head.dep_ == "nmod" and not placed.is_day and is_definite(noun))


def is_definite(noun: Token) -> bool:
    """Tell whether a noun speaks of what the reader is held to know: *the attack*, *their protests*."""
    return noun.pos_ == "NOUN" and any(c.dep_ in {"det", "nmod:poss"} and c.lower_ in _DEFINITE for c in noun.children)


def same_stem(left: Token, right: Token) -> bool:
    """Tell whether two words are of one stem: *attacked*, *attack*; *bombing*, *bombed*."""
    a, b = sorted((left.lemma_.lower(), right.lemma_.lower()), key=len)
    return len(a) >= 4 and b.startswith(a[: max(4, min(len(a), 6))])

"""Countable or not: is a mention one event, or a process, a total, a state, a look back?"""

from __future__ import annotations

import re
from typing import cast

from spacy.tokens import Token

from models.coding import arguments as args
from models.records import Aspect, Count, TimeSpan

_TOTAL = re.compile(
    r"\b(so far|in total|a total of|altogether|overall|since (?:the )?(?:start|beginning|january|last|\d{4})|"
    r"(?:this|last|past|previous) (?:week|month|year|decade)s?|(?:over|in|during) the (?:past|last))\b",
    re.IGNORECASE,
)
_SHARE = frozenset({"percent", "%", "per", "half", "third", "most", "quarter", "majority"})
_COUNTABLE_DAYS = 7


def aspect_of(trigger: Token, default: str, *, deaths: Count | None, date: TimeSpan | None) -> Aspect:
    """Give the aspect of a mention; `default` is that of its lexicon row."""
    days = (date.last - date.first).days + 1 if date and date.first and date.last else None
    clause = trigger if trigger.pos_ in {"VERB", "AUX"} else trigger.head
    if default != "event":
        return cast(Aspect, default)
    if any(_is_share(s) for s in [*args.subjects(clause), *args.objects(clause)] if s.i < trigger.i):
        return "state"
    if (
        deaths is not None
        and (deaths.high or deaths.low) > 1
        and _TOTAL.search(trigger.sent.text)
        and (days is None or days > _COUNTABLE_DAYS)
    ):
        return "aggregate"
    if _is_progressive(clause) or _is_habitual(clause):
        return "process"
    if days is not None and days > 300 and trigger.pos_ in {"NOUN", "VERB"} and _is_plural(clause):
        return "recap"
    return "event"


def _is_share(noun: Token) -> bool:
    """*80 percent of the province*, *most of the town*; not *at most five*."""
    return any(t.lower_ in _SHARE and not (t.lower_ == "most" and t.i and t.nbor(-1).lower_ == "at") for t in noun.subtree)


def _is_progressive(verb: Token) -> bool:
    """*has been arming*, *are supporting*: a continuing act."""
    return verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)


def _is_habitual(verb: Token) -> bool:
    """*Tehran provides weapons*: the plain present tells a habit."""
    return verb.tag_ in {"VBP", "VBZ"} and verb.pos_ == "VERB" and not any(c.dep_ == "aux" for c in verb.children)


def _is_plural(verb: Token) -> bool:
    return any("Number=Plur" in str(o.morph) for o in args.objects(verb))

"""What dated anchors prove: told and reconciled stay side by side, neither overwrites the other."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from spacy.tokens import Token

from models.dating import anchors
from models.records import Anchored, TimeMention, TimeSpan

_REACH = 110  # characters; the longest alias with a preposition
_NAME_REACH = 80
_FAR = 370  # days between what is told and what the anchor says, beyond which they speak of two things
_KILLING = re.compile(r"(?:killing|death|assassination|murder|execution) of (?P<name>.+)")
_KILLED = frozenset({"kill", "assassinate", "murder", "slay", "execute", "die"})
_POINTING = frozenset({"ago", "deictic_unit", "year", "month_year", "same_unit"})


def beside(text: str, mention: TimeMention) -> Anchored | None:
    """Give the anchor right beside an expression: *since the fall of the Taliban 16 years ago*, *two years ago, after the coup*."""
    if mention.rule not in _POINTING:
        return None
    before, after = _around()
    found = before.search(text[max(0, mention.start - _REACH) : mention.start]) or after.match(text[mention.end : mention.end + _REACH])
    anchor = anchors.named(found["anchor"]) if found else None
    return _agreeing(anchor, mention.span)


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    event = rf"(?:the\s+)?(?P<anchor>{anchors.pattern()})"
    return (
        re.compile(rf"\b(?:since|after|following|before|in|during|with|saw)\s+{event},?\s+(?:some\s+|about\s+|in\s+)?$", re.IGNORECASE),
        re.compile(rf",?\s+(?:with|after|in|during|saw|since|at|when)\s+{event}", re.IGNORECASE),
    )


def of_event(trigger: Token, told: TimeSpan | None) -> Anchored | None:
    """Give the anchor that an event is: the text names it with the trigger inside the name (*the fall of Kabul*), or tells it of the
    same person (*killed Mullah Mansur* and *killing of Mullah Mansur*). What is told must lie within a year of it.
    """
    if told is None:
        return None
    named = name_around(trigger) or victim_of(trigger)
    return _agreeing(anchors.named(named), told) if named else None


def victim_of(trigger: Token) -> str | None:
    """Give the alias of the anchor that a killing is, where its victim's name stands beside the verb: *killed Mullah Mansur*."""
    if trigger.lemma_.lower() not in _KILLED:
        return None
    before, after = trigger.sent.text[: trigger.idx - trigger.sent.start_char], trigger.sent.text[trigger.idx - trigger.sent.start_char :]
    is_passive = trigger.lemma_.lower() == "die" or any(c.dep_ in {"nsubj:pass", "aux:pass"} for c in trigger.children)
    near = " ".join((before[-_NAME_REACH:] if is_passive else after[:_NAME_REACH]).lower().split())
    return next((alias for name, alias in _victims().items() if f" {name}" in f" {near}"), None)


def name_around(trigger: Token) -> str | None:
    """Give the name of a dated event that a token is part of (*the 9/11 attacks*, *the fall of Kabul*), as the text has it."""
    sentence = trigger.sent
    at = trigger.idx - sentence.start_char
    return next((name for start, end, name in _names(sentence.text) if start <= at < end), None)


@lru_cache(maxsize=64)  # a sentence is asked once for each of its events
def _names(sentence: str) -> tuple[tuple[int, int, str], ...]:
    return tuple((m.start(), m.end(), m["anchor"]) for m in anchors.compiled().finditer(sentence))


@cache
def _victims() -> dict[str, str]:
    """Give the aliases of killings by the name of the victim in lower case, the longest name first."""
    found = {m["name"]: alias for alias in anchors.aliases() if (m := _KILLING.fullmatch(alias))}
    return {name: found[name] for name in sorted(found, key=len, reverse=True) if len(name.split()) > 1}


def _agreeing(anchor: anchors.Anchor | None, told: TimeSpan | None) -> Anchored | None:
    if anchor is None:
        return None
    first, last = (told.first, told.last) if told else (None, None)
    if (first and (first - anchor.last).days > _FAR) or (last and (anchor.first - last).days > _FAR):
        return None
    return Anchored(anchor.anchor_id, TimeSpan(anchor.first, anchor.last, "day" if anchor.first == anchor.last else "range"))

"""Countable or not: is a mention one event, or a process, a total, a state, a look back? The cues are in `seeds/lexicon/aspect.csv`."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from spacy.tokens import Token

from models.coding import arguments as args
from models.coding.lexicon import load
from models.coding.numbers import number
from models.phrases import case_of
from models.records import Aspect, Count, TimeSpan
from models.seeds import read_csv

_PERIOD = re.compile(
    r"\b(since (?:the )?(?:start|beginning|january|february|march|april|may|june|july|august|september|october|november|december|"
    r"last|\d{4})|"
    r"(?:this|last|past|previous) (?:week|month|year|decade)s?|(?:over|during|within|in) the (?:past|last))\b",
    re.IGNORECASE,
)
_UNITS = frozenset({"day", "week", "month", "year", "decade", "century"})
_LONG_UNITS = _UNITS - {"day"}
_SPEECH = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SANCTION"})  # done by being said, in the plain present too
_COUNTABLE_DAYS = 7
_MANY_PEOPLE = 200  # *hundreds*, with no day told, are the work of more than one event


@cache
def _cues(kind: str) -> frozenset[str]:
    return frozenset(row["cue"] for row in read_csv("lexicon/aspect.csv") if row["kind"] == kind)


def aspect_of(trigger: Token, default: str, *, type: str, deaths: Count | None, date: TimeSpan | None) -> Aspect:
    """Give the aspect of a mention; `default` is that of its lexicon row, `type` its PLOVER type, `date` the days it may have taken."""
    days = (date.last - date.first).days + 1 if date and date.first and date.last else None
    clause = trigger if trigger.pos_ in {"VERB", "AUX"} else trigger.head
    if default != "event":
        return cast(Aspect, default)
    if any(_is_share(s) for s in [*args.subjects(clause), *args.objects(clause)] if s.i < trigger.i):
        return "state"
    if _is_total(trigger, clause, deaths, days):
        return "aggregate"
    if _is_process(trigger, clause, type, deaths, days):
        return "process"
    if days is not None and days > 300 and trigger.pos_ in {"NOUN", "VERB"} and _is_plural(clause):
        return "recap"
    return "event"


def _is_share(noun: Token) -> bool:
    """*80 percent of the province*, *most of the town*; not *at most five*, *the third attack*."""
    return any(t.lower_ in _cues("share") and not _is_exact(t) for t in noun.subtree)


def _is_exact(word: Token) -> bool:
    before = word.nbor(-1).lower_ if word.i else ""
    return (word.lower_ == "most" and before == "at") or (word.lower_ in {"third", "quarter"} and not args.children(word, "nmod"))


def _is_total(trigger: Token, clause: Token, deaths: Count | None, days: int | None) -> bool:
    """*Forty killed this month*, *killed 19 in two days*, *dozens of attacks*, *attacks rose*, *the war killed thousands*."""
    if trigger.pos_ == "NOUN" and (_is_several(trigger) or _is_trend(trigger)):
        return True
    if any(_is_event_noun(n) and _is_several(n) for n in [*args.subjects(clause), *args.children(clause, "obl")] if n != trigger):
        return True
    if deaths is None or (deaths.high or deaths.low) < 2:
        return False
    if _lasts(clause) or any(s.lemma_ in _cues("long") for s in [*args.subjects(clause), *args.children(clause, "obl")]):
        return True
    if deaths.high is None and deaths.low >= _MANY_PEOPLE and not _has_day(clause):
        return True
    text = trigger.sent.text.lower()
    if days is not None and days <= _COUNTABLE_DAYS and " so far" not in text:
        return False
    is_summed = any(f" {cue}" in f" {text}" for cue in _cues("phrase")) or bool(_PERIOD.search(text)) or (days or 0) > 31
    return is_summed and not any(_is_singled(n) for n in [*args.subjects(clause), *args.children(clause, "obl")])


def _is_several(noun: Token) -> bool:
    """*40 attacks*, *dozens of attacks*, *a string of attacks*, but not *the three sides' talks*."""
    if noun.tag_ != "NNS" or noun.lemma_ == "talk":
        return False
    heads = [noun.head] if noun.dep_ == "nmod" and case_of(noun) == "of" else []
    words = [*args.children(noun, "nummod", "amod", "det"), *heads]
    return any(w.lower_ in _cues("many") or (w.dep_ == "nummod" and (number(w) or (0, 0))[0] > 1) for w in words)


def _is_event_noun(noun: Token) -> bool:
    return (noun.lemma_.lower(), "NOUN") in load().frames


def _is_trend(noun: Token) -> bool:
    is_subject = noun.dep_ in {"nsubj", "nsubj:pass"} and noun.head.lemma_ in _cues("trend")
    return is_subject and noun.tag_ == "NNS" and not any(c.lower_ in {"the", "these"} for c in noun.children)


def _is_singled(noun: Token) -> bool:
    """*The third attack this month* is one."""
    return any(c.tag_ == "JJ" and "NumType=Ord" in str(c.morph) for c in noun.children)


def _lasts(verb: Token) -> bool:
    """*In two days*, *within a month*, *in two weeks of fighting*."""
    spans = [c for c in args.obliques(verb, {"in", "within", "over", "during"}, through_object=False) if c.lemma_ in _UNITS]
    return any((number(n) or (0, 0))[0] > 1 or s.lemma_ != "day" for s in spans for n in args.children(s, "nummod"))


def _has_day(verb: Token) -> bool:
    return any(c.dep_ in {"obl", "obl:unmarked", "nmod:unmarked"} and c.pos_ == "PROPN" and c.lower_.endswith("day") for c in verb.children)


def _is_process(trigger: Token, clause: Token, type: str, deaths: Count | None, days: int | None) -> bool:
    """*Has been arming*, *regularly shelled*, *kept shelling*, *armed them for years*; of one day told only if it is a habit."""
    habit = [c for c in clause.children if c.lower_ in _cues("adverb")]
    if habit or any(c.lower_ in _cues("every") for o in args.children(clause, "obl", "obl:unmarked") for c in o.children):
        return True
    if trigger.dep_ == "xcomp" and trigger.head.lemma_ in _cues("governor"):
        return True
    if any(c.lemma_ in _LONG_UNITS for c in args.obliques(clause, {"for"})):
        return True
    if _is_progressive(clause):
        return days is None or days > 1 or any(c.lower_ == "been" for c in clause.children)
    return _is_habitual(clause) and type not in _SPEECH and deaths is None and not _is_counted(clause)


def _is_progressive(verb: Token) -> bool:
    """*has been arming*, *are supporting*: a continuing act."""
    return verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)


def _is_habitual(verb: Token) -> bool:
    """*Tehran provides weapons*: the plain present tells a habit."""
    return verb.tag_ in {"VBP", "VBZ", "NNS"} and verb.pos_ == "VERB" and not any(c.dep_ == "aux" for c in verb.children)


def _is_counted(verb: Token) -> bool:
    """*Release 20 prisoners*: a number in the present is a headline's."""
    return any(c.dep_ == "nummod" for o in args.objects(verb) for c in o.children)


def _is_plural(verb: Token) -> bool:
    return any("Number=Plur" in str(o.morph) for o in args.objects(verb))

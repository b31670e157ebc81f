"""Deaths and injured that a trigger's own clause tells, as low to high; hedges and number words by `seeds/lexicon/counts.csv`."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from models.coding import arguments as args
from models.coding.lexicon import load
from models.phrases import conjuncts, nominal
from models.records import Count
from models.seeds import read_csv

_DEATH = frozenset(
    [
        "kill",
        "die",
        "murder",
        "massacre",
        "behead",
        "execute",
        "assassinate",
        "martyr",
        "slaughter",
        "perish",
        "dead",
        "death",
        "killing",
        "fatality",
        "hang",
        "lynch",
        "gun",
        "stone",
        "slay",
    ]
)
_INJURY = frozenset({"wound", "injure", "hurt", "maim", "injury", "injured", "wounded"})
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_MAX = 10_000_000
_NOT_PEOPLE = frozenset(
    [
        "year",
        "month",
        "week",
        "day",
        "hour",
        "minute",
        "percent",
        "time",
        "attack",
        "house",
        "vehicle",
        "kilometre",
        "kilometer",
        "mile",
        "dollar",
        "%",
        "tank",
        "home",
    ]
)


@cache
def _table(kind: str) -> dict[str, tuple[str, str]]:
    return {r["cue"]: (r["low"], r["high"]) for r in read_csv("lexicon/counts.csv") if r["kind"] == kind}


def tolls(trigger: Token, lemma: str) -> tuple[Count | None, Count | None]:
    """Give deaths and injured told with a trigger of the lexicon row's `lemma`; None where its clause gives no number."""
    deaths = _own(trigger) if lemma in _DEATH else None
    injured = _own(trigger) if lemma in _INJURY else None
    for part in _consequences(trigger):
        if part.lemma_.lower() in _DEATH and deaths is None:
            deaths = _own(part)
        elif part.lemma_.lower() in _INJURY and injured is None:
            injured = _own(part)
    return deaths, injured


def _consequences(trigger: Token) -> list[Token]:
    """Give words under or beside the trigger that may tell its toll (*an attack, killing five*; *left 20 dead*)."""
    found = [t for t in conjuncts(trigger)[1:] if t.lemma_.lower() in _INJURY]
    if trigger.dep_ == "obl" and trigger.head.lemma_.lower() in _DEATH | _INJURY:  # *eight died in the attack*
        found.append(trigger.head)
    hosts = [trigger, *([trigger.head] if trigger.pos_ == "NOUN" and trigger.head.pos_ == "VERB" else [])]
    for host in hosts:
        for child in args.children(host, "advcl", "acl", "acl:relcl", "xcomp", "conj", "obl", "ccomp"):
            if child.lemma_.lower() in _DEATH | _INJURY and child != trigger:
                found += conjuncts(child)
    return found


def _own(word: Token) -> Count | None:
    """Give the number at a word of death or injury: of its object, its subject (*five died*), or its *of* phrase."""
    bare = next((found for c in args.children(word, "nummod") if (found := number(c)) is not None), None)
    if bare is not None and word.pos_ == "VERB":  # *three were killed and nine injured*
        return Count(*bare)
    if word.pos_ in {"VERB", "AUX"}:
        heads = args.objects(word) or ([] if args.is_passive(word) or word.lemma_ == "kill" else args.subjects(word))
    elif word.pos_ == "ADJ":
        heads = [*args.objects(word.head), *args.children(word, "nsubj")] if word.dep_ == "xcomp" else args.children(word, "nsubj")
    else:
        heads = args.children(word, "nmod") or [word]
    counts = [c for h in heads[:1] for part in conjuncts(h) if (c := people(part)) is not None]
    if not counts:
        return None
    high = None if any(c.high is None for c in counts) else sum(c.high or 0 for c in counts)
    return Count(sum(c.low for c in counts), high, counts[0].victims)


def people(head: Token) -> Count | None:
    """Count the people of a noun phrase: *at least 12 civilians*, *dozens of troops*, *a soldier*, a named person; None if untold."""
    if head.lemma_.lower() in _NOT_PEOPLE or not nominal(head):
        return None
    victims = head.lemma_.lower() if head.pos_ == "NOUN" else None
    numbers = [
        t for t in [*head.children, head] if t.dep_ in {"nummod", "det", "amod"} or t == head or (t.dep_ == "compound" and t.tag_ == "CD")
    ]
    for token in numbers + _before(head):
        found = number(token)
        if found is not None:
            of = next((c for c in args.children(token, "nmod") if token == head), None)
            times = _table("multiplier").get(of.lemma_.lower()) if of is not None else None
            if of is not None and times is not None:  # *tens of thousands of people*
                found = (found[0] * int(times[0]), None)
                of = next(iter(args.children(of, "nmod")), None)
            return _hedged(token, found, of.lemma_.lower() if of is not None else (victims if token != head else None))
    singular = "Number=Sing" in str(head.morph)
    named = head.pos_ == "PROPN" and (head.ent_type_ == "PER" or _has_title(head))
    article = any(c.lower_ in {"a", "an", "one"} for c in args.children(head, "det", "nummod"))
    if named or (singular and head.pos_ == "NOUN" and (article or any(c.ent_type_ == "PER" for c in args.children(head, "appos", "flat")))):
        return Count(1, 1, victims)
    return None


def _has_title(name: Token) -> bool:
    """A singular noun for a person before a name (*rebel leader X*) tells that one person bears it."""
    people = load().classes.get("person", frozenset())
    return any(c.pos_ == "NOUN" and c.tag_ == "NN" and c.lemma_.lower() in people for c in args.children(name, "compound", "nmod:desc"))


def _before(head: Token) -> list[Token]:
    """Give the number right before a phrase that the parser hung elsewhere (*as many as 60 people*)."""
    at = head.left_edge.i - 1
    return [head.doc[at]] if at >= head.sent.start and head.doc[at].tag_ == "CD" and head.doc[at].head != head else []


def number(token: Token) -> tuple[int, int | None] | None:
    """Read a number of people from its head token: digits, words, multipliers (*two dozen*, *tens of thousands*)."""
    text = token.lower_
    if _DIGITS.fullmatch(text):
        value = int(text.replace(",", ""))
        years = 1900 <= value <= 2100 and "," not in text and token.dep_ not in {"nummod", "nsubj", "obj", "nsubj:pass"}
        return None if years or value > _MAX else (value, value)
    parts = [c.lower_ for c in token.children if c.dep_ in {"compound", "nummod", "flat"} and c.i < token.i]
    words = [w for w in "-".join([*parts, text]).split("-") if w]
    total = current = 0
    is_open = is_none = False
    for word in words:
        if word in _table("number"):
            low, high = _table("number")[word]
            if word in {"a", "an", "no", "some", "many", "few", "both"} and len(words) == 1 and word != "both":
                return None
            is_none |= low == "0"
            current += int(low)
            is_open |= not high
        elif word in _table("multiplier"):
            current = max(1, current) * int(_table("multiplier")[word][0])
        elif _DIGITS.fullmatch(word):
            current += int(word.replace(",", ""))
        else:
            return None
    total += current
    return (total, None if is_open else total) if total or is_none else None


def _hedged(token: Token, found: tuple[int, int | None], victims: str | None) -> Count:
    low, high = found
    first = min([token.i, *(c.i for c in token.children if c.tag_ == "CD")])
    before = token.doc[max(token.sent.start, first - 4) : first].text.lower()
    for cue, (below, above) in sorted(_table("hedge").items(), key=lambda item: -len(item[0])):
        if before.endswith(cue):
            return Count(0 if below == "0" else low, None if not above else high, victims)
    return Count(low, high, victims)

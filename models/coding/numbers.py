"""Numbers of people as told, low to high: digits, words, hedges, ranges, single persons. The words are in `seeds/lexicon/counts.csv`."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from models.coding import arguments as args
from models.coding.lexicon import load
from models.phrases import case_of, nominal
from models.records import Count
from models.seeds import read_csv

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_MAX = 10_000_000
_RANGE = frozenset({"to", "or", "-", "–", "and"})
_HE = frozenset({"he", "she", "him", "her"})
_PERSONS = ("person", "civilian")


@cache
def table(kind: str) -> dict[str, tuple[str, str]]:
    """Give the cues of a kind with their lower and upper bound."""
    return {r["cue"]: (r["low"], r["high"]) for r in read_csv("lexicon/counts.csv") if r["kind"] == kind}


def people(head: Token) -> Count | None:
    """Count the people of a noun phrase: *at least 12 civilians*, *dozens of troops*, *a soldier*, a named person; None if untold."""
    if head.lemma_.lower() in load().classes["measure"] or not nominal(head):
        return None
    if head.lemma_.lower() in table("quantity"):  # *a total of 40 rebels*
        of = [c for c in args.children(head, "nmod") if case_of(c) == "of"]
        return people(of[0]) if of else None
    victims = head.lemma_.lower() if head.pos_ == "NOUN" else None
    numbers = [
        t for t in [*head.children, head] if t.dep_ in {"nummod", "det", "amod"} or t == head or (t.dep_ == "compound" and t.tag_ == "CD")
    ]
    for token in numbers + _before(head):
        found = number(token)
        if found is not None:
            return _counted(token, head, found, victims)
    return Count(1, 1, victims) if _is_one_person(head) else None


def _counted(token: Token, head: Token, found: tuple[int, int | None], victims: str | None) -> Count:
    of = next((c for c in args.children(token, "nmod") if token == head), None)
    times = table("multiplier").get(of.lemma_.lower()) if of is not None else None
    if of is not None and times is not None:  # *tens of thousands of people*
        found = (found[0] * int(times[0]), None)
        of = next(iter(args.children(of, "nmod")), None)
    who = of.lemma_.lower() if of is not None else (victims if token != head else None)
    told = _range(token)
    return Count(*told, who) if told is not None else _hedged(token, found, who)


def _is_one_person(head: Token) -> bool:
    """*a soldier*, *the judge*, *his wife*, a name, *he*; not *the army*, *the enemy*."""
    if head.lower_ in _HE:
        return True
    if head.pos_ == "PROPN":
        is_named = head.ent_type_ == "PER" and head.tag_ != "NNPS" and not args.children(head, "det")
        is_name = is_named or (head.ent_type_ in {"", "LOC"} and head.dep_ == "nsubj:pass" and _is_of_one(head.head))
        return is_name or _has_title(head)
    if head.pos_ != "NOUN" or "Number=Sing" not in str(head.morph):
        return False
    if any(c.lower_ in {"a", "an", "one"} for c in args.children(head, "det", "nummod")):
        return True
    if any(c.ent_type_ == "PER" for c in args.children(head, "appos", "flat")):
        return True
    is_person = any(head.lemma_.lower() in load().classes[name] for name in _PERSONS)
    return is_person and head.tag_ == "NN" and any(c.dep_ in {"det", "nmod:poss"} for c in head.children)


def _is_of_one(verb: Token) -> bool:
    """*was killed*, *has been killed*."""
    return any(c.lower_ in {"was", "is", "has"} for c in args.children(verb, "aux", "aux:pass"))


def _has_title(name: Token) -> bool:
    """A singular noun for a person before a name (*rebel leader X*) tells that one person bears it."""
    persons = load().classes["person"]
    return any(c.pos_ == "NOUN" and c.tag_ == "NN" and c.lemma_.lower() in persons for c in args.children(name, "compound", "nmod:desc"))


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
    total = 0
    is_open = is_none = False
    for word in words:
        if word in table("number"):
            low, high = table("number")[word]
            if word in {"a", "an", "no", "some", "many", "few", "both"} and len(words) == 1 and word != "both":
                return None
            is_none |= low == "0"
            total += int(low)
            is_open |= not high
        elif word in table("multiplier"):
            total = max(1, total) * int(table("multiplier")[word][0])
        elif _DIGITS.fullmatch(word):
            total += int(word.replace(",", ""))
        else:
            return None
    return (total, None if is_open else total) if total or is_none else None


def _range(token: Token) -> tuple[int, int] | None:
    """*between 20 and 30*, *20 to 30*, *three or four*: both ends, by position, since parsers differ on them."""
    doc, sentence = token.doc, token.sent
    for first in (token.i, token.i - 2):
        if first < sentence.start or first + 2 >= sentence.end or doc[first + 1].lower_ not in _RANGE:
            continue
        if doc[first + 1].text in {"-", "–"} and not (doc[first].is_digit and doc[first + 2].is_digit):
            continue  # *twenty-two*
        low, high = number(doc[first]), number(doc[first + 2])
        is_between = first > sentence.start and doc[first - 1].lower_ == "between"
        if low and high and low[0] < high[0] and (doc[first + 1].lower_ != "and" or is_between):
            return low[0], high[0]
    return None


def _hedged(token: Token, found: tuple[int, int | None], victims: str | None) -> Count:
    low, high = found
    first = min([token.i, *(c.i for c in token.children if c.tag_ == "CD")])
    before = token.doc[max(token.sent.start, first - 4) : first].text.lower()
    for cue, (below, above) in sorted(table("hedge").items(), key=lambda item: -len(item[0])):
        if before.endswith(cue):
            return Count(0 if below == "0" else low, None if not above else high, victims)
    return Count(low, high, victims)

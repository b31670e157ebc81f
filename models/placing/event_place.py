"""Where an event happened: its own clause, then the clauses above it, the sentence, the sentence before, the dateline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from models.gazetteer.search import KIND_WORDS
from models.phrases import case_of, text_of
from models.placing.accept import DIRECTIONS
from models.placing.definite import definite_places
from models.placing.words import group, scenes
from models.records import Place, PlaceBasis, PlaceKind, PlaceMention

_EXACT: dict[PlaceKind, int] = {"site": 0, "city": 1, "district": 2, "admin1": 3, "water": 4, "region": 5, "country": 6}
_OTHER_CLAUSE = frozenset({"ccomp", "parataxis", "conj", "advcl", "acl:relcl", "csubj"})
_DATELINE = re.compile(r"^\W{0,3}([A-Z][\w.’' -]{2,30}?)(?:, [\w .,’'-]{2,30})?\s*(?:\([^)]{2,40}\))?\s*(?:—|–|--| - |: )")
_BESIDE = frozenset({"obl", "nmod", "advmod", "obl:unmarked", "compound", "nmod:poss"})
_LEAVING = frozenset({"RETREAT", "CONCEDE", "COERCE"})
_TRUST = {"sentence": 1.0, "neighbour": 0.6, "dateline": 0.5, "document": 0.4}


@dataclass(frozen=True, slots=True)
class EventPlace:
    """The place of an event with the words that tell it; all None where the text gives none."""

    mention: PlaceMention | None = None
    place: Place | None = None
    told: str | None = None
    basis: PlaceBasis | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class _Spot:
    mention: PlaceMention
    root: Token
    span: Span


def event_place(trigger: Token, places: Sequence[PlaceMention], *, event_type: str = "ASSAULT") -> EventPlace:
    """Find where the event of a trigger happened.

    A country counts only where it is said to be where, or is what was attacked or visited.
    """
    manner = scenes()[event_type].manner if event_type in scenes() else "act"
    doc, sentence = trigger.doc, trigger.sent
    spots = list(_spots(doc, places, sentence))
    leaves = event_type in _LEAVING or trigger.lemma_.lower() in group("leave")
    for tier in _tiers(trigger, spots, leaves=leaves):
        fitting = tier if manner == "act" else [s for s in tier if not _is_topic(s, trigger)]
        if manner == "word":
            fitting = [s for s in fitting if _is_beside(s, trigger)]
        if fitting:
            return _answer(fitting, "sentence", 1.0)
    if manner == "word":
        return _dateline(doc, places)
    if (taken := _taken(trigger, spots)) is not None:
        return _answer([taken], "sentence", 0.8)
    rest = [s for s in spots if _locative(s, trigger, strict=True)]
    if rest and (len({s.mention.place for s in rest}) == 1 or _nested(rest)):
        return _answer(rest, "sentence", 0.8)
    return _dateline(doc, places)


def _is_beside(spot: _Spot, trigger: Token) -> bool:
    """Tell whether a place stands with the words themselves or with who utters them, not in what is asked, promised or complained of."""
    token = _anchor(spot, trigger)
    over = trigger.head if trigger.dep_ in {"nsubj", "nsubj:pass", "obj", "obl", "conj", "xcomp"} else trigger
    if token.head in (trigger, over):
        return token.dep_ in _BESIDE or trigger.lemma_.lower() in group("territory")
    while token.head != token and token.head not in (trigger, over):
        token = token.head
    return token.dep_ == "nsubj"


def _taken(trigger: Token, spots: Sequence[_Spot]) -> _Spot | None:
    """Give the place that a pronoun stands for as what is attacked or taken (*X is quiet since it was recaptured*)."""
    if trigger.lemma_.lower() not in group("territory"):
        return None
    objects = {c.lower_ for c in trigger.children if c.dep_ in {"obj", "nsubj:pass"}}
    before = [s for s in spots if s.span.end <= trigger.i and s.mention.place is not None and s.mention.place.kind != "country"]
    return before[-1] if objects & {"it", "which", "that", "them"} and before else None


def _is_topic(spot: _Spot, trigger: Token) -> bool:
    """Tell whether a place stands in what is talked about (*talks on the crisis in X*)."""
    node = _anchor(spot, trigger).head
    while node not in (trigger, node.head):
        if case_of(node) in {"on", "about", "over", "regarding", "concerning"}:
            return True
        node = node.head
    return False


def _spots(doc: Doc, places: Sequence[PlaceMention], within: Span) -> Iterator[_Spot]:
    for mention in places:
        if mention.is_location and within.start_char <= mention.start < within.end_char:
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is not None:
                yield _Spot(mention, span.root, span)
    for mention, span in definite_places(places, within):
        yield _Spot(mention, span.root, span)


def _tiers(trigger: Token, spots: Sequence[_Spot], *, leaves: bool) -> Iterator[list[_Spot]]:
    """Yield places under the trigger, then in its clause, then in each clause above it (the head of a relative clause among them)."""
    yield [s for s in spots if _path_is_clear(s.root, trigger) and _locative(s, trigger, strict=False, leaves=leaves)]
    node = trigger
    while node.head != node:
        came_by, node = node.dep_, node.head
        yield [s for s in spots if _path_is_clear(s.root, node) and _locative(s, trigger, strict=True)]
        if came_by == "ccomp" or (came_by == "acl" and any(c.lower_ == "that" for c in trigger.children)):
            return  # what is said does not happen where the saying did


def _path_is_clear(place: Token, top: Token) -> bool:
    """Tell whether a place hangs under a token without another clause between them."""
    node = place
    while node != top:
        if node.head == node:
            return False
        if node.dep_ in _OTHER_CLAUSE and node.pos_ in {"VERB", "AUX"}:
            return False
        node = node.head
    return True


def _anchor(spot: _Spot, trigger: Token) -> Token:
    """Climb from a name to the noun that stands in the sentence for it (the first of a list, the head of an apposition)."""
    token = spot.root
    while token.dep_ in {"conj", "appos", "compound", "flat", "nmod:poss", "nmod:desc"} and token.head not in (token, trigger):
        token = token.head
    return token


def _locative(spot: _Spot, trigger: Token, *, strict: bool, leaves: bool = False) -> bool:
    token = _anchor(spot, trigger)
    case = case_of(token)
    while case == "of" and token.head != trigger and _stands_for(token.head):  # in the town of X, at the gates of X
        token = token.head
        case = case_of(token)
    at = spot.span.start
    if case == "of" and at > 1 and token.doc[at - 2].lower_ in DIRECTIONS:  # north of X
        case = "near"
    place = spot.mention.place
    is_country = place is not None and place.kind == "country"
    if case in group("where"):
        return not (case == "on" and is_country) or trigger.lemma_.lower() in group("territory")
    if strict:
        return False
    if case == "from":  # arms from a country, fire from a border: only who leaves a place, or is driven from it, was there
        return leaves or not is_country
    if case in {"to", "through", "toward", "towards"}:
        return True
    if case == "of" and token.head.head == trigger and token.head.lemma_.lower() in group("quantity"):  # most of the district fell
        token, case = token.head, ""
    territory = trigger.lemma_.lower() in group("territory") or trigger.lower_ in group("territory")
    if case in {"of", "on", "against"} and token.head == trigger:
        return territory and (not is_country or case != "against")
    if token.dep_ in {"obj", "nsubj:pass"} and token.head == trigger:
        return territory or not is_country
    if spot.root.head == trigger and spot.root.dep_ in {"compound", "nmod:poss"}:  # the Kunduz attack
        return not is_country
    return token.dep_ == "nsubj" and token.head == trigger and not is_country


def _stands_for(noun: Token) -> bool:
    """The noun before *of X* says what X is (*town*, *district*) or which part of it (*outskirts*, *centre*)."""
    word = noun.lemma_.lower()
    return word in KIND_WORDS or noun.lower_ in KIND_WORDS or word in group("quantity")


def _nested(spots: Sequence[_Spot]) -> bool:
    countries = {s.mention.place.country for s in spots if s.mention.place}
    return (
        len(countries) == 1 and sum(s.mention.place is not None and s.mention.place.kind not in {"country", "region"} for s in spots) <= 1
    )


def _answer(spots: Sequence[_Spot], basis: PlaceBasis, share: float) -> EventPlace:
    """Choose the most exact place; a name that is not locatable lends its words to the place that holds it (never a country)."""
    best = min(spots, key=lambda s: (_EXACT[s.mention.place.kind] if s.mention.place else 1, s.mention.start))
    place, confidence = best.mention.place, best.mention.confidence
    if place is None:
        holders = [s.mention for s in spots if s.mention.place is not None and s.mention.place.kind != "country"]
        if holders:
            place, confidence = holders[0].place, holders[0].confidence * 0.5
    return EventPlace(best.mention, place, best.mention.text, basis, round(confidence * share * _TRUST[basis], 3))


def _dateline(doc: Doc, places: Sequence[PlaceMention]) -> EventPlace:
    match = _DATELINE.match(text_of(doc)[:120])
    for mention in places[:1] if match else ():
        if match and mention.end <= match.end() and mention.place is not None:
            return EventPlace(mention, mention.place, mention.text, "dateline", round(mention.confidence * _TRUST["dateline"], 3))
    return EventPlace()

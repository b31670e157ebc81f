"""Where an event happened: its own clause, then the clauses above it, the sentence, the sentence before, the dateline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from models.gazetteer.search import KIND_WORDS
from models.phrases import case_of
from models.placing.accept import DIRECTIONS
from models.placing.words import group
from models.records import Place, PlaceBasis, PlaceKind, PlaceMention

_EXACT: dict[PlaceKind, int] = {"site": 0, "city": 1, "district": 2, "admin1": 3, "water": 4, "region": 5, "country": 6}
_OTHER_CLAUSE = frozenset({"ccomp", "parataxis", "conj", "advcl", "acl:relcl", "csubj"})
_DATELINE = re.compile(r"^\W{0,3}([A-Z][\w.’' -]{2,30}?)(?:, [\w .,’'-]{2,30})?\s*(?:\([^)]{2,40}\))?\s*(?:—|–|--| - |: )")
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


def event_place(trigger: Token, places: Sequence[PlaceMention]) -> EventPlace:
    """Find where the event of a trigger happened.

    A country counts only where it is said to be where, or is what was attacked or visited.
    """
    doc, sentence = trigger.doc, trigger.sent
    spots = list(_spots(doc, places, sentence))
    for tier in _tiers(trigger, spots):
        if tier:
            return _answer(tier, "sentence", 1.0)
    rest = [s for s in spots if _locative(s, trigger, strict=True)]
    if rest and (len({s.mention.place for s in rest}) == 1 or _nested(rest)):
        return _answer(rest, "sentence", 0.8)
    before = _previous(sentence)
    if before is not None:
        near = [
            s
            for s in _spots(doc, places, before)
            if _locative(s, trigger, strict=True) and s.mention.place and s.mention.place.kind != "country"
        ]
        if near:
            return _answer(near, "neighbour", 1.0)
    return _dateline(doc, places)


def _spots(doc: Doc, places: Sequence[PlaceMention], within: Span) -> Iterator[_Spot]:
    for mention in places:
        if mention.is_location and within.start_char <= mention.start < within.end_char:
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is not None:
                yield _Spot(mention, span.root, span)


def _tiers(trigger: Token, spots: Sequence[_Spot]) -> Iterator[list[_Spot]]:
    """Yield places under the trigger, then in its clause, then in each clause above it (the head of a relative clause among them)."""
    under = [s for s in spots if _path_is_clear(s.root, trigger) and _locative(s, trigger, strict=False)]
    yield under
    node = trigger
    while node.head != node:
        came_by, node = node.dep_, node.head
        yield [s for s in spots if _path_is_clear(s.root, node) and _locative(s, trigger, strict=True)]
        if came_by == "ccomp":  # what is said does not happen where the saying did
            return


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


def _locative(spot: _Spot, trigger: Token, *, strict: bool) -> bool:
    token = spot.root
    while token.dep_ in {"conj", "appos", "compound", "flat", "nmod:poss", "nmod:desc"} and token.head not in (token, trigger):
        token = token.head
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
    if case in {"to", "from", "through", "toward", "towards"}:
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


def _previous(sentence: Span) -> Span | None:
    if sentence.start == 0:
        return None
    before = sentence.doc[sentence.start - 1].sent
    return None if "\n" in sentence.doc.text[before.end_char - 1 : sentence.start_char + 1] or "\n\n" in before.text else before


def _dateline(doc: Doc, places: Sequence[PlaceMention]) -> EventPlace:
    match = _DATELINE.match(doc.text[:120])
    for mention in places[:1] if match else ():
        if match and mention.end <= match.end() and mention.place is not None:
            return EventPlace(mention, mention.place, mention.text, "dateline", round(mention.confidence * _TRUST["dateline"], 3))
    return EventPlace()

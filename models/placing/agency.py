"""Place or player: *Tehran* that warns and *Farah officials* tell who, not where."""

from __future__ import annotations

from spacy.tokens import Span, Token

from models.gazetteer.names import fold
from models.phrases import case_of
from models.placing.words import group, seats
from models.records import Place

_ATTRIBUTE = frozenset({"compound", "nmod:poss", "amod", "nmod:desc", "nmod:unmarked", "flat"})
_NOMINAL = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "nmod"})
_PLAYERS = frozenset({"between", "with", "by", "against", "for", "than", "like", "including", "without", "via", "as", "about", "on"})


def is_location(span: Span, place: Place | None) -> bool:
    """Tell whether a name says where something is: not a government meant by its seat or country, nor an attribute of people."""
    if not span.doc.has_annotation("DEP"):
        return _by_neighbours(span, place)
    root = span.root
    case = _case(root)
    if root.dep_ in _ATTRIBUTE and not (span.start <= root.head.i < span.end):
        return _as_attribute(root, place)
    acts = place is not None and (place.kind == "country" or fold(place.name) in seats())
    base = _first_conjunct(root)
    if base.dep_ == "nsubj" and base.head.pos_ in {"VERB", "AUX"}:
        return not acts
    if base.dep_ in {"obj", "iobj"} and acts:
        return base.head.lemma_.lower() in group("territory")
    if base.dep_ == "nmod" and base.head.lower_ in group("agent") and case in {"of", ""}:
        return False
    if case in {"on", "against"} and base.head.lemma_.lower() in group("territory"):
        return True
    return not (acts and case in _PLAYERS)


def _case(token: Token) -> str:
    return case_of(token) or (case_of(_first_conjunct(token)) if token.dep_ == "conj" else "")


def _first_conjunct(token: Token) -> Token:
    while token.dep_ in {"conj", "appos"} and token.head != token:
        token = token.head
    return token


def _as_attribute(root: Token, place: Place | None) -> bool:
    head = root.head
    if head.lower_ in group("agent") or head.ent_type_ in {"PER", "ORG"}:
        return False
    if place is None:
        return True
    return place.kind not in {"country", "region"} and (head.pos_ in {"NOUN", "PROPN"} or head.dep_ in _NOMINAL)


def _by_neighbours(span: Span, place: Place | None) -> bool:
    """Without a parse: a name right before an agent noun or a verb of saying is no location."""
    doc = span.doc
    after = doc[span.end].lower_ if span.end < len(doc) else ""
    if after in {"'s", "’s"} and span.end + 1 < len(doc):
        after = doc[span.end + 1].lower_
    return after not in group("agent") and after not in {"said", "says", "warned", "accused"} and place is not None

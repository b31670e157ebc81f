"""Who stands near a verb where the tree gives its roles to nobody: a subject that the parser lost, a dependent under any preposition."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from models.coding.arguments import RELATIVE, children
from models.phrases import case_of

_DAYS = frozenset({"today", "yesterday", "tonight", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_NEAR = 10  # words to the left of a verb where its lost subject may stand
_APART = frozenset({"acl:relcl", "parataxis", "punct", "conj", "advcl", "appos"})
_FINITE = frozenset({"if", "unless", "because", "while", "when", "as", "although"})
_WHERE = frozenset({"in", "at", "near", "inside", "outside", "around", "across", "within", "during"})


def nominals_before(verb: Token) -> Iterator[Token]:
    """Yield the heads of the phrases right before an active verb, for where the parser lost its subject: over adverbs, days and phrases
    with a preposition, not over a comma, a conjunction or another verb."""
    if not _looks_active(verb):
        return
    at, first = verb.i - 1, max(0, verb.i - _NEAR)  # a lost subject may be taken for a sentence of its own
    while at >= first:
        token = verb.doc[at]
        is_dated = token.lower_ in _DAYS or (token.pos_ == "ADP" and token.nbor().lower_ in _DAYS)
        if token.pos_ in {"ADV", "AUX"} or token.dep_ in {"aux", "advmod"} or is_dated:
            at -= 1
        elif token.pos_ in {"NOUN", "PROPN", "PRON"} and token.lower_ not in RELATIVE:
            head = token
            while head.dep_ in {"compound", "flat", "nmod:desc"} and head.head.i < verb.i:
                head = head.head
            case = next((c for c in head.children if c.dep_ == "case" and c.i < head.i), None)
            if case is None:
                yield head
            at = min(head.left_edge.i, token.i) - 1
        else:
            return


def dependents_after(verb: Token, *, with_places: bool) -> Iterator[Token]:
    """Yield the nominals and naming adjectives to the right that depend on a verb through objects, obliques and infinitives, not through
    finite clauses: among whom its act may be meant for somebody, whatever the preposition."""
    for child in verb.children:
        if child.i < verb.i or child.dep_ in _APART or any(c.dep_ == "mark" and c.lower_ in _FINITE for c in child.children):
            continue
        if (case_of(child) in _WHERE and not with_places) or (child.dep_ == "ccomp" and children(child, "nsubj", "nsubj:pass")):
            continue
        if child.pos_ in {"NOUN", "PROPN"} or (child.dep_ in {"amod", "nmod:poss"} and child.text[:1].isupper()):
            yield child
        yield from _dependents(child, verb, with_places=with_places)


def _dependents(token: Token, verb: Token, *, with_places: bool) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in _APART or child.i < verb.i or (case_of(child) in _WHERE and not with_places):
            continue
        if child.pos_ in {"NOUN", "PROPN"} or (child.dep_ in {"amod", "compound", "nmod:poss"} and child.text[:1].isupper()):
            yield child
        yield from _dependents(child, verb, with_places=with_places)


def _looks_active(verb: Token) -> bool:
    if any(c.dep_ in {"aux:pass", "nsubj:pass", "obl:agent"} or (c.dep_ == "mark" and c.lower_ != "that") for c in verb.children):
        return False
    if verb.tag_ in {"VBG", "VBN"}:
        has_object = bool(children(verb, "obj")) or (verb.dep_ == "amod" and verb.head.i > verb.i)
        return bool(children(verb, "aux")) or (verb.tag_ == "VBN" and has_object)
    return True

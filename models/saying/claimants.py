"""Who makes a claim: the person by the fullest name that the text gives, coded as the actor that the person speaks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from models.actors import DocContext
from models.actors.match import pieces
from models.phrases import noun_phrase
from models.records import Actor

_NAMING = frozenset({"appos", "flat", "compound", "nmod:desc", "nmod:unmarked"})


def claimant(head: Token, actors: Sequence[Actor], context: DocContext) -> Actor:
    """Give the claimant of a phrase's head, `actors` being whom it resolves to.

    A named person keeps the name (*the mayor, Omar Haddad*; *he* of one named before), whatever office makes the code.
    """
    phrase = noun_phrase(head)
    actor = actors[0] if actors else Actor(text=phrase.text, name=phrase.text, start=phrase.start_char, end=phrase.end_char)
    name = _person(head, actor, context)
    if name is None and not actor.actor_id:
        name = _named_body(head)
    if name is None:
        return actor
    code = actor.name if actor.actor_id else name.text
    return replace(actor, text=name.text, name=code, start=name.start_char, end=name.end_char)


def _person(head: Token, actor: Actor, context: DocContext) -> Span | None:
    """Give the person whom a phrase, or the phrase that it points back to, names."""
    beside = head.doc[head.i + 1 : head.i + 2] if head.pos_ == "NOUN" else ()  # *said rebel leader X*, read as two objects
    for token in (head, *_namings(head), *beside):
        ent = context.ent_of.get(token.i)
        if ent is not None and ent.label_ == "PER":
            return _fullest(ent, context)
    if actor.start is not None and actor.end is not None and not actor.start <= head.idx < actor.end:
        span = head.doc.char_span(actor.start, actor.end, alignment_mode="contract")
        return _person(span.root, actor, context) if span is not None and span.root.i != head.i else None
    return _by_title(head, context)


def _named_body(head: Token) -> Span | None:
    """*media project X*: the name beside a common noun that no table knows."""
    names = [c for c in head.children if head.pos_ == "NOUN" and c.dep_ in {"appos", "flat"} and c.pos_ == "PROPN"]
    return noun_phrase(names[0]) if names else None


def _namings(head: Token) -> Iterator[Token]:
    """Yield what names a title inside its phrase or beside it."""
    for child in head.children:
        if child.dep_ in _NAMING:
            yield child
            yield from _namings(child)


def _fullest(ent: Span, context: DocContext) -> Span:
    words = pieces(ent.text.removesuffix("'s").removesuffix("’s"))
    info = context.persons.get(" ".join(words)) or (context.persons.get(words[-1]) if words else None)
    return info.span if info is not None and len(info.span) > len(ent) else ent


def _by_title(head: Token, context: DocContext) -> Span | None:
    """Give the last person before a definite title (*the minister*) whom the text gave this title."""
    title = context.generic(head)
    if title is None or not any(c.dep_ == "det" and c.lower_ == "the" for c in head.children):
        return None
    before = [i for i in context.persons.values() if i.title is not None and i.span.start < head.i]
    for info in sorted(before, key=lambda i: -i.span.start):
        told = context.generic(info.title) if info.title is not None else None
        if told is not None and told.lemma == title.lemma:
            return info.span
    return None

"""What stands around a role noun and tells whose it is: names, demonyms, possessors, *of* phrases, appositions, places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from models.actors.context import DocContext
from models.actors.match import Match, is_opposed
from models.actors.rows import ActorRow
from models.phrases import case_of, noun_phrase

_OF = frozenset({"of", "for", "from", "with"})
_IN = frozenset({"in", "at", "near", "of", "from", "inside", "across", "on"})
_LEADING = frozenset({"DET", "NUM", "PRON", "ADP", "PUNCT", "SPACE"})
_OWNING = frozenset({"NOUN", "PRON", "DET", "PROPN"})
_COMMUNITIES = frozenset({"REL", "CVL"})


@dataclass(slots=True)
class Owners:
    """Whose a role noun is: known actors, religious or ethnic communities, states; `nouns` are role nouns yet to be resolved."""

    actors: list[ActorRow] = field(default_factory=list)
    communities: list[ActorRow] = field(default_factory=list)
    states: list[ActorRow] = field(default_factory=list)
    nouns: list[Token] = field(default_factory=list)

    def add(self, row: ActorRow | None) -> None:
        """File a row by what it is."""
        if row is None:
            return
        kind = self.states if row.actor_id.startswith("gov-") else self.communities if row.sector in _COMMUNITIES else self.actors
        if row not in kind:
            kind.append(row)


def phrase(head: Token) -> Span:
    """Give the phrase that names an actor: the flat noun phrase, with one level of *of*."""
    span = noun_phrase(head, with_of=any(c.dep_ == "nmod" and case_of(c) == "of" for c in head.children))
    return trimmed(span, head)


def trimmed(span: Span, head: Token) -> Span:
    """Take from the start of a phrase what cannot belong to it: blanks, punctuation, and what a wrong parse left up to a verb."""
    verbs = [t.i for t in span if t.i < head.i and t.pos_ in {"VERB", "AUX"} and t.dep_ != "amod"]
    start = verbs[-1] + 1 if verbs else span.start
    while start < span.end - 1 and (span.doc[start].is_space or span.doc[start].text in {",", '"', "“", "-", "—", "("}):
        start += 1
    return span.doc[start : span.end]


def bare_words(head: Token) -> str:
    """Give the words of a phrase without determiners, numbers and possessive pronouns before them."""
    span = noun_phrase(head)
    start = span.start
    while start < head.i and (span.doc[start].pos_ in _LEADING or span.doc[start].dep_ in {"det", "nummod"}):
        start += 1
    return str(span.doc[start : span.end].text)


def owners(head: Token, context: DocContext, *, with_persons: bool = True) -> Owners:
    """Gather whose a role noun is, the tokens of its own name left out; a crowd is not of its leader's country (`with_persons`)."""
    found = Owners()
    for token in _around(head):
        match = context.match_at.get(token.i)
        ent = context.ent_of.get(token.i)
        if is_opposed(token) or (match is not None and match.start <= head.i < match.end):
            continue
        if ent is not None and _is_inside_body(match, ent, head):
            if ent.root.head.i == head.i and ent.root not in found.nouns:
                found.nouns.append(ent.root)  # *the chair of the Afghan Relief League* speaks for the league
        elif match is not None:
            is_told = not match.is_side and (with_persons or match.kind != "person")
            found.add(context.row(match) if is_told else None)
        elif ent is not None and ent.label_ == "LOC":
            code = context.place_country(ent.text.removeprefix("the "))
            found.add(context.table.state(code) if code else None)
        elif token.dep_ != "amod" and token.head.i == head.i and token.pos_ in _OWNING and token not in found.nouns:
            found.nouns.append(token)
    return found


def _is_inside_body(match: Match | None, ent: Span, head: Token) -> bool:
    """Tell whether a people's name is but a part of an organisation's name that stands beside the head."""
    if match is None or match.kind != "demonym" or ent.label_ != "ORG" or ent.start <= head.i < ent.end:
        return False
    return match.end - match.start < ent.end - ent.start


def _around(head: Token) -> Iterator[Token]:
    """Yield the modifiers of a head: its flat phrase, its appositions, its *of* phrases with their conjuncts."""
    for token in trimmed(noun_phrase(head), head):
        if token.i != head.i and token.dep_ not in {"det", "case", "nummod", "punct"}:
            yield token
    for child in head.children:
        if child.dep_ in {"appos", "flat"} or (child.dep_ == "nmod" and case_of(child) in _OF):
            yield from _names(child)


def _names(child: Token) -> Iterator[Token]:
    yield child
    for token in noun_phrase(child):
        if token.i != child.i and token.dep_ not in {"det", "case", "punct"}:
            yield token
    for other in child.children:
        if other.dep_ == "conj" or (other.dep_ == "nmod" and case_of(other) == "of"):
            yield from _names(other)


def places_of(head: Token, context: DocContext) -> list[ActorRow]:
    """Give the states in which a phrase says that its head is: *police in Kabul*, *Farah officials*."""
    found: list[ActorRow] = []
    for child in head.children:
        if child.dep_ != "nmod" or case_of(child) not in _IN:
            continue
        for token in noun_phrase(child):
            row = place_state(token, context)
            if row is not None and row not in found:
                found.append(row)
    return found


def place_state(token: Token, context: DocContext) -> ActorRow | None:
    """Give the state of a token that names a country or a place."""
    match = context.match_at.get(token.i)
    if match is not None:
        return context.row(match) if match.kind in {"country", "seat", "demonym"} else None
    ent = context.ent_of.get(token.i)
    name = token.text if token.pos_ == "PROPN" else ""
    is_first = token.i == context.sentences[context.sentence_of[token.i]].start  # where any word has a capital
    if ent is not None and ent.label_ in {"LOC", "ORG"} and (name or len(ent) > 1 or not is_first):
        name = ent.text.removeprefix("the ")
    code = context.place_country(name) if name else None
    return context.table.state(code) if code else None

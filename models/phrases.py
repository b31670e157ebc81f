"""Noun phrases and clauses over Universal Dependencies, where spaCy's own `noun_chunks` finds nothing."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc, Span, Token

INSIDE = frozenset(
    {"det", "amod", "compound", "flat", "nummod", "nmod:poss", "goeswith", "fixed", "advmod", "case:poss", "nmod:unmarked", "nmod:desc"}
)
_CLAUSES = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "conj", "parataxis", "csubj"})
_SKIPPED_EDGE = frozenset({"case", "punct", "cc", "mark"})


@lru_cache(maxsize=2)
def text_of(doc: Doc) -> str:
    """Give the text of a document; `Doc.text` puts it together anew each time, which takes time in a long one."""
    text: str = doc.text
    return text


def nominal(token: Token) -> bool:
    """Tell whether a token can head a noun phrase."""
    return token.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "SYM"} or (
        token.pos_ in {"ADJ", "DET"} and token.dep_ in {"nsubj", "obj", "obl", "nsubj:pass"}
    )


def is_no_one(pronoun: Token) -> bool:
    """*nobody*, *none*, *no one*."""
    return pronoun.lower_ in {"nobody", "none"} or (pronoun.lower_ == "one" and pronoun.i > 0 and pronoun.nbor(-1).lower_ == "no")


def noun_phrase(head: Token, *, with_of: bool = False) -> Span:
    """Give the flat noun phrase of a head: determiner, adjectives, compounds, names and possessors, not its clauses.

    `with_of` takes in one level of *of* phrases too (*the people of Farah*). The span is contiguous and holds the head.
    """
    keep = {head.i}
    for child in head.children:
        if (child.dep_ in INSIDE and not _is_outside(child, head)) or (
            with_of and child.dep_ == "nmod" and any(c.dep_ == "case" and c.lower_ == "of" for c in child.children)
        ):
            keep.update(t.i for t in child.subtree)
    left = right = head.i
    while left - 1 in keep:
        left -= 1
    while right + 1 in keep or (right + 2 in keep and head.doc[right + 1].text in {"'s", "’s", "-", "'", "’"}):
        right += 1
    while left < head.i and (head.doc[left].dep_ in _SKIPPED_EDGE or _is_hedge(head.doc[left])):
        left += 1
    return head.doc[left : right + 1]


def _is_hedge(token: Token) -> bool:
    """What qualifies a number (*at least* 29 people) is no part of the name."""
    return token.dep_ in {"nmod", "advmod"} and token.head.dep_ == "nummod"


def _is_outside(child: Token, head: Token) -> bool:
    """An adverb after the head, or a gerund with a preposition of its own (*accused of sheltering militants*)."""
    gerund = child.dep_ == "amod" and child.tag_ == "VBG" and any(c.dep_ in {"mark", "case"} for c in child.children)
    return gerund or (child.dep_ == "advmod" and child.i > head.i)


def conjuncts(head: Token) -> list[Token]:
    """Give a head and what is coordinated with it, in the order of the text. A noun stands beside another only behind a comma or an *and*;
    where neither is, the parser has lost a verb (*a group that burned villages*)."""
    found = [head]
    for child in head.children:
        if child.dep_ == "conj" and (child.pos_ != "NOUN" or any(t.is_punct or t.dep_ == "cc" for t in head.doc[head.i + 1 : child.i])):
            found += conjuncts(child)
    return found


def case_of(token: Token) -> str:
    """Give the preposition of a nominal in lower case (*according to* as one string), or an empty string."""
    for child in token.children:
        if child.dep_ == "case" and child.i < token.i:
            return " ".join([child.lower_, *(c.lower_ for c in child.children if c.dep_ == "fixed")])
    return ""


def clause_head(token: Token) -> Token:
    """Climb from a token to the predicate of its clause; never to white space, which a parse may make the root."""
    while token.dep_ not in _CLAUSES and token.head != token and not token.head.is_space:
        token = token.head
    return token

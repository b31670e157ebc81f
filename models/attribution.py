"""Whose words they are: phrases that name a source (*according to X*) and who speaks by a verb or noun of saying. Tokens in, tokens out."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from models import cues
from models.coding import arguments as args
from models.phrases import case_of

_SOURCES = frozenset({"according to", "as per", "per"})
_WORDS = frozenset({"word", "view", "opinion"})  # *in the words of the governor*
_PAPERS = frozenset(
    [
        "data",
        "figure",
        "report",
        "statement",
        "record",
        "document",
        "monitoring",
        "estimate",
        "count",
        "tally",
        "analysis",
        "study",
        "survey",
    ]
)
_HAVING = frozenset({"have", "present", "voice", "express", "issue", "publish", "release", "make", "raise", "repeat", "share"})


def source(noun: Token) -> tuple[Token, Token | None] | None:
    """Give the cue and the claimant of a phrase that names whom a clause is told by, None for another phrase.

    A paper speaks for whose it is (*data from the ministry*, *a ministry report*); the claimant is None where the parser lost it.
    """
    if not _is_source(noun):
        return None
    cue = next((c for c in noun.children if c.dep_ in {"case", "mark"} or c.lower_ == "according"), noun)
    behind: list[Token] = []
    if noun.lemma_.lower() in _PAPERS | _WORDS:
        behind = args.children(noun, "nmod:poss") or [c for c in args.children(noun, "nmod") if case_of(c) in {"from", "by", "of"}]
        behind = behind or [c for c in args.children(noun, "compound") if c.pos_ == "PROPN"]
    return cue, behind[0] if behind else None if noun.is_space else noun


def _is_source(noun: Token) -> bool:
    if noun.dep_ not in {*args.OBLIQUES, "advcl", "dep"}:
        return False
    case = case_of(noun)
    return case in _SOURCES or any(m.lower_ == "according" for m in noun.children) or (case == "in" and noun.lemma_ in _WORDS)


def sources_of_sentence(sentence: Span) -> Iterator[tuple[Token, Token | None]]:
    """Yield the sources at an edge of a sentence: they speak of the whole of it, on whichever clause the parser hung them."""
    words = [t for t in sentence if not t.is_space and not t.is_punct]
    for cue in (t for t in words if t.lower_ == "according" and t.dep_ in {"case", "mark"}):
        phrase = [t for t in cue.head.subtree if not t.is_space and not t.is_punct]
        found = source(cue.head)
        if found is not None and (phrase[0] == words[0] or phrase[-1] == words[-1]):
            yield found


def speaker_of(head: Token, row: cues.Reporting) -> Token | None:
    """Give who speaks by a verb or noun of saying, wanting or knowing."""
    inverted = cues.inverted_speaker(head)
    if inverted is not None:
        return inverted
    governor = head.head
    if row.stance == "claims_responsibility" and head.dep_ == "obj" and governor.pos_ == "VERB":
        found = args.subjects(governor)
    elif governor.lemma_ in cues.QUOTING and head.dep_ in {"advcl", "xcomp"}:  # *quoted a general as saying*
        found = args.objects(governor)
    elif head.lemma_ in cues.QUOTING and args.children(head, "ccomp", "advcl"):
        found = args.objects(head)
    elif head.pos_ in {"VERB", "AUX"}:
        found = args.subjects(head)
    else:
        found = args.noun_agents(head)
        if not found and head.pos_ == "NOUN" and head.dep_ == "obj" and governor.lemma_ in _HAVING:  # *Kabul has evidence that …*
            found = args.subjects(governor)
    return found[0] if found else None

"""Whose words they are: phrases that name a source (*according to X*) and who speaks by a verb or noun of saying. Tokens in, tokens out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from models import cues
from models.coding import arguments as args
from models.coding.lexicon import load
from models.coding.nearby import nominals_before
from models.phrases import case_of, text_of
from models.saying.telling import ToldClaim

_SOURCES = frozenset({"according to", "as per", "per"})
_WORDS = frozenset({"word", "view", "opinion"})  # *in the words of the governor*
_HAVING = frozenset({"have", "present", "voice", "express", "issue", "publish", "release", "make", "raise", "repeat", "share", "receive"})
_HELD_BY = frozenset({"in", "among", "within", "by", "from", "of"})
_LAYOUT = frozenset(":–—-")
_LINE = 9  # tokens that a source may have at an end of a line
_NAME_DEPS = frozenset({"det", "amod", "compound", "flat", "nmod", "case", "nmod:poss", "punct", "nummod", "nmod:desc", "appos"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "PART", "NUM"})


def source(noun: Token) -> tuple[Token, Token | None] | None:
    """Give the cue and the claimant of a phrase that names whom a clause is told by, None for another phrase.

    A paper speaks for whose it is (*data from the ministry*, *a ministry report*); the claimant is None where the parser lost it.
    """
    if _is_as_told(noun):
        return noun, cues.speaker(noun) or next(iter(args.subjects(noun)), None)
    if not _is_source(noun):
        return None
    return _told_by(noun, next((c for c in noun.children if c.dep_ in {"case", "mark"} or c.lower_ == "according"), noun))


def _told_by(noun: Token, cue: Token) -> tuple[Token, Token | None]:
    if noun.is_space:
        return cue, None
    if noun.lemma_ in _WORDS:
        return cue, next(iter([*args.children(noun, "nmod:poss"), *args.children(noun, "nmod")]), None)
    if noun.tag_ == "VBG" and (inner := args.children(noun, "obj")):  # *according to monitoring data*
        return cue, owner(inner[0]) if owner(inner[0]) != inner[0] else next(iter(args.children(noun, "obl")), inner[0])
    return cue, owner(noun)


def _is_as_told(verb: Token) -> bool:
    """*as the minister put it in his letter*, *as stated by the minister*."""
    if verb.dep_ != "advcl" or verb.pos_ != "VERB" or verb.left_edge.lower_ != "as" or verb.left_edge.head != verb:
        return False
    if verb.lemma_ == "put":
        return any(o.lower_ == "it" for o in args.children(verb, "obj"))
    row = cues.reporting(verb)
    return row is not None and (row.effect, row.stance) == ("claimed", "asserts") and not args.children(verb, "ccomp", "obj")


def _is_source(noun: Token) -> bool:
    if noun.dep_ not in {*args.OBLIQUES, "advcl", "dep"}:
        return False
    case = case_of(noun)
    return case in _SOURCES or any(m.lower_ == "according" for m in noun.children) or (case == "in" and noun.lemma_ in _WORDS)


def is_paper(noun: Token) -> bool:
    """Tell whether a noun names what is written or recorded, for which somebody stands (*report*, *statement*, *data*)."""
    return noun.lemma_.lower() in load().classes["paper"]


def owner(noun: Token) -> Token:
    """Give whose a paper is (*a report by the mission*, *the ministry's data*, *a Pentagon report*), else the noun itself."""
    if not is_paper(noun):
        return noun
    found = args.children(noun, "nmod:poss") or [c for c in args.children(noun, "nmod") if case_of(c) in {"from", "by", "of"}]
    found = found or [c for c in args.children(noun, "compound", "amod") if c.pos_ == "PROPN" or c.ent_type_ == "ORG"]
    return owner(found[0]) if found else noun


def sources_of_sentence(sentence: Span) -> Iterator[tuple[Token, Token | None]]:
    """Yield the sources at an edge of a sentence: they speak of the whole of it, on whichever clause the parser hung them."""
    if "ccording" not in text_of(sentence.doc)[sentence.start_char : sentence.end_char]:
        return
    words = [t for t in sentence if not t.is_space and not t.is_punct]
    for cue in (t for t in words if t.lower_ == "according" and t.dep_ in {"case", "mark"}):
        phrase = [t for t in cue.head.subtree if not t.is_space and not t.is_punct]
        if cue == words[0] or phrase[-1] == words[-1]:
            yield _told_by(cue.head, cue)


def sources_of_line(trigger: Token) -> Iterator[tuple[Token, Token | None]]:
    """Yield whom a headline names before a colon (*Ministry: rebels shot down a drone*) or after one or a dash at its end
    (*Nine killed in blast: police*). Whether it is an actor is for the caller to tell."""
    doc, sentence = trigger.doc, trigger.sent
    if not _LAYOUT & set(text_of(doc)[sentence.start_char : sentence.end_char]):
        return
    start = next((i + 1 for i in range(trigger.i - 1, sentence.start - 1, -1) if "\n" in doc[i].text), sentence.start)
    end = next((i for i in range(trigger.i, sentence.end) if "\n" in doc[i].text), sentence.end)
    at = next((i for i in range(start + 1, min(start + _LINE, trigger.i)) if doc[i].text == ":"), None)
    if at is not None and (head := _name(doc[start:at])) is not None:
        yield doc[at], head
    while end > trigger.i and (doc[end - 1].is_space or doc[end - 1].text == "."):
        end -= 1
    at = next((i for i in range(end - 2, max(end - _LINE, trigger.i), -1) if doc[i].text in {":", "–", "—", "-"}), None)
    is_spaced = at is not None and (doc[at].text == ":" or bool(doc[at - 1].whitespace_))
    if at is not None and is_spaced and (head := _name(doc[at + 1 : end])) is not None:
        yield doc[at], head


def _name(span: Span) -> Token | None:
    """Give the head of a span that is one noun phrase."""
    if not all(t.pos_ in _NOMINAL for t in span):
        return None
    root = span.root
    heads = [t for t in span if t.head == t or not span.start <= t.head.i < span.end]
    return root if len(heads) == 1 and root.pos_ in {"NOUN", "PROPN"} and all(t == root or t.dep_ in _NAME_DEPS for t in span) else None


def speaker_of(head: Token, row: cues.Reporting) -> Token | None:
    """Give who speaks by a verb or noun of saying, wanting or knowing; of a paper whose it is."""
    found = _speaker_of(head, row)
    return found if found is None else owner(found)


def _speaker_of(head: Token, row: cues.Reporting) -> Token | None:
    inverted = cues.inverted_speaker(head) if row.stance == "asserts" else None
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
        found = args.subjects(head) or ([] if args.is_passive(head) else list(nominals_before(head))[:1])
    else:
        found = _speaker_by_noun(head)
    return found[0] if found else None


def _speaker_by_noun(noun: Token) -> list[Token]:
    """*Kabul has evidence that …*, *concern in Kabul that …*, *reports that …*: who has it, where it is felt, else the paper itself."""
    governor = noun.head
    found = args.noun_agents(noun)
    if not found and noun.dep_ == "obj" and governor.lemma_ in _HAVING:
        found = args.subjects(governor)
    found = found or [c for c in args.children(noun, "nmod") if case_of(c) in _HELD_BY and (c.ent_type_ or c.pos_ == "PROPN")]
    if not found and noun.dep_ in {"obl", "nmod"} and is_paper(noun):
        found = [noun]
    return found


def of_first_person(claim: ToldClaim, speaker: Token | None, first_person: frozenset[str]) -> ToldClaim | None:
    """Give a claim by *we* or *I* to whoever is quoted; without a quotation it is the narrator's own word, no claim unless it blames."""
    if claim.claimant is None or claim.claimant.lower_ not in first_person or claim.claimant.pos_ == "PROPN":  # the US
        return claim
    if speaker is not None:
        return replace(claim, claimant=speaker)
    return replace(claim, claimant=None) if claim.stance == "blames" else None

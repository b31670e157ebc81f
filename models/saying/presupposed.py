"""What a sentence takes for granted: events that stay facts whatever is hoped, denied or said above them. Tokens in, truth values out."""

from __future__ import annotations

from spacy.tokens import Token

from models import cues
from models.phrases import case_of

_BACKWARD = frozenset({"the", "this", "that", "these", "those"})
_TIMES = frozenset({"after", "since", "when", "while", "as", "because", "until", "although", "though", "once", "whereas"})
_BACKGROUND = frozenset({"since", "until", "although", "though", "whereas"})
_AFTER = frozenset({"after", "following", "since", "amid", "despite", "during"})
_DYING = frozenset({"die", "perish"})
_MEANS = frozenset({"by", "through", "while", "via"})
_CONTENT_MARKS = frozenset({"to", "of", "for", "against", "from", "that", "whether", "if"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
_PAST = frozenset({"VBD", "VBN"})


def is_settled(token: Token, *, is_trigger: bool) -> bool:
    """Tell whether what stands at this step is a fact for whatever governs it: a relative clause, a participle, a clause of time in the
    past, an act told with *the* beside what is said (*a probe into the shooting*), an act that came before (*after an attack*)."""
    marks = {c.lower_ for c in token.children if c.dep_ in {"mark", "case"} or (c.dep_ == "advmod" and c.lower_ == "when")}
    if token.dep_ == "acl:relcl":
        return not is_that_clause(token)
    if token.dep_ in {"acl", "amod"}:
        return not marks & _CONTENT_MARKS and not _is_verb_form(token)
    if token.dep_ == "advcl":
        return bool(marks & _MEANS) or (bool(marks & _TIMES) and not marks & {"if", "to", "that"} and is_past(token))
    if (token.dep_ in {"nmod", "obl"} or (token.dep_ == "obj" and case_of(token))) and is_trigger and token.pos_ in {"NOUN", "PROPN"}:
        return case_of(token) in _AFTER or (is_definite(token, with_possessor=True) and not _is_asked(token))
    return False


def is_granted(trigger: Token) -> bool:
    """Tell whether a trigger is known to whoever speaks: an act with *the* of which something else is said (*called the attack a crime*),
    a participle before a noun (*the captured men*). What is said of its own course is news (*the attack began at noon*)."""
    if trigger.dep_ == "amod":
        return not _is_verb_form(trigger)
    if trigger.pos_ not in {"NOUN", "PROPN"} or not is_definite(trigger):
        return False
    if trigger.dep_ == "obl" and trigger.head.lemma_ in _DYING:  # *nine died in the attack* is the attack's own news
        return False
    return not (trigger.dep_ in {"nsubj", "nsubj:pass"} and trigger.head.pos_ == "VERB")


def is_background(clause: Token) -> bool:
    """*since the protests began*, *although the army withdrew*: known to the reader; after *after* and *when* stands what is new."""
    marks = {c.lower_ for c in clause.children if c.dep_ in {"mark", "case"}}
    return clause.dep_ == "advcl" and bool(marks & _BACKGROUND)


def _is_verb_form(participle: Token) -> bool:
    """*is said to have killed the mayor*, the participle read as an adjective though it has an auxiliary or stands after one."""
    before = participle.nbor(-1).lower_ if participle.i else ""
    return before in {"have", "has", "had", "be", "been"} or any(c.dep_ == "aux" for c in participle.children)


def is_that_clause(clause: Token) -> bool:
    """*reports that the town fell*: a clause with *that* as its mark and a subject of its own is content, no relative.

    A passive has no object, so where the parser takes *that* for one, it is the mark.
    """
    subjects = {c.dep_ for c in clause.children} & {"nsubj", "nsubj:pass"}
    marks = {"mark", "obj"} if "nsubj:pass" in subjects else {"mark"}
    return bool(subjects) and any(c.dep_ in marks and c.lower_ == "that" for c in clause.children)


def is_past(verb: Token) -> bool:
    """A clause in the past or perfect; the present after *when* may lie ahead."""
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "aux:pass"}]
    if any(c.tag_ == "MD" for c in auxiliaries):
        return False
    return verb.tag_ in _PAST or any(c.tag_ == "VBD" or c.lower_ in {"has", "have"} for c in auxiliaries)


def is_definite(noun: Token, *, with_possessor: bool = False) -> bool:
    """Tell whether *the* or *this* (or a possessor) points back to an act that is known."""
    deps = {"det", "nmod:poss"} if with_possessor else {"det"}
    return any(c.dep_ in deps and (c.dep_ == "nmod:poss" or c.lower_ in _BACKWARD) for c in noun.children)


def _is_asked(noun: Token) -> bool:
    """What a plan, wish, fear or denial is about is no fact (*called for the withdrawal*, *the threat of the attack*)."""
    row = cues.reporting(noun.head)
    return row is not None and row.effect in {"possible", "negated", "denied"} and case_of(noun) not in {"into", "over"}


def infinitive_mark(verb: Token) -> Token | None:
    """Give the *to* of an infinitive."""
    return next((m for m in verb.children if m.lower_ == "to" and m.dep_ == "mark"), None)

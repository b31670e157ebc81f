"""Arguments of a predicate over Universal Dependencies: voice, control, relative clauses, coordination. Tokens in, tokens out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from models.cues import reporting
from models.phrases import case_of, conjuncts, is_no_one

SUBJECTS = frozenset({"nsubj", "nsubj:outer", "csubj"})
OBLIQUES = frozenset({"obl", "nmod", "obl:agent", "obl:arg", "nmod:arg", "obl:unmarked", "obl:tmod", "obl:npmod"})
_SUFFERED = frozenset({"kill", "wound", "injure", "hurt", "arrest", "detain", "abduct", "capture", "kidnap", "jail", "imprison", "behead"})
_SUFFERED |= {"massacre", "slay", "displace", "deport", "hospitalize", "hospitalise"}
_INTRANSITIVE = frozenset({"remain", "arrive", "die", "march", "rally", "clash", "retreat", "resign", "protest", "demonstrate", "gather"})
_INTRANSITIVE |= {"fight", "depart", "riot", "collapse", "travel", "meet", "defect", "flee", "escape", "pledge", "vow", "threaten"}
RELATIVE = frozenset({"who", "which", "that"})
_BEFORE_NOUN = frozenset({"det", "cc", "cc:preconj", "advmod"})
_MEASURES = frozenset({"more", "many", "few", "less"})
_OPEN_CLAUSES = frozenset({"xcomp", "advcl", "ccomp"})
_AGAINST = frozenset({"against", "from", "of", "for", "in", "with"})


def children(token: Token, *deps: str) -> list[Token]:
    """Give the children of a token with one of the relations."""
    return [c for c in token.children if c.dep_ in deps]


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive, a reduced passive relative (*men held by …*) or a past participle before a noun."""
    if any(c.dep_ in {"nsubj:pass", "aux:pass"} for c in verb.children):
        return True
    if _has_swallowed_object(verb) or _is_main_verb(verb) or (verb.lemma_ in _INTRANSITIVE and verb.dep_ in {"acl", "amod", "conj"}):
        return False
    if _is_headline(verb):
        return True
    past = verb.tag_ == "VBN" or ("Tense=Past" in str(verb.morph) and "VerbForm=Part" in str(verb.morph))
    if verb.dep_ == "conj" and verb.lemma_ in _SUFFERED and not children(verb, "obj", "aux") and children(verb, "nsubj"):
        return is_passive(verb.head)  # *nine were killed and three soldiers wounded*
    if verb.dep_ == "conj" and past and not any(c.dep_ in SUBJECTS or c.dep_ == "aux" for c in verb.children):
        return is_passive(verb.head)
    return past and verb.dep_ in {"acl", "amod"} and not any(c.dep_ == "mark" for c in verb.children)


def _is_headline(verb: Token) -> bool:
    """*Five killed in raid*, *with ten injured*: a verb that nobody does without an object, in the past and without one."""
    if verb.lemma_ not in _SUFFERED or verb.tag_ not in {"VBD", "VBN"} or children(verb, "obj", "aux", "ccomp", "xcomp"):
        return False
    shared = [c for c in children(verb, "conj") if children(c, "obj")]
    return not shared and verb.dep_ in {"acl", "ccomp", "advcl", "ROOT"} and not any(c.lower_ in RELATIVE for c in verb.children)


def objects(verb: Token) -> list[Token]:
    """Give what undergoes the verb's act: the object, a passive's subject, the noun that a passive participle stands at."""
    found = [_measured(o) for o in _objects(verb)]
    return found or [c for c in children(verb, "obl") if _is_bounded(c)]


def _objects(verb: Token) -> list[Token]:
    if is_gerund_before_noun(verb) or _has_swallowed_object(verb):
        return [_whole(verb.head)]
    if not is_passive(verb):
        found = children(verb, "obj") or children(verb, "iobj")
        if not found and verb.dep_ == "acl:relcl" and not children(verb, *SUBJECTS - {"nsubj"}) and _relative_is_object(verb):
            return [verb.head]
        return found
    found = children(verb, "nsubj:pass") or (children(verb, "nsubj") if verb.lemma_ in _SUFFERED else [])
    if found:
        return found
    if any(_is_bounded(c) for c in children(verb, "obl")):
        return []
    if verb.dep_ in {"acl", "amod", "acl:relcl"}:
        return [verb.head]
    if verb.dep_ == "ccomp":
        return _lost_subject(verb)
    return objects(verb.head) if verb.dep_ in {"conj", "xcomp"} else []


def governing_verb(noun: Token) -> Token | None:
    """Give the verb that a noun is the object of, also one that the parser read as its adjective (*the group claimed responsibility*)."""
    swallowed = [c for c in children(noun, "amod") if children(c, "nsubj")]
    if swallowed:
        return swallowed[0]
    return noun.head if noun.dep_ in {"obj", "nsubj:pass"} and noun.head.pos_ == "VERB" else None


def _whole(noun: Token) -> Token:
    """Give the head of the phrase that a word before a noun belongs to."""
    while noun.dep_ in {"compound", "flat", "nmod:desc"} and noun.head.i > noun.i:
        noun = noun.head
    return noun


def _is_bounded(noun: Token) -> bool:
    """*at least 30 people*, *at most five people*, read by the parser as a phrase of place."""
    return case_of(noun) == "at" and any(t.lower_ in {"least", "most"} for t in noun.lefts for t in (t, *t.children))


def _measured(head: Token) -> Token:
    """*no fewer than seven people*, read as *fewer* with a phrase of comparison: the people."""
    inner = [c for c in children(head, "obl", "nmod") if case_of(c) in {"than", "as"}] if head.lemma_.lower() in _MEASURES else []
    return inner[-1] if inner else head


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Give who acts: the active subject, a passive's agent, or who is understood by coordination, control or participle."""
    if is_passive(verb):
        agents = children(verb, "obl:agent") or [c for c in children(verb, "obl") if case_of(c) == "by"]
        later = [c for c in children(verb, "conj") if is_passive(c) and not children(c, "nsubj:pass")]
        if not agents and later and depth <= 3:  # *were captured and beaten by the rebels*
            agents = [a for a in children(later[0], "obl:agent", "obl") if a.dep_ == "obl:agent" or case_of(a) == "by"]
        if agents or verb.dep_ != "conj" or depth > 3:
            return agents
        return subjects(verb.head, depth + 1) if is_passive(verb.head) else []
    found = children(verb, *SUBJECTS)
    if len(found) > 1 and reporting(verb) is not None:  # *the army, officials said, attacked*: the nearer one speaks
        return found[-1:]
    if found or depth > 3:
        return found
    return _understood(verb, depth)


def _understood(verb: Token, depth: int) -> list[Token]:
    head = verb.head
    if verb.dep_ in {"acl", "acl:relcl"}:
        marks = {c.lower_ for c in children(verb, "mark")}
        if marks & _AGAINST and head.dep_ in {"obj", "iobj", "nsubj:pass"} and reporting(head.head) is not None:
            return [head]  # *charged the officer with killing*
        if marks:  # *the decision to close*: who decided
            return noun_agents(head) or _lender(head, depth)
        return [head]
    if is_gerund_before_noun(verb):
        return _accused(head, depth)
    if verb.dep_ == "amod":
        governor = _whole(head).head
        return children(governor, "nsubj", "nsubj:pass") if _has_swallowed_object(verb) else [head]
    if verb.dep_ == "conj":
        return subjects(head, depth + 1) if head.pos_ in {"VERB", "AUX"} else children(head, "nsubj")
    return _controller(verb, depth) if verb.dep_ in _OPEN_CLAUSES else []


def _controller(verb: Token, depth: int) -> list[Token]:
    """Give who is understood as the subject of an open clause: who is told to, else who tells."""
    head = verb.head
    row = reporting(head)
    several = children(head, "nsubj") if row is not None and verb.dep_ == "ccomp" else []
    if len(several) > 1:
        return several[:1]
    if row is not None and row.effect == "claimed" and any(c.tag_ in {"VBZ", "VBD", "VBP", "MD"} for c in children(verb, "aux")):
        return _lost_subject(verb)  # a finite clause has a subject of its own; it is not the one who speaks
    if verb.dep_ == "advcl" and not _is_controlled(verb):
        return subjects(head, depth + 1)
    if is_passive(head):
        return objects(head)
    told = [o for o in objects(head) + children(head, "iobj") if o.i < verb.i]
    told = told or [c for c in children(head, "obl") if head.i < c.i < verb.i and case_of(c) in {"on", "upon", "to"}]
    return told or subjects(head, depth + 1)


def _lost_subject(verb: Token) -> list[Token]:
    """*Said X has been killed*: X, which the parser made the object of the saying."""
    if reporting(verb.head) is None or not children(verb, "aux", "aux:pass"):
        return []
    return [o for o in children(verb.head, "obj") if verb.head.i < o.i < verb.i]


def _is_main_verb(verb: Token) -> bool:
    """*The envoy called on Tehran to stop.*, read as a noun with a participle: what has an object or a clause of its own is the verb."""
    if verb.dep_ != "acl" or verb.head.dep_ != "ROOT" or verb.head.pos_ == "VERB" or any(case_of(c) == "by" for c in children(verb, "obl")):
        return False
    to = any(m.lower_ == "to" for c in children(verb, "advcl", "xcomp") for m in children(c, "mark"))
    bounded = any(_is_bounded(c) for c in children(verb, "obl"))
    return not children(verb, "obl:agent") and (to or bounded or bool(children(verb, "obj", "ccomp")))


def _is_controlled(clause: Token) -> bool:
    """*warned X against giving*, *called on X to stop*: the one who is spoken to acts, not the speaker."""
    marks = {c.lower_ for c in children(clause, "mark", "case")}
    row = reporting(clause.head)
    return bool(marks & _AGAINST) or ("to" in marks and row is not None and row.effect == "possible")


def _accused(noun: Token, depth: int) -> list[Token]:
    """*accused X of sheltering militants*, the gerund read as an adjective of *militants*: X, as object or as what the phrase hangs on."""
    governor = noun.head
    if noun.dep_ == "nmod" or governor == noun:
        return [governor] if governor != noun else []
    if is_passive(governor):
        return objects(governor)
    return [o for o in objects(governor) if o.i < noun.i] or subjects(governor, depth + 1)


def is_gerund_before_noun(verb: Token) -> bool:
    """A gerund with a preposition of its own, read by the parser as an adjective of what is in truth its object."""
    return verb.dep_ == "amod" and verb.tag_ == "VBG" and any(c.dep_ in {"mark", "case"} for c in verb.children)


def _has_swallowed_object(verb: Token) -> bool:
    """*Police detained students*, *said to have killed a reporter*: the verb read as an adjective of its object though it has a subject or
    an auxiliary of its own."""
    return verb.dep_ == "amod" and verb.head.i > verb.i and bool(children(verb, "nsubj", "aux", "mark"))


def lenders(verb: Token) -> list[Token]:
    """Give whose noun a participle explains (*signed a decree banning veils*, *the mayor's order closing the park*): who made it."""
    if verb.dep_ != "acl" or is_passive(verb):
        return []
    return noun_agents(verb.head) or _lender(verb.head, 0)


def _lender(noun: Token, depth: int) -> list[Token]:
    governor = governing_verb(noun)
    return subjects(governor, depth + 1) if governor is not None else []


def _relative_is_object(verb: Token) -> bool:
    """A relative clause with a subject of its own and no object takes its noun as object (*the men whom police held*)."""
    own = [c for c in children(verb, "nsubj") if c.lower_ not in {"who", "which", "that"}]
    return bool(own)


def noun_agents(noun: Token) -> list[Token]:
    """Give whose act a noun tells: possessor, *by* phrase, naming adjective."""
    if children(noun, "cop") and case_of(noun) in {"in", "at"}:  # *X are in talks with Y*
        return children(noun, "nsubj")
    by = [c for c in children(noun, "nmod") if case_of(c) == "by"]
    return children(noun, "nmod:poss") or by or naming_adjectives(noun)


def naming_adjectives(noun: Token) -> list[Token]:
    """Give the adjectives and compounds before a noun that may name an actor (*Taliban attack*, *Turkish airstrikes*)."""
    return [c for c in noun.children if c.dep_ in {"amod", "compound"} and (c.pos_ == "PROPN" or c.ent_type_ or c.text[:1].isupper())]


def obliques(token: Token, prepositions: Iterable[str], *, through_object: bool = True) -> Iterator[Token]:
    """Yield the obliques and nominal modifiers with one of the prepositions, also those the parser hung on the object."""
    wanted = set(prepositions)
    hosts = [token]
    if through_object and token.pos_ in {"VERB", "AUX"}:
        hosts += [c for o in children(token, "obj") for c in conjuncts(o)]
    for host in hosts:
        for child in host.children:
            if child.dep_ in OBLIQUES and case_of(child) in wanted:
                yield child


def is_negated(token: Token) -> bool:
    """Tell whether *not*, *never*, *no*, *no longer* or *without* stands at a token, or it has *nobody* or *no soldiers* as an argument."""
    if any(
        (c.dep_ in {"advmod", "neg"} and c.lower_ in {"not", "n't", "never", "n’t"} and not is_only(c))
        or (c.dep_ == "det" and c.lower_ in {"no", "neither"})
        or (c.dep_ in {"mark", "case"} and c.lower_ == "without")
        or (c.lower_ == "longer" and c.i > 0 and c.nbor(-1).lower_ == "no")
        for c in token.children
    ):
        return True
    return token.pos_ == "VERB" and any(_is_nobody(c) for c in children(token, "nsubj", "nsubj:pass", "obj"))


def is_only(negation: Token) -> bool:
    """*not only*, *not just* negate nothing."""
    return negation.i + 1 < len(negation.doc) and negation.nbor().lower_ in {"only", "just", "merely"}


def _is_nobody(noun: Token) -> bool:
    if noun.lemma_.lower() in _MEASURES:  # *no fewer than seven*
        return False
    negations = (c for c in noun.children if c.dep_ in _BEFORE_NOUN and c.lower_ in {"no", "neither"})
    return is_no_one(noun) or noun.lower_ == "nothing" or any(negations)

"""Pronouns and definite phrases to their antecedents: by number, animacy, kind and salience, within three sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from models.actors.context import DocContext, is_plural, lemmas
from models.actors.modifiers import owners
from models.actors.rows import ActorRow
from models.phrases import case_of, noun_phrase
from models.records import Actor

Resolve = Callable[[Token, DocContext], tuple[Actor, ...]]
HE = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves", "both", "others"})
WE = frozenset({"we", "us", "our", "ours", "i", "me", "my", "mine", "ourselves", "myself"})
_OF_PEOPLE = frozenset({"who", "whom", "whose"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_NUMBERS = frozenset({"dozens", "scores", "hundreds", "thousands", "millions", "tens"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_SAY = frozenset(
    {
        "say",
        "tell",
        "add",
        "state",
        "declare",
        "claim",
        "announce",
        "note",
        "warn",
        "argue",
        "write",
        "insist",
        "tweet",
        "explain",
        "stress",
    }
)
_ISSUING = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD", "IGO", "NGO", "PTY"})
_GROUP_SECTORS = frozenset({"REB", "UAF", "CRM"})
_BACKWARD = frozenset(
    {"group", "militant", "rebel", "insurgent", "fighter", "organization", "organisation", "movement", "network", "terrorist", "jihadist"}
    | {"extremist", "insurgency", "militia", "outfit", "faction", "guerrilla"}
)
_MANY = frozenset({"REB", "UAF", "CRM", "CVL", "REL", "MIL", "COP", "PTY"})  # bodies that are told of as *they*
_REACH = 3  # sentences; Hobbs-like searches find nearly all antecedents within this distance


def is_definite(head: Token) -> bool:
    """Tell whether a phrase points back: *the*, *this*, *both*, or a possessive pronoun."""
    return any(c.dep_ in {"det", "nmod:poss", "det:predet"} and c.lower_ in _DEFINITE for c in head.children)


_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "its", "their", "his", "her", "our", "such"})


def resolve_pronoun(token: Token, context: DocContext, resolve: Resolve) -> tuple[Actor, ...]:
    """Give whom a pronoun stands for; none where no antecedent fits."""
    word = token.lower_
    if word in RELATIVE:
        return _relative(token, context, resolve)
    if word in WE:
        return _speaker(token, context, resolve)
    for candidate in _candidates(token, context):
        if _fits(word, candidate, context):
            found = resolve(candidate, context)
            if found:
                return found if word not in HE else found[:1]
    return ()


def _relative(token: Token, context: DocContext, resolve: Resolve) -> tuple[Actor, ...]:
    """Give whom a relative pronoun means: the noun of its clause; *who* takes the nearest people before it where that noun is none."""
    head = relative_head(token)
    if head is not None and (token.lower_ not in _OF_PEOPLE or _is_people(head, context)):
        return resolve(head, context) if head.i != token.i else ()
    if token.lower_ not in _OF_PEOPLE:
        return ()
    for candidate in reversed(heads_of(context, context.sentence_of[token.i])):
        if candidate.i < token.i and _is_people(candidate, context):
            return resolve(candidate, context)
    return ()


def _is_people(noun: Token, context: DocContext) -> bool:
    """Tell whether a noun names persons, or a body that *who* may stand for."""
    match, ent = context.match_at.get(noun.i), context.ent_of.get(noun.i)
    if noun.lower_ in _NUMBERS and case_of(noun) == "in":  # *protesters, numbering in the millions, who …*
        return False
    if (match is not None and match.kind != "seat") or (ent is not None and ent.label_ in {"PER", "ORG", "NORP"}):
        return True
    generic = context.generic(noun)
    if generic is None:
        return noun.i in {p.span.root.i for p in context.persons.values()} or noun.lower_ in context.persons
    return generic.animacy != "thing" and generic.kind != "place"


def relative_head(token: Token) -> Token | None:
    """Give the noun that a relative pronoun's clause stands at."""
    climb = token
    while climb.dep_ not in {"acl:relcl", "ROOT"}:
        climb = climb.head
    return climb.head if climb.dep_ == "acl:relcl" else None


def _candidates(token: Token, context: DocContext) -> Iterator[Token]:
    """Yield earlier noun heads: of the own sentence the subjects, nearest first, then the rest; then so back by sentences."""
    number = context.sentence_of[token.i]
    ancestors = {t.i for t in token.ancestors}
    if (told := _told_to(token)) is not None:
        yield told
    for back in range(min(_REACH, number) + 1):
        heads = [t for t in heads_of(context, number - back) if t.i < token.i and (back or t.i not in ancestors) and not _bound(t, token)]
        subjects = [t for t in heads if t.dep_ in _SUBJECTS]
        rest = [t for t in heads if t.dep_ not in _SUBJECTS]
        yield from reversed(subjects) if back == 0 else subjects
        yield from reversed(rest)


def _told_to(pronoun: Token) -> Token | None:
    """Give whom an infinitive around a possessive is said of, as object or as its noun: *pressed the regime to end its raids*."""
    verb = pronoun.head.head
    if pronoun.dep_ != "nmod:poss" or verb.pos_ != "VERB" or pronoun.head.dep_ not in {"obj", "obl"}:
        return None
    if not any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children):
        return None
    if verb.dep_ == "acl":
        return verb.head if verb.head.dep_ == "obj" and verb.head.head.pos_ == "VERB" else None
    return next((c for c in verb.head.children if c.dep_ == "obj" and c.i < verb.i), None) if verb.dep_ == "xcomp" else None


def heads_of(context: DocContext, number: int) -> list[Token]:
    """Give the noun heads of a sentence, computed once."""
    known = context.heads.get(number)
    if known is None:
        sentence = context.sentences[number]
        known = _heads(sentence.start, sentence.end, context)
        context.heads[number] = known
    return known


def _heads(start: int, end: int, context: DocContext) -> list[Token]:
    inside = {"det", "amod", "flat", "nummod", "goeswith", "fixed", "advmod"}
    return [
        t
        for t in context.doc[start:end]
        if t.pos_ in {"NOUN", "PROPN"} and t.dep_ not in inside and (t.dep_ != "compound" or t.i in context.match_at)
    ]


def _bound(candidate: Token, token: Token) -> bool:
    """Tell whether a candidate is an argument of the pronoun's own verb, which a plain pronoun cannot mean."""
    if token.dep_ == "nmod:poss" or token.lower_.endswith(("self", "selves")):
        return candidate.i == token.head.i
    verbs = {token.head.i, token.head.head.i} if token.head.dep_ == "conj" and token.dep_ not in _SUBJECTS else {token.head.i}
    if candidate.dep_ in _SUBJECTS and candidate.head.i in verbs:  # *X met Y and urged him*: X urged
        return True
    return candidate.head.i == token.head.i and candidate.dep_ in {"obj", "obl"}


def _fits(word: str, candidate: Token, context: DocContext) -> bool:
    """Tell whether a noun agrees with a pronoun in number and in being a person or a body."""
    ent = context.ent_of.get(candidate.i)
    match = context.match_at.get(candidate.i)
    generic = context.generic(candidate) if match is None else None
    plural = is_plural(candidate)
    person = (match is not None and match.kind == "person") or (ent is not None and ent.label_ == "PER" and match is None)
    if not person and generic is not None and generic.animacy == "human":
        person = not plural
    if word in HE:
        return person and not plural
    organised = match is not None or (ent is not None and ent.label_ == "ORG")
    body = not person and (organised or (generic is not None and generic.animacy == "body"))
    if word in IT:
        return body and not any(c.dep_ == "conj" for c in candidate.children)
    if plural:
        return person or match is not None or (generic is not None and generic.animacy != "thing") or ent is not None
    if match is not None and match.kind != "person":
        row = context.row(match)
        return row is not None and (row.sector in _MANY or (candidate.dep_ in _SUBJECTS and match.kind == "actor"))
    return generic is not None and generic.animacy == "body" and generic.kind in {"police", "group", "people", "riot", "opp", "militia"}


def _speaker(token: Token, context: DocContext, resolve: Resolve) -> tuple[Actor, ...]:
    """Give who says *we*: the subject of the saying around it, else of the last saying before it."""
    for ancestor in token.ancestors:
        for verb in (ancestor, *(c for c in ancestor.children if c.dep_ in {"parataxis", "ccomp"} and token.i < c.i)):
            found = _sayer(verb, token, context, resolve)
            if found:
                return found
    number = context.sentence_of[token.i]
    for near in (number, *range(number - 1, max(-1, number - _REACH - 1), -1), number + 1):
        if near >= len(context.sentences):
            continue
        for verb in context.sentences[near]:
            if verb.lemma_.lower() in _SAY or verb.lower_ in {"said", "says", "told", "added"}:
                found = _sayer(verb, token, context, resolve)
                if found:
                    return found
    return _issuer(token, context, resolve)


def _issuer(token: Token, context: DocContext, resolve: Resolve) -> tuple[Actor, ...]:
    """Give who issues a statement: the first body or office-holder that is a subject (*The ministry condemns … We call on …*)."""
    for number in range(min(_REACH, len(context.sentences))):
        for head in heads_of(context, number):
            if head.i < token.i and head.dep_ in _SUBJECTS:
                found = [a for a in resolve(head, context) if a.sector in _ISSUING or (a.actor_id and not a.actor_id.startswith("role:"))]
                if found:
                    return (found[0],)
    return ()


def _sayer(verb: Token, token: Token, context: DocContext, resolve: Resolve) -> tuple[Actor, ...]:
    if verb.dep_ == "acl:relcl" or any(c.dep_ == "obj" and c.lower_ == "responsibility" for c in verb.children):
        return ()
    if verb.lemma_.lower() not in _SAY and verb.lower_ not in {"said", "says", "told", "added", "stated", "wrote", "declared"}:
        return ()
    for child in verb.children:
        if child.dep_ in _SUBJECTS and child.lower_ not in WE | RELATIVE and child.i != token.i:
            return resolve(child, context)
    return ()


def antecedent_row(head: Token, context: DocContext) -> ActorRow | None:
    """Give what *the group* or *the Authority* means: the last name that ends in the same noun, else the last armed group."""
    forms = set(lemmas(head))
    is_group = bool(forms & _BACKWARD)
    number = context.sentence_of[head.i]
    last: ActorRow | None = None
    for match in reversed(context.matches):
        if match.start >= head.i or match.kind in {"person", "demonym"}:
            continue
        if forms & set(lemmas(context.doc[match.end - 1])):
            return context.row(match)
        if last is None and is_group and number - context.sentence_of[match.start] <= _REACH:
            row = context.row(match)
            last = row if row and row.sector in _GROUP_SECTORS else None
    return last


def same_noun(head: Token, context: DocContext) -> Token | None:
    """Give the last earlier use of a head's noun that tells whose it is: *the Afghan army* for a later *the army*."""
    for at in reversed(context.nouns[head.lower_]):
        token = context.doc[at]
        if at < head.i and token.dep_ not in {"compound", "amod"} and at not in context.match_at:
            whose = owners(token, context)
            if whose.actors or whose.states:
                return token
    return None


def described_person(head: Token, context: DocContext, resolve: Resolve) -> tuple[Actor, ...]:
    """Give whom *the president* or *the minister* means: the last person that the text gave this title."""
    generic = context.generic(head)
    known = [i for i in context.persons.values() if i.title is not None and i.title.i != head.i]
    for info in (*(i for i in reversed(known) if i.span.start < head.i), *(i for i in known if i.span.start > head.i)):
        title = context.generic(info.title) if info.title is not None else None
        if generic is not None and title is not None and title.lemma == generic.lemma:
            root = info.span.root
            return resolve(root, context) if root.i not in {t.i for t in noun_phrase(head)} else ()
    return ()

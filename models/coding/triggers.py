"""Which words tell of an event: candidates by lemma, the row that fits, and one trigger an event and sentence."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from models.coding import arguments as args
from models.coding.lexicon import Frame, Lexicon, LightVerb
from models.coding.once import told_twice
from models.coding.roles import Classes, Trigger, companion_holds, holds
from models.lemmas import lemma_of

_POS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ"}


def find_triggers(sentence: Span, lexicon: Lexicon, classes: Classes) -> list[tuple[Trigger, Frame]]:
    """Give the triggers of a sentence with the row that codes each, in the order of the text."""
    found: dict[int, tuple[Trigger, Frame]] = {}
    for token in sentence:
        fitting = next(((trigger, row) for trigger, row in candidates(token, lexicon) if holds(trigger, row, classes)), None)
        if fitting is not None:
            found[token.i] = fitting
    for i in told_twice(found):
        found.pop(i, None)
    return [found[i] for i in sorted(found)]


def candidates(token: Token, lexicon: Lexicon) -> Iterator[tuple[Trigger, Frame]]:
    """Yield the rows that may code a word, in the order in which they are tried: reading by reading, most conditions first."""
    for trigger in _readings(token, lexicon):
        for lemma in _lemmas(trigger):
            for row in lexicon.frames.get((lemma, trigger.pos), ()):
                yield trigger, row


def _readings(token: Token, lexicon: Lexicon) -> Iterator[Trigger]:
    """Yield how a word may be read: as its part of speech, a participle before a noun as its verb too, a likely mistake of the tagger
    (*Clashes between …* as a verb without a subject, *had armed* as an adjective) as what it stands for."""
    pos = _POS.get(token.pos_)
    bare = pos == "VERB" and not args.children(token, "nsubj", "csubj", "aux", "mark")
    if bare and (token.tag_ in {"VBZ", "VB"} or (token.tag_ == "VBG" and any(args.obliques(token, {"between"})))):
        yield Trigger(token, "NOUN")
    if pos is None or (pos == "NOUN" and not _is_event_noun(token)):
        return
    if pos == "NOUN":
        light = _light_verb(token, lexicon)
        yield Trigger(token, pos, *light) if light else Trigger(token, pos)
        if token.lower_.endswith("ed") and not token.ent_type_:
            yield Trigger(token, "VERB")
        return
    yield Trigger(token, pos)
    if pos == "ADJ" and token.lower_.endswith(("ed", "ing")):
        yield Trigger(token, "VERB")


def _lemmas(trigger: Trigger) -> tuple[str, ...]:
    """Give the lemma, and that of the reading where the tagger gave the word another part of speech."""
    token = trigger.token
    own = token.lemma_.lower()
    is_verb = token.tag_.startswith("VB")
    if trigger.pos == _POS.get(token.pos_) and (trigger.pos != "VERB" or is_verb):
        return (own,)
    if trigger.pos == "NOUN":
        return (lemma_of(token.lower_, "NOUN", "NNS" if token.tag_ == "VBZ" else "NN"),)
    if token.dep_ == "amod" and not is_verb:
        return (own,)  # *armed men* tells of no arming
    return (own, lemma_of(token.lower_, "VERB", token.tag_ if is_verb else "VBN"))


def _is_event_noun(token: Token) -> bool:
    """A noun that qualifies another (*attack helicopter*) or is a name's part (*Ministry of Defence*) tells of no event."""
    if token.dep_ in {"compound", "flat", "nmod:desc"}:
        return False
    return not (token.ent_type_ in {"ORG", "PER", "LOC"} and token.pos_ == "PROPN")


def _light_verb(noun: Token, lexicon: Lexicon) -> tuple[Token, LightVerb] | None:
    """Give the light verb that carries an event noun and its row (*carried out an attack*, *talks were held*)."""
    verb = noun.head
    if noun.dep_ == "conj":
        noun, verb = noun.head, noun.head.head
    swallowed = args.governing_verb(noun)
    if swallowed is not None and swallowed.i != verb.i:  # *the bloc imposed sanctions*, the verb read as an adjective
        verb = swallowed
    elif noun.dep_ not in {"obj", "nsubj:pass", "obl", "acl"} or verb.pos_ != "VERB":
        return None
    for row in lexicon.light_verbs.get(_verb_lemma(verb), ()):
        if all(companion_holds(Trigger(verb, "VERB"), c) for c in row.companions):
            return verb, row
    return None


def _verb_lemma(token: Token) -> str:
    return token.lemma_.lower() if token.pos_ == "VERB" else lemma_of(token.lower_, "VERB", "VBN")

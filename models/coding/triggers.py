"""Which words tell of an event: candidates by lemma, the row that fits, and one trigger an event and sentence."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from models.coding import arguments as args
from models.coding.lexicon import Frame, Lexicon, LightVerb
from models.coding.roles import AIMING, Classes, Trigger, companion_holds, holds
from models.lemmas import lemma_of
from models.phrases import case_of

_POS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ"}
_CARRIERS = frozenset({"in", "during", "by", "after", "following"})
_WOUNDING = frozenset({"wound", "injure", "hurt"})
_REST = frozenset({"other", "more", "dozen", "score", "hundred", "people", "person"})
_KILLING = frozenset({"kill", "die", "perish", "massacre", "slay"})
_DYING = frozenset({"die", "kill", "wound", "injure", "hurt", "perish"})


def find_triggers(sentence: Span, lexicon: Lexicon, classes: Classes) -> list[tuple[Trigger, Frame]]:
    """Give the triggers of a sentence with the row that codes each, in the order of the text."""
    found: dict[int, tuple[Trigger, Frame]] = {}
    for token in sentence:
        fitting = next(((trigger, row) for trigger, row in candidates(token, lexicon) if holds(trigger, row, classes)), None)
        if fitting is not None:
            found[token.i] = fitting
    for i in _told_twice(found):
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


def _told_twice(found: dict[int, tuple[Trigger, Frame]]) -> set[int]:
    """Give the triggers that tell an event which another trigger of the sentence tells: light verbs, *the attack killed five*,
    *died in the attack*, *an attack, killing five*."""
    drop: set[int] = set()
    for i, (trigger, row) in found.items():
        token = trigger.token
        if trigger.light is not None and not _is_act_of_its_own(trigger, row, found):
            drop.add(trigger.light.i)
        for noun in _part_of_row(trigger, row):
            if noun.i in found and found[noun.i][0].pos == "NOUN" and found[noun.i][0].light != token:
                drop.add(noun.i)
        if trigger.pos == "VERB" and token.head.i in found and token.dep_ == "xcomp" and found[token.head.i][1].type == row.type:
            drop.add(i)
        if trigger.pos == "VERB":  # *provided aid*, *signed the agreement*
            same = [n.i for o in args.children(token, "obj") for n in (o, *args.children(o, "nmod")) if n.i in found and found[n.i][0].pos == "NOUN"]
            drop.update(n for n in same if found[n][1].type == row.type and found[n][0].light != token)
        if trigger.pos == "NOUN" and row.type == "RETREAT":  # *the cessation of hostilities*
            drop.update(c.i for c in args.children(token, "nmod") if case_of(c) == "of" and c.i in found and found[c.i][1].type == "ASSAULT")
        if row.type != "ASSAULT" or trigger.pos != "VERB":
            continue
        if _is_toll_again(i, found) or _is_aim_again(trigger, found):
            drop.add(i)
        for noun in args.subjects(token):
            if noun.i in found and found[noun.i][1].type == "ASSAULT" and found[noun.i][0].pos == "NOUN":
                drop.add(noun.i)
        dying = token.lemma_.lower() in _DYING
        carriers = [c.i for c in args.children(token, "obl", "obl:agent") if dying and case_of(c) in _CARRIERS and c.i in found]
        if any(found[c][1].type == "ASSAULT" for c in carriers):
            drop.add(i) if token.lemma_.lower() in {"die", "perish"} else drop.update(carriers)
        outer = found.get(token.head.i)
        if token.dep_ == "advcl" and dying and token.tag_ == "VBG" and outer is not None and outer[1].type == "ASSAULT":
            drop.add(i)
    return drop


def _is_act_of_its_own(trigger: Trigger, row: Frame, found: dict[int, tuple[Trigger, Frame]]) -> bool:
    """*Police prevented the protest*: what keeps an act from happening is another act."""
    other = found.get(trigger.light.i) if trigger.light is not None else None
    return other is not None and other[1].type != row.type and trigger.light_frame is not None and trigger.light_frame.effect == "negated"


def _is_toll_again(i: int, found: dict[int, tuple[Trigger, Frame]]) -> bool:
    """*Two were killed and four injured*: one event, told by its dead."""
    if found[i][0].token.lemma_.lower() not in _WOUNDING:
        return False
    if any(o.pos_ in {"NOUN", "PROPN"} and o.lemma_.lower() not in _REST for o in args.objects(found[i][0].token)):
        return False  # somebody else: *and three soldiers wounded*
    others = [t.token.lemma_.lower() for t, row in found.values() if row.type == "ASSAULT" and t.pos == "VERB"]
    return any(lemma in _KILLING for lemma in others)


def _is_aim_again(trigger: Trigger, found: dict[int, tuple[Trigger, Frame]]) -> bool:
    """*Fired missiles targeting troops*, *a raid that hit the office*, *a campaign to defeat the group*: the act told by what it was aimed at."""
    token = trigger.token
    if token.dep_ not in {"acl", "acl:relcl", "advcl"} or token.lemma_.lower() not in AIMING:
        return False
    host = token.head
    hosts = {host.i} | ({host.head.i} if host.dep_ in {"obj", "nsubj:pass"} else set())
    return any(h in found and found[h][1].type in {"ASSAULT", "COERCE"} for h in hosts)


def _part_of_row(trigger: Trigger, row: Frame) -> list[Token]:
    """Give the nouns that a row of refusal or breach asks for by their word: one event with the verb (*cut ties*)."""
    if trigger.pos != "VERB" or row.type not in {"REJECT", "SANCTION"}:
        return []
    words = {w for c in row.companions if c.name == "obj" and not c.is_forbidden for w in c.lemmas} | row.object_classes
    return [n for n in [*args.objects(trigger.token), *args.subjects(trigger.token)] if n.lemma_.lower() in words]

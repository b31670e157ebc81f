"""One mention an event and sentence: triggers that tell again what another trigger of the sentence tells."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from models.coding import arguments as args
from models.coding.lexicon import Frame
from models.coding.roles import AIMING, Trigger
from models.phrases import case_of

Found = dict[int, tuple[Trigger, Frame]]  # by token
_CARRIERS = frozenset({"in", "during", "by", "after", "following"})
_DYING = frozenset({"die", "perish"})
_WOUNDING = frozenset({"wound", "injure", "hurt"})
_KILLING = frozenset({"kill", "massacre", "slay"}) | _DYING
_TOLL = frozenset({"kill"}) | _DYING | _WOUNDING
_REST = frozenset({"other", "more", "dozen", "score", "hundred", "people", "person"})  # of whom no kind is told


def told_twice(found: Found) -> set[int]:
    """Give the triggers that tell an event which another trigger of the sentence tells: light verbs, *the attack killed five*,
    *died in the attack*, *an attack, killing five*, *signed the agreement*, *two killed and four injured*."""
    drop: set[int] = set()
    for i, (trigger, row) in found.items():
        drop.update(_with_its_noun(trigger, row, found))
        if trigger.pos == "VERB" and row.type == "ASSAULT":
            drop.update(_deed_and_toll(i, trigger, found))
    return drop


def _with_its_noun(trigger: Trigger, row: Frame, found: Found) -> Iterator[int]:
    """Yield what is one event with a trigger and its nouns: the light verb, the noun that a row asks for or that has the verb's type."""
    token = trigger.token
    if trigger.light is not None and not _keeps_from(trigger, row, found):
        yield trigger.light.i
    if trigger.pos == "NOUN":
        if row.type == "RETREAT":  # *the cessation of hostilities*
            yield from (c.i for c in args.children(token, "nmod") if case_of(c) == "of" and _is(found, c, "ASSAULT"))
        return
    for noun in _part_of_row(trigger, row):
        if noun.i in found and found[noun.i][0].pos == "NOUN" and found[noun.i][0].light != token:
            yield noun.i
    for obj in args.children(token, "obj"):  # *provided aid*, *signed the agreement*
        same = [n for n in (obj, *args.children(obj, "nmod")) if _is(found, n, row.type) and found[n.i][0].pos == "NOUN"]
        yield from (n.i for n in same if found[n.i][0].light != token)
    if trigger.pos == "VERB" and token.dep_ == "xcomp" and _is(found, token.head, row.type):
        yield token.i


def _deed_and_toll(i: int, trigger: Trigger, found: Found) -> Iterator[int]:
    """Yield what tells a deed again: the noun whose toll a verb tells, the verb that tells a noun's toll or aim."""
    token = trigger.token
    lemma = token.lemma_.lower()
    if _is_toll_again(trigger, found) or _is_aim_again(trigger, found):
        yield i
    for noun in args.subjects(token):
        if _is(found, noun, "ASSAULT") and found[noun.i][0].pos == "NOUN":  # *clashes erupted*: the verb only says that there were any
            yield i if noun.lemma_.lower() in found[i][1].object_classes else noun.i
    if lemma not in _TOLL:
        return
    carriers = [c.i for c in args.children(token, "obl", "obl:agent") if case_of(c) in _CARRIERS and c.i in found]
    if any(found[c][1].type == "ASSAULT" for c in carriers):
        yield from [i] if lemma in _DYING else carriers
    if token.dep_ == "advcl" and token.tag_ == "VBG" and _is(found, token.head, "ASSAULT"):
        yield i


def _is(found: Found, token: Token, kind: str) -> bool:
    return token.i in found and found[token.i][1].type == kind


def _keeps_from(trigger: Trigger, row: Frame, found: Found) -> bool:
    """*Police prevented the protest*: what keeps an act from happening is another act."""
    other = found.get(trigger.light.i) if trigger.light is not None else None
    return other is not None and other[1].type != row.type and trigger.light_frame is not None and trigger.light_frame.effect == "negated"


def _is_toll_again(trigger: Trigger, found: Found) -> bool:
    """*Two were killed and four injured*: one event, told by its dead; not *and three soldiers wounded*, who are others."""
    if trigger.token.lemma_.lower() not in _WOUNDING:
        return False
    if any(o.pos_ in {"NOUN", "PROPN"} and o.lemma_.lower() not in _REST for o in args.objects(trigger.token)):
        return False
    return any(t.pos == "VERB" and row.type == "ASSAULT" and t.token.lemma_.lower() in _KILLING for t, row in found.values())


def _is_aim_again(trigger: Trigger, found: Found) -> bool:
    """*Fired missiles targeting troops*, *a raid that hit the office*, *a campaign to defeat X*: the act by what it was aimed at."""
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

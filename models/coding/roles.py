"""Where a row's roles stand in the sentence, and whether its conditions hold. Tokens in, tokens out; no actors yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from models.coding import arguments as args
from models.coding.lexicon import Companion, Frame, LightVerb
from models.cues import reporting
from models.phrases import case_of, conjuncts, nominal

AIMING = frozenset({"target", "hit", "strike", "defeat", "destroy", "eliminate", "affect", "damage"})
_DYING = frozenset({"die", "perish"})
_CARRIERS = frozenset({"in", "during", "by"})
Classes = Callable[[Token], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that may tell of an event, with the light verb that carries it, if any."""

    token: Token
    pos: str
    light: Token | None = None
    light_frame: LightVerb | None = None


def role_heads(trigger: Trigger, roles: Sequence[str]) -> list[Token]:
    """Give the heads that fill the first role that is filled; for `between` and `both`, the first party only."""
    for role in roles:
        found = _fill(trigger, role)
        if found:
            return found
    return []


def partner_heads(trigger: Trigger, roles: Sequence[str]) -> list[Token]:
    """Give the other parties of a reciprocal role (`both`, `between`): all coordinated heads after the first."""
    for role in roles:
        if role in {"both", "between"}:
            heads = _fill(trigger, role)
            if heads:
                others = [c for h in heads[:1] for c in conjuncts(h)[1:]] + heads[1:]
                return others or (_strayed(heads[0]) if role == "between" else [])
    return []


def _strayed(first: Token) -> list[Token]:
    """*A meeting between X and Y took place*: Y, which the parser made the verb's subject; its *and* stands right after X's phrase."""
    at = first.right_edge.i + 1
    conjunction = first.doc[at] if at < first.sent.end else None
    if conjunction is None or conjunction.dep_ != "cc":
        return []
    return [t for t in first.doc[at + 1 : first.sent.end] if nominal(t) and t.left_edge.i == at + 1 and t.dep_ != "compound"][-1:]


def agents_behind(trigger: Trigger) -> list[Token]:
    """Give who acts where the subject is itself an act (*the Taliban attack killed five*), who is blamed for an act (*blamed X for the
    raid*), and who takes it on himself (*X claimed responsibility for the raid*)."""
    token = trigger.token
    if trigger.pos == "VERB":
        suffers = args.is_passive(token) or token.lemma_ in _DYING
        acts = [c for c in args.children(token, "obl", "obl:agent") if suffers and case_of(c) in _CARRIERS]
        return [a for s in (*args.subjects(token), *acts) if s.pos_ == "NOUN" for a in args.noun_agents(s)] or args.lenders(token)
    if trigger.pos != "NOUN":
        return []
    return _responsible(token) or _blamed(token)


def _responsible(act: Token) -> list[Token]:
    """Give who takes an act on himself: *claimed responsibility for the raid*, *the raid, for which X claimed it*, *claimed the raid*."""
    claims = [c for c in act.children if c.dep_ == "acl:relcl" and any(o.lemma_ == "responsibility" for o in c.children)]
    if act.head.lemma_ == "responsibility":
        verb = args.governing_verb(act.head)
        claims += [verb] if verb is not None else []
    direct = args.governing_verb(act)
    if direct is not None and direct.lemma_ in {"claim", "own"} and not args.children(direct, "ccomp", "xcomp"):
        claims.append(direct)
    denied = [v for v in claims if (row := reporting(v)) is not None and row.effect == "denied"]
    return [s for v in claims if v not in denied for s in args.subjects(v)]


def victims_before(trigger: Trigger) -> list[Token]:
    """Give whom an act hit, by a verb beside its noun: *six died in an attack*, *an attack that targeted guards*, *the blast hit a bus*."""
    token, verb = trigger.token, trigger.token.head
    if trigger.pos != "NOUN":
        return []
    if token.dep_ in {"obl", "obl:agent"} and (verb.lemma_ in _DYING or (verb.lemma_ in AIMING and args.is_passive(verb))):
        return args.subjects(verb) if verb.lemma_ in _DYING else args.objects(verb)
    if token.dep_ == "nsubj" and verb.lemma_ in AIMING:
        return args.objects(verb)
    return [o for c in args.children(token, "acl", "acl:relcl") if c.lemma_ in AIMING for o in args.objects(c) if o != token]


def _blamed(act: Token) -> list[Token]:
    hung_on_object = act.dep_ == "nmod" and act.head.dep_ in {"obj", "nsubj:pass"}
    verb = act.head.head if hung_on_object else act.head
    row = reporting(verb) if verb.pos_ == "VERB" else None
    if row is None or row.stance != "blames":
        return []
    if act in args.objects(verb):
        return list(args.obliques(verb, {"to", "on"})) if row.effect == "claimed" else []  # *condemned the attack on X* blames nobody
    return args.objects(verb) if case_of(act) in {"for", "of", "over"} else []


def _fill(trigger: Trigger, role: str) -> list[Token]:
    token, light = trigger.token, trigger.light
    name, _, key = role.partition(":")
    if "." in name:
        return _of_object(token, name)
    if name == "obl":
        hosts = [token, light] if light is not None else [token]
        found = [f for host in hosts for f in args.obliques(host, {key}) if f != token]
        if found or trigger.pos != "NOUN":
            return found
        inner = [c for c in args.children(token, "nmod") if case_of(c) in {"of", "by"}]
        return [f for host in inner for f in args.obliques(host, {key})]  # *the bombing of the village by the army*
    if name in {"subj", "both"}:
        if token.dep_ == "aux":  # *must*
            return args.subjects(token.head) or args.objects(token.head)
        if light is not None:
            return args.subjects(light)
        if trigger.pos == "NOUN":
            return args.noun_agents(token)
        return args.subjects(token) or (args.objects(token) if name == "both" and args.is_passive(token) else [])
    if name == "obj":
        return args.objects(token)
    if name == "speaker":
        return _speakers(token)
    if name == "iobj":
        return args.children(light if light is not None else token, "iobj")
    return _nominal(token, name)


def _speakers(token: Token) -> list[Token]:
    """Give who says the clause of a word: the subject of the verb of saying above or beside it."""
    for verb in token.ancestors:
        for saying in (verb, *args.children(verb, "parataxis")):
            row = reporting(saying) if saying.pos_ == "VERB" else None
            if row is not None and row.effect == "claimed" and saying.i != token.head.i:
                return args.subjects(saying)
    return []


def _nominal(token: Token, name: str) -> list[Token]:
    if name == "poss":
        return args.children(token, "nmod:poss")
    if name == "adj":
        return args.naming_adjectives(token)
    if name in {"of", "between"}:
        return [c for c in args.children(token, "nmod", "obl") if case_of(c) == name]
    return []


def _of_object(token: Token, name: str) -> list[Token]:
    host, _, part = name.partition(".")
    if host in {"xcomp", "ccomp"}:
        find = args.objects if part == "obj" else args.subjects
        aims = [c for c in args.children(token, "acl") if token.pos_ == "NOUN" and any(m.lower_ == "to" for m in args.children(c, "mark"))]
        return [s for c in (*args.children(token, "xcomp", "ccomp"), *aims) for s in find(c)]
    found: list[Token] = []
    for obj in args.objects(token):
        if part in {"poss", "adj"}:
            found += _nominal(obj, part)
        else:
            found += [c for c in args.children(obj, "nmod") if case_of(c) == part]
    return found


def holds(trigger: Trigger, frame: Frame, classes: Classes) -> bool:
    """Tell whether all companions of a row are there and its object is of a class that it asks for."""
    return all(companion_holds(trigger, c) for c in frame.companions) and _object_fits(trigger, frame, classes)


def unmet(trigger: Trigger, frame: Frame, classes: Classes) -> list[str]:
    """Give the conditions of a row that do not hold, as the lexicon writes them."""
    found = [str(c) for c in frame.companions if not companion_holds(trigger, c)]
    return found if _object_fits(trigger, frame, classes) else [*found, f"object {'|'.join(sorted(frame.object_classes))}"]


def companion_holds(trigger: Trigger, companion: Companion) -> bool:
    """Tell whether one companion is there (or, if forbidden, is not)."""
    return bool(_companions(trigger, companion)) != companion.is_forbidden


def _companions(trigger: Trigger, c: Companion) -> list[Token]:
    token = trigger.token
    match c.name:
        case "prt":
            found = [t for t in args.children(token, "compound:prt", "advmod", "case") if t.lower_ in c.keys and t.i - token.i <= 4]
            after = token.nbor() if token.i + 1 < len(token.doc) else token
            if not found and after.lower_ in c.keys and after.dep_ in {"advmod", "compound:prt"}:
                found = [after]  # *handed over 70 sacks*, the particle read as part of the number
        case "obl":
            hosts = [token] if trigger.light is None else [token, trigger.light]
            found = [t for h in hosts for t in args.obliques(h, c.keys)]
        case "obj":
            found = args.objects(token)
        case "xcomp":
            infinitives = [t for t in args.children(token, "advcl", "acl") if any(m.lower_ == "to" for m in t.children)]
            found = _keyed(args.children(token, "xcomp") + infinitives, c)
        case "ccomp":
            found = _keyed(args.children(token, "ccomp"), c)
        case "aux":
            found = _keyed(args.children(token, "aux", "aux:pass", "cop"), c)
        case "adj":
            found = _keyed(args.children(token, "amod", "compound", "nmod:poss", "nmod"), c)
        case "of" | "between":
            found = _nominal(token, c.name)
        case "mark":
            found = [t for t in args.children(token, "mark") if t.lower_ in c.keys]
        case "neg":
            found = [token] if args.is_negated(token) else []
        case _:
            raise ValueError(f"the lexicon names an unknown companion: {c.name}")
    return [t for t in found if not c.lemmas or t.lemma_.lower() in c.lemmas or t.lower_ in c.lemmas]


def _keyed(tokens: list[Token], c: Companion) -> list[Token]:
    return [t for t in tokens if not c.keys or t.lemma_.lower() in c.keys or t.lower_ in c.keys]


def _object_fits(trigger: Trigger, frame: Frame, classes: Classes) -> bool:
    if not frame.object_classes:
        return True
    token = trigger.token
    heads = args.objects(token) if trigger.pos != "NOUN" else _nominal(token, "of") + _nominal(token, "adj")
    if not heads and trigger.pos == "VERB":
        heads = args.children(token, "nsubj")
    heads += [c for h in heads for c in _nominal(h, "of")]  # *dozens of villages*: what the quantity is of
    words = {w for h in heads for c in conjuncts(h) for w in (c.lemma_.lower(), c.lower_)}
    return bool(words & frame.object_classes) or any(classes(h) & frame.object_classes for h in heads)

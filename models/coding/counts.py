"""Deaths and injured that a trigger's own clause tells, each number once: with the word that tells it, the total and not its parts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from models.coding import arguments as args
from models.coding.lexicon import load
from models.coding.numbers import number, people, table
from models.phrases import case_of, conjuncts
from models.records import Count, Mention

_TELLING = frozenset({"rise", "reach", "stand", "climb", "be", "increase", "grow", "jump", "total", "exceed"})


@dataclass(frozen=True, slots=True)
class Tolls:
    """Deaths and injured of a mention, each with the index in the text of the word that tells it."""

    deaths: Count | None = None
    injured: Count | None = None
    deaths_at: int | None = None
    injured_at: int | None = None


def tolls(trigger: Token, lemma: str) -> Tolls:
    """Give deaths and injured told with a trigger of the lexicon row's `lemma`; None where its clause gives no number."""
    found = Tolls()
    if lemma in load().classes["death"]:
        found = replace(found, deaths=_own(trigger), deaths_at=trigger.idx)
    elif lemma in load().classes["injury"]:
        found = replace(found, injured=_own(trigger), injured_at=trigger.idx)
    for part in _consequences(trigger):
        if _is_of(part, "death") and found.deaths is None:
            found = replace(found, deaths=_own(part), deaths_at=part.idx)
        elif _is_of(part, "injury") and found.injured is None:
            found = replace(found, injured=_own(part), injured_at=part.idx)
    return found


def each_once(mentions: Sequence[Mention], told: Mapping[str, Tolls]) -> list[Mention]:
    """Leave a number to the mention whose own word tells it: of *killed three and wounded nine* the nine are those of *wounded*."""
    dead = {m.start for m in mentions if m.deaths is not None and told[m.mention_id].deaths_at == m.start}
    hurt = {m.start for m in mentions if m.injured is not None and told[m.mention_id].injured_at == m.start}
    return [_without_others(m, told[m.mention_id], dead - {m.start}, hurt - {m.start}) for m in mentions]


def _without_others(mention: Mention, told: Tolls, dead: Collection[int | None], hurt: Collection[int | None]) -> Mention:
    if mention.deaths is not None and told.deaths_at in dead:
        mention = replace(mention, deaths=None)
    return replace(mention, injured=None) if mention.injured is not None and told.injured_at in hurt else mention


def _is_of(word: Token, kind: str) -> bool:
    return word.lemma_.lower() in load().classes[kind]


def _harms(word: Token) -> bool:
    return _is_of(word, "death") or _is_of(word, "injury")


def _consequences(trigger: Token) -> list[Token]:
    """Give words under or beside the trigger that may tell its toll (*an attack, killing five*; *left 20 dead*; *the toll of the raid*)."""
    found = [t for t in conjuncts(trigger)[1:] if _is_of(t, "injury")]
    if trigger.dep_ == "obl" and _harms(trigger.head):  # *eight died in the attack*
        found.append(trigger.head)
    if trigger.dep_ == "nmod" and (trigger.head.lemma_ == "toll" or _harms(trigger.head)):
        found += [trigger.head, *(c for c in args.children(trigger.head, "compound") if _harms(c))]
    hosts = [trigger, *([trigger.head] if trigger.pos_ == "NOUN" and trigger.head.pos_ == "VERB" else [])]
    for host in hosts:
        for child in args.children(host, "advcl", "acl", "acl:relcl", "xcomp", "conj", "obl", "ccomp"):
            if _harms(child) and child != trigger:
                found += conjuncts(child)
        if host.lemma_ == "leave":
            found += [t for t in host.subtree if t.i > host.i and _harms(t) and t not in found]
    return found


def _own(word: Token) -> Count | None:
    """Give the number at a word of death or injury: of its object, its subject (*five died*), its *of* phrase, or what a toll rose to."""
    bare = next((found for c in _numbers_at(word) if (found := number(c)) is not None), None)
    if bare is not None:  # *three were killed and nine injured*, *left 22 dead*
        return Count(*bare)
    told = _toll_of(word)
    if told is not None:
        return told
    counts = [c for part in _parts(_victims(word)) if (c := people(part)) is not None]
    if not counts:
        return None
    high = None if any(c.high is None for c in counts) else sum(c.high or 0 for c in counts)
    return Count(sum(c.low for c in counts), high, counts[0].victims)


def _numbers_at(word: Token) -> list[Token]:
    """Give the number that stands at a word instead of a noun: under it, or right before or after it, wherever the parser hung it."""
    if word.pos_ == "NOUN":
        return []
    found = args.children(word, "nummod")
    before = word.nbor(-1) if word.i > word.sent.start else None
    if before is not None and before.tag_ == "CD" and before.dep_ != "nummod":
        found.append(before)
    after = word.nbor(1) if word.i + 1 < word.sent.end else None
    if after is not None and after.tag_ == "CD" and after.head == word and after.dep_ not in {"nummod", "obl"} and not list(after.children):
        found.append(after)
    return found


def _toll_of(word: Token) -> Count | None:
    """*The toll rose to 22*, *deaths were 265 in the city*, *a toll of 22*."""
    noun = word.head if word.dep_ == "compound" and word.head.lemma_ == "toll" else word
    if noun.pos_ != "NOUN" or noun.dep_ not in {"nsubj", "nsubj:pass"}:
        return None
    if number(noun.head) is not None:
        return people(noun.head)
    if noun.head.lemma_ not in _TELLING:
        return None
    reached = [c for c in args.children(noun.head, "obl", "obj", "xcomp") if case_of(c) in {"", "to", "at", "of"}]
    return next((found for c in reached if (found := people(c)) is not None), None)


def _victims(word: Token) -> list[Token]:
    if word.pos_ in {"VERB", "AUX"}:
        if word.dep_ == "acl:relcl" and any(o.lower_ in {"who", "that", "whom"} for o in args.objects(word)):
            return [word.head]  # *a sailor who was killed*
        return args.objects(word) or ([] if args.is_passive(word) or word.lemma_ == "kill" else args.subjects(word))
    if word.pos_ != "ADJ":
        return args.children(word, "nmod") or [word]
    left = next((t for t in word.ancestors if t.lemma_ == "leave"), None)
    if left is not None:
        return args.objects(left)
    return [*args.objects(word.head), *args.children(word, "nsubj")] if word.dep_ == "xcomp" else args.children(word, "nsubj")


def _parts(heads: Sequence[Token]) -> list[Token]:
    """Give the coordinated parts of what was counted, without those that a part before holds (*ten people, among them two women*), and
    without the other end of a range."""
    found = [part for head in heads[:1] for part in conjuncts(head)]
    return [p for n, p in enumerate(found) if not n or not _is_included(p)]


def _is_included(part: Token) -> bool:
    before = part.doc[max(part.sent.start, part.left_edge.i - 3) : part.left_edge.i]
    return any(t.lower_ in table("part") for t in before)

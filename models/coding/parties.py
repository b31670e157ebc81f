"""Who a story is about: a party that a mention leaves out is told by the clause around it, by the same act told elsewhere, or by who deals
with whom in the document. Nobody is made up: a party found here keeps the words, and the offsets, of where the text names it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from models.actors.context import DocContext
from models.actors.resolve import resolve
from models.actors.told import nearest, protesters
from models.coding import arguments as args
from models.coding.lexicon import Frame
from models.cues import reporting
from models.phrases import case_of
from models.records import Actor, Mention

Side = Literal["initiators", "targets"]
Actors = tuple[Actor, ...]
_FORCE = frozenset({"ASSAULT", "COERCE"})
_STRIFE = _FORCE | {"THREATEN", "ACCUSE", "PROTEST", "SANCTION", "REJECT", "REQUEST"}
_HELP = frozenset({"AID", "SUPPORT", "COOPERATE", "CONSULT", "AGREE", "CONCEDE"})
_SPEECH = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT"})  # about what somebody did: the doer is addressed
_ASKING = frozenset({"REQUEST", "PROTEST", "ACCUSE", "THREATEN", "COERCE"})
_ANSWERING = frozenset({"AGREE", "CONCEDE", "REJECT"})
_LONE = frozenset({"RETREAT", "MOBILIZE", "AGREE"})  # told as often of one party alone
_STATE = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
_CROWDS = frozenset({"CVL", "MED", "REF", "EDU", "BUS"})
_OF_THE_STRONG = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "CONSULT", "AID", "THREATEN", "RETREAT"})
_RECALL = 3000  # characters over which the same word tells of the same act
_BESIDE = 700  # characters over which another word of the type does: about four sentences of news
_MEANS = frozenset({"with", "by", "through", "via", "in", "during", "including", "amid", "after", "before"})
_SEARCH = 6  # sentences
_BY_THE_STATE = frozenset({"arrest", "censor", "ban", "restrict", "curfew"})
_FIGHTING = frozenset({"REB", "UAF", "CRM", "MIL", "GOV", "SPY", "COP"})
_CLAIMING = frozenset({"claim", "take", "accept", "admit", "assume"})
_WHILE = frozenset({"in", "at", "during", "for", "after", "following", "before"})
_OTHER = {"initiators": "targets", "targets": "initiators"}


@dataclass(slots=True)
class Draft:
    """A mention in the making: its trigger, its row, what the clause tells of its parties."""

    token: Token
    row: Frame
    mention: Mention
    is_recalled: bool
    initiators: Actors
    targets: Actors

    @property
    def type(self) -> str:
        """The event type, a coming act by what it counts as."""
        return self.mention.type

    def lacks(self, side: Side) -> bool:
        """Tell whether a party is missing that the row looks for."""
        return not getattr(self, side) and bool(getattr(self.row, side[:-1]))

    def take(self, side: Side, actors: Actors) -> bool:
        """Fill a missing party, unless all of it stands on the other side already."""
        other = {side_of(a) for a in getattr(self, _OTHER[side])}
        fitting = tuple(a for a in actors if side_of(a) not in other and _can(self.type, side, a))
        if not fitting or not self.lacks(side):
            return False
        setattr(self, side, fitting)
        return True


def _can(kind: str, side: Side, actor: Actor) -> bool:
    """Tell whether an actor told elsewhere may play a part here: a crowd does not arrest, a state does not demonstrate."""
    if not actor.sector and not actor.actor_id and not actor.name[:1].isupper():
        return False  # mere words
    if side == "targets":
        return kind != "PROTEST" or actor.sector not in _CROWDS
    if kind == "PROTEST":
        return actor.sector not in _STATE
    return actor.sector not in _CROWDS or kind not in _OF_THE_STRONG


def side_of(actor: Actor) -> str:
    """Give the side that an actor stands on: a state for its organs, else the actor itself."""
    if actor.sector in _STATE and actor.country:
        return f"state:{actor.country}"
    return actor.actor_id or actor.name.casefold()


def complete(drafts: Sequence[Draft], *, agrees: Callable[[Mention, Mention], bool], context: DocContext) -> None:
    """Fill the missing parties of a document's mentions, in the order of the text; `agrees` tells whether two may be of one story."""
    drafts = [d for d in drafts if d.token.dep_ != "amod"]  # *captured militants* tells of another story
    by_token = {d.token.i: d for d in drafts}
    for draft in drafts:
        _from_clause(draft, by_token, context)
    authors = [*_blamed(drafts), *_responsible(context)]
    for number, draft in enumerate(drafts):
        _echo(draft, drafts[:number][::-1], agrees)
    for number, draft in enumerate(drafts):
        _echo(draft, drafts[number + 1 :], agrees)
        _of_its_kind(draft, context, authors)
    for number, draft in enumerate(drafts):
        _dyad(draft, [*drafts[:number][::-1], *drafts[number + 1 :]])
        _addressed(draft, drafts[:number][::-1], context)


def _addressed(draft: Draft, before: Sequence[Draft], context: DocContext) -> None:
    """Take whom speech about a deed is about or for: a crowd asks the government, others speak of who acted last."""
    if draft.type not in _SPEECH or not draft.initiators:
        return
    if all(a.sector in _CROWDS for a in draft.initiators) and draft.type in {"REQUEST", "ACCUSE"}:
        draft.take("targets", nearest(draft.token, context, _governs, back=_SEARCH, ahead=_SEARCH))
    for other in before:
        if draft.token.idx - other.token.idx > _RECALL or draft.take("targets", other.initiators):
            return


def _of_its_kind(draft: Draft, context: DocContext, authors: Sequence[tuple[int, Actors]]) -> None:
    """Take who does or suffers acts of a kind: protesters protest, against a government; the authorities arrest and ban."""
    if draft.type == "PROTEST":
        draft.take("initiators", (protesters(draft.token, context),))
        homes = _homes(draft)
        own = nearest(draft.token, context, lambda a: _governs(a) and a.country in homes, back=_SEARCH, ahead=_SEARCH) if homes else ()
        draft.take("targets", own or nearest(draft.token, context, _governs, back=_SEARCH, ahead=_SEARCH))
    elif draft.type == "COERCE" and draft.row.mode in _BY_THE_STATE:
        here = _homes(draft)
        draft.take("initiators", nearest(draft.token, context, lambda a: _is_state(a) and (not here or a.country in here), back=2))
    elif draft.type == "ASSAULT":
        for at, author in sorted(authors, key=lambda a: abs(a[0] - draft.token.idx)):
            if abs(at - draft.token.idx) <= _RECALL and draft.take("initiators", author):
                return


def _blamed(drafts: Sequence[Draft]) -> list[tuple[int, Actors]]:
    """Give whom the text blames, and where: *officials blamed the group* tells whose attack it was."""
    blaming = [d for d in drafts if d.type == "ACCUSE" and d.row.mode == "allege"]
    fighters = ((d.token.idx, tuple(a for a in d.targets if a.sector in _FIGHTING)) for d in blaming)
    return [(at, actors) for at, actors in fighters if actors]


def _responsible(context: DocContext) -> list[tuple[int, Actors]]:
    """Give who takes a deed on himself, and where: *the group claimed responsibility*."""
    found: list[tuple[int, Actors]] = []
    for at in context.nouns.get("responsibility", ()):
        verb = args.governing_verb(context.doc[at])
        row = reporting(verb) if verb is not None else None
        if verb is not None and verb.lemma_.lower() in _CLAIMING and (row is None or row.effect != "denied") and not args.is_negated(verb):
            found.append((verb.idx, tuple(a for s in args.subjects(verb) for a in resolve(s, context=context))))
    return [(at, actors) for at, actors in found if actors]


def _homes(draft: Draft) -> set[str]:
    """Give the countries of those who act, else the one where the act takes place: whose rulers a protest is likely meant for."""
    place = draft.mention.place
    told = {a.country for a in draft.initiators if a.country}
    return told or ({place.country} if place is not None and place.country else set())


def _governs(actor: Actor) -> bool:
    return actor.sector == "GOV"


def _is_state(actor: Actor) -> bool:
    return actor.sector in _STATE


def _from_clause(draft: Draft, by_token: dict[int, Draft], context: DocContext) -> None:
    """Take a party from the act that this one hangs on: what is demanded is done by who is asked, what is condemned by who is condemned."""
    outer = _governor(draft.token, by_token)
    if outer is not None:
        if outer.type in {"REQUEST", "ACCUSE", "REJECT", "SANCTION"}:
            if outer.type == "REQUEST" or outer.token.pos_ == "VERB":
                draft.take("initiators", outer.targets)
                outer.take("targets", draft.initiators)
            if outer.type == "REQUEST" and draft.type in {"AID", "SUPPORT"}:
                draft.take("targets", outer.initiators)
        elif outer.type in {"AGREE", "THREATEN"}:
            draft.take("initiators", outer.initiators)
            outer.take("targets", draft.targets)
    if draft.token.pos_ == "NOUN" and draft.lacks("initiators"):
        draft.take("initiators", _instrumental(draft, by_token, context))


def _governor(token: Token, by_token: dict[int, Draft]) -> Draft | None:
    """Give the nearest act above a word in the tree, not beyond a verb that is none."""
    climb = token
    while climb.head.i != climb.i:
        if climb.dep_ in {"acl:relcl", "parataxis"}:
            return None
        climb = climb.head
        if climb.i in by_token:
            return by_token[climb.i]
        if climb.pos_ == "VERB" and climb.dep_ not in {"xcomp", "acl", "ccomp"}:
            return None
    return None


def _instrumental(draft: Draft, by_token: dict[int, Draft], context: DocContext) -> Actors:
    """*Began an offensive with airstrikes*, *supports X by raids*: who does the one does the other."""
    noun = draft.token
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
        if noun.i in by_token and by_token[noun.i].type == draft.type:
            return by_token[noun.i].initiators
    host = noun.head.head if noun.head.dep_ == "obj" else noun.head
    if draft.type == "CONSULT" and case_of(noun) in _WHILE and host.pos_ == "VERB":
        if host.i not in by_token:  # *joined the envoy for talks*
            draft.take("targets", tuple(a for o in args.objects(host) for a in resolve(o, context=context)))
        return tuple(a for subject in args.subjects(host) for a in resolve(subject, context=context))
    if case_of(noun) not in _MEANS:
        return ()
    outer = by_token.get(noun.head.i)
    if outer is None and noun.head.pos_ == "NOUN" and noun.head.dep_ == "obj":
        outer = by_token.get(noun.head.head.i)
    if outer is not None and case_of(noun) in {"with", "by", "through", "via", "including"} and outer.type not in {"ACCUSE", "REQUEST"}:
        return outer.initiators
    return ()


def _echo(draft: Draft, others: Sequence[Draft], agrees: Callable[[Mention, Mention], bool]) -> None:
    """Take missing parties from the nearest telling of the same act: the same word or mode first, else another of the type close by."""
    sides: tuple[Side, Side] = ("initiators", "targets")
    for is_near in (_akin, _beside):
        for side in sides:
            if not draft.lacks(side) or (side == "targets" and draft.type in _FORCE and not draft.is_recalled):
                continue  # a new attack has victims of its own
            tellings = (o for o in others if getattr(o, side) and is_near(draft, o) and _compatible(draft, o))
            next((o for o in tellings if agrees(draft.mention, o.mention) and draft.take(side, getattr(o, side))), None)


def _akin(draft: Draft, other: Draft) -> bool:
    if draft.type != other.type or abs(draft.token.idx - other.token.idx) > _RECALL:
        return False
    same_mode = draft.row.mode is not None and draft.row.mode == other.row.mode
    return draft.is_recalled or draft.row.lemma[:4] == other.row.lemma[:4] or same_mode


def _beside(draft: Draft, other: Draft) -> bool:
    return draft.type == other.type and abs(draft.token.idx - other.token.idx) <= _BESIDE


def _compatible(draft: Draft, other: Draft) -> bool:
    """No party of the one stands on the other side of the other, and a side that both tell is the same."""
    mine, theirs = _sides(draft), _sides(other)
    if mine[0] & theirs[1] or mine[1] & theirs[0]:
        return False
    return all(not a or not b or a & b for a, b in zip(mine, theirs, strict=True))


def _sides(draft: Draft) -> tuple[set[str], set[str]]:
    return {side_of(a) for a in draft.initiators}, {side_of(a) for a in draft.targets}


def _dyad(draft: Draft, others: Sequence[Draft]) -> None:
    """Take the one missing party from who deals with the other: whom it answers, whom it fights, whom it helps, the most told of them."""
    if bool(draft.initiators) == bool(draft.targets):
        return
    side: Side = "targets" if draft.initiators else "initiators"
    known = {side_of(a) for a in (draft.initiators or draft.targets)}
    if (side == "targets" and draft.type in _LONE - _ANSWERING) or (side == "initiators" and any(k.startswith("role:") for k in known)):
        return
    if draft.type == "PROTEST" or (side == "targets" and draft.type in _FORCE):
        return  # whom a march, a ban or a new attack is meant for, no fight tells
    for found in _dealing(draft, known, others):
        if draft.type in _FORCE:
            found = tuple(a for a in found if a.sector not in _CROWDS)  # noqa: PLW2901 - what fights back
        if draft.take(side, found):
            return


def _dealing(draft: Draft, known: set[str], others: Sequence[Draft]) -> Iterator[Actors]:
    """Yield who deals with a side in acts of the same temper, the nearest first; an answer goes to who asked."""
    temper = _FORCE if draft.type in _FORCE else _STRIFE if draft.type in _STRIFE else _HELP
    edges = [o for o in others if o.initiators and o.targets]
    if draft.type in _ANSWERING:
        yield from (o.initiators for o in edges if o.type in _ASKING and known & _sides(o)[1])
    if draft.type == "AGREE":
        return
    told = [(o, *_sides(o)) for o in edges if o.type in temper]
    dealt = [o.targets if known & mine else o.initiators for o, mine, theirs in told if known & (mine | theirs)]
    often = Counter(side_of(a) for actors in dealt for a in actors)
    yield from sorted(dealt, key=lambda actors: -max(often[side_of(a)] for a in actors))

"""Who plays which part in one clause: a row's roles as actors, with what else the clause tells of its parties."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from models.actors import DocContext
from models.coding import arguments as args
from models.coding import roles
from models.coding.lexicon import Frame, Lexicon
from models.coding.nearby import dependents_after, nominals_before
from models.coding.roles import Trigger
from models.placing import EventPlace
from models.quotes import Quote
from models.records import Actor

_STATE = frozenset({"GOV", "MIL", "COP", "SPY"})
_PERSONS = frozenset({"he", "she", "it", "they", "we", "i", "you", "who", "this", "others", "some", "many", "both"})
_WILLED = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "COERCE"})
_LONE = frozenset({"RETREAT", "MOBILIZE", "PROTEST"})  # told of without whom they are meant for
_FELT_THERE = frozenset({"AGREE", "CONCEDE", "THREATEN", "SANCTION", "AID", "REQUEST", "REJECT"})  # meant for where it takes effect
_ABOUT_ACTS = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
_AT_TOWNS = frozenset({"ASSAULT", "PROTEST"})
_HOMED = frozenset({None, "", "GOV", "REB", "UAF", "CRM", "CVL", "OPP", "PTY", "MED", "REL", "LEG", "JUD", "MIL", "COP", "ELI", "LAB"})


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of a document as its clauses need them; `resolve` gives those of a noun head."""

    resolve: Callable[[Token], tuple[Actor, ...]]
    context: DocContext
    quotes: Sequence[Quote]
    lexicon: Lexicon

    def parties(self, trigger: Trigger, row: Frame) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Give the initiators and targets that a clause tells."""
        initiators, targets = self._initiators(trigger, row), self._targets(trigger, row)
        partners = self.actors(roles.partner_heads(trigger, row.initiator)) if row.initiator else ()
        if partners:
            targets = partners
            initiators = tuple(a for a in initiators if a not in partners) or initiators
        if row.type == "PROTEST" and any(h.pos_ == "PRON" for h in roles.role_heads(trigger, row.initiator)):
            initiators = tuple(a for a in initiators if a.sector not in _STATE)  # *they* who march are no police
        return initiators, tuple(a for a in targets if a not in initiators)

    def _initiators(self, trigger: Trigger, row: Frame) -> tuple[Actor, ...]:
        light = trigger.light_frame
        wanted = (*light.initiator, *row.initiator) if light else row.initiator
        found = self._first_filled(trigger, wanted, with_towns=row.type not in _AT_TOWNS)
        if not found and "speaker" in row.initiator:
            found = self.actors([q.speaker for q in self.quotes if q.start <= trigger.token.i < q.end and q.speaker is not None])
        elif not found and row.initiator:
            found = self.actors(roles.agents_behind(trigger))
        if not found and trigger.pos == "VERB" and {"subj", "both"} & set(row.initiator):
            found = next((actors for h in nominals_before(trigger.token) if (actors := self.actors([h]))), ())
        return found

    def _targets(self, trigger: Trigger, row: Frame) -> tuple[Actor, ...]:
        light = trigger.light_frame
        wanted = (*row.target, *light.target) if light else row.target
        found = self._first_filled(trigger, [r for r in wanted if r not in {"both", "between"}])  # partners fill these
        if not found and row.type in {"ASSAULT", "COERCE"}:
            found = self.actors(roles.victims_before(trigger))
        if not found:
            found = self.actors([o for h in roles.role_heads(trigger, wanted) for o in args.noun_agents(h)])  # *the army's depots*
        return found

    def is_no_deed(self, trigger: Trigger, row: Frame, initiators: tuple[Actor, ...], targets: tuple[Actor, ...]) -> bool:
        """Tell whether a verb tells what a thing does (*the law allows*), or what somebody is known for (*anyone accused of theft*)."""
        token = trigger.token
        if initiators or trigger.pos != "VERB":
            return False
        if row.type == "ACCUSE" and token.dep_ in {"amod", "acl"}:
            return not any(a.actor_id and not a.actor_id.startswith("role:") for a in targets)
        told = [c for c in args.children(token, "nsubj") if c.lower_ not in _PERSONS]
        return row.type in _WILLED and bool(told) and not args.is_passive(token)

    def meant(self, trigger: Trigger, row: Frame, initiators: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Give the first actor after a verb, among what depends on it, that is not its doer: whom the act is likely meant for. Speech about
        an act is left to those who did it."""
        verb = trigger.token
        if trigger.pos != "VERB" or not row.target or row.type in _LONE:
            return ()
        if row.type in _ABOUT_ACTS and any((o.lemma_.lower(), "NOUN") in self.lexicon.frames for o in args.objects(verb)):
            return ()
        own = {a.name for a in initiators}
        for head in dependents_after(verb, with_places=row.type in _FELT_THERE):
            found = tuple(a for a in self.actors([head]) if a.name not in own and (a.actor_id or a.sector or a.name[:1].isupper()))
            if found:
                return found
        return ()

    def of_the_place(self, actors: tuple[Actor, ...], where: EventPlace, trigger: Token) -> tuple[Actor, ...]:
        """Give crowds without a country that of the place which the sentence tells for the event; the unknown that, or one around."""
        country = where.place.country if where.place is not None and where.basis == "sentence" else self.context.only_country
        named: dict[str, Actor] = {}
        for actor in actors:
            if country is not None:
                actor = self.context.at_home(actor, country)  # noqa: PLW2901 - the actor as placed
            if actor.actor_id is None and actor.country is None and actor.sector in _HOMED:
                actor = replace(actor, country=country or self.context.country_near(trigger))  # noqa: PLW2901
            named.setdefault(actor.actor_id or actor.name, actor)
        return tuple(named.values())

    def _first_filled(self, trigger: Trigger, wanted: Sequence[str], *, with_towns: bool = True) -> tuple[Actor, ...]:
        for role in wanted:
            heads = roles.role_heads(trigger, (role,))
            actors = self.actors([h for h in heads if with_towns or not self._is_town_before(h)])
            if actors:
                return actors
        return ()

    def _is_town_before(self, head: Token) -> bool:
        """Tell whether a town stands right before a noun, and so says where (*the Dayton shooting*)."""
        match, ent = self.context.match_at.get(head.i), self.context.ent_of.get(head.i)
        is_town = match.kind == "seat" if match is not None else ent is not None and ent.label_ == "LOC"
        return head.dep_ == "compound" and head.head.pos_ == "NOUN" and is_town

    def actors(self, heads: Sequence[Token]) -> tuple[Actor, ...]:
        """Resolve heads in order, each actor once."""
        named: dict[str, Actor] = {}
        for head in heads:
            for actor in self.resolve(head):
                named.setdefault(actor.actor_id or actor.name, actor)
        return tuple(named.values())

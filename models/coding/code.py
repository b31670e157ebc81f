"""The main path of event coding: one mention a coded trigger, with its actors, place, date, status, tolls and the row behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.tokens import Doc, Token

from models import status
from models.actors import ActorTable, DocContext, resolve
from models.claimants import claimant
from models.coding import arguments as args
from models.coding import lexicon as lexicons
from models.coding import roles
from models.coding.aspect import aspect_of
from models.coding.carry import carry_dates, same_story
from models.coding.counts import tolls
from models.coding.intents import intent
from models.coding.lexicon import Frame
from models.coding.nearby import dependents_after, nominals_before
from models.coding.parties import Draft, complete
from models.coding.roles import Trigger
from models.coding.triggers import find_triggers
from models.dating import EventClock
from models.placing import EventPlace, event_place
from models.quotes import Quote, speakers
from models.records import Actor, Claim, Mention, PlaceMention, Published, TimeMention, TimeSpan, stable_id
from models.telling import Told

MIN_WEIGHT = 0.45  # rows at or under it count only where both actors are known
VAGUE_WEIGHT = 0.61  # nouns under it (*unrest*, *violence*) count only where a party is known
STOP_WEIGHT = 0.1  # rows that say what is no event (*heart attack*)
_BARE_TYPES = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "RETREAT"})  # told of often without an actor
_DEADLY = frozenset({"ASSAULT", "PROTEST", "COERCE"})  # a visit during which somebody is killed has no toll
_SECTOR_CLASSES = {
    "GOV": {"state", "body"}, "MIL": {"armed", "state", "group"}, "COP": {"armed", "state"}, "SPY": {"state", "armed"},
    "REB": {"armed", "group"}, "PRM": {"armed", "group"}, "UAF": {"armed", "group"}, "CVL": {"civilian", "person"},
    "PTY": {"body", "group"}, "JUD": {"body", "state"}, "LEG": {"body", "state"},
}  # fmt: skip
_HOMED = frozenset({None, "", "GOV", "REB", "UAF", "CRM", "CVL", "OPP", "PTY", "MED", "REL", "LEG", "JUD", "MIL", "COP", "ELI", "LAB"})
_FELT_THERE = frozenset({"AGREE", "CONCEDE", "THREATEN", "SANCTION", "AID", "REQUEST", "REJECT"})  # meant for where it takes effect
_ABOUT_ACTS = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
_LONE = frozenset({"RETREAT", "MOBILIZE", "PROTEST"})  # told of without whom they are meant for
_PERSONS = frozenset({"he", "she", "it", "they", "we", "i", "you", "who", "this", "others", "some", "many", "both"})
_WILLED = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "COERCE"})
_STATE = frozenset({"GOV", "MIL", "COP", "SPY"})
_ENTITY_CLASSES = {"PER": {"person"}, "ORG": {"body", "group"}, "LOC": {"place"}, "NORP": {"group", "person"}}


@dataclass(frozen=True, slots=True)
class Trace:
    """What made a mention: its trigger, the row that coded it, and how the sentence tells it."""

    trigger: Trigger
    row: Frame
    told: Told


class Coder:
    """Codes parsed, dated and placed documents. Build one a process: the tables are read once."""

    def __init__(self, *, actors: ActorTable) -> None:
        self.actors = actors
        self.lexicon = lexicons.load()

    def coding(
        self,
        doc: Doc,
        *,
        article_id: str,
        published: Published,
        times: Sequence[TimeMention],
        places: Sequence[PlaceMention],
    ) -> Coding:
        """Give the coding of a document, which keeps what made each mention."""
        return Coding(self, doc, article_id=article_id, published=published, times=times, places=places)


class Coding:
    """One document in the making."""

    def __init__(
        self,
        coder: Coder,
        doc: Doc,
        *,
        article_id: str,
        published: Published,
        times: Sequence[TimeMention],
        places: Sequence[PlaceMention],
    ) -> None:
        self.coder, self.doc, self.article_id, self.published = coder, doc, article_id, published
        self.places = places
        countries = {p.text: p.place.country for p in places if p.place is not None}
        self.context = DocContext(doc, coder.actors, published=published, country_of_place=countries.get)
        self.quotes: Sequence[Quote] = speakers(doc)
        self.clock = EventClock(doc, times, published, self.quotes)
        self.located = {i for p in places if p.is_location for i in range(p.start, p.end)}
        self.timed = {i for t in times for i in range(t.start, t.end)}
        self.traces: dict[str, Trace] = {}  # by mention_id
        self.resolve = lru_cache(maxsize=None)(self._resolve)

    def mentions(self) -> tuple[Mention, ...]:
        """Code the document: its mentions in the order of the text."""
        drafts: dict[str, Draft] = {}
        for sentence in self.doc.sents:
            for trigger, row in find_triggers(sentence, self.coder.lexicon, self.classes):
                mention = self._mention(trigger, row)
                if mention is not None:
                    draft = Draft(trigger.token, row, mention, _recalls(trigger), mention.initiators, mention.targets)
                    drafts.setdefault(mention.mention_id, draft)
        complete(list(drafts.values()), agrees=same_story, context=self.context)
        recalled = {name for name, d in drafts.items() if d.is_recalled}
        whole = [_with_parties(d) for d in drafts.values() if d.initiators or d.targets or d.type in _BARE_TYPES]
        return carry_dates(whole, recalled, self.published)

    def classes(self, head: Token) -> frozenset[str]:
        """Give the object classes of a noun: its own word's, its name's label, and those of the actor it stands for."""
        lemma = head.lemma_.lower()
        own = {name for name, words in self.coder.lexicon.classes.items() if lemma in words or head.lower_ in words}
        if lemma == "it" and head.head.dep_ == "conj":  # *bombed the town and captured it*
            own.update(*(self.classes(o) for o in args.objects(head.head.head) if o != head))
        own |= _ENTITY_CLASSES.get(head.ent_type_, set())
        if head.idx in self.located:
            own.add("place")
        for actor in self.resolve(head):
            own |= _SECTOR_CLASSES.get(actor.sector or "", {"group"} if actor.actor_id else set())
        return frozenset(own)

    def _resolve(self, head: Token) -> tuple[Actor, ...]:
        if head.idx in self.timed:  # *Monday* acts as little as *March 2008* claims
            return ()
        return tuple(a for a in resolve(head, context=self.context) if a.end is None or a.end - 1 not in self.timed)

    def _actors(self, heads: Sequence[Token]) -> tuple[Actor, ...]:
        """Resolve heads in order, each actor once."""
        named: dict[str, Actor] = {}
        for head in heads:
            for actor in self.resolve(head):
                named.setdefault(actor.actor_id or actor.name, actor)
        return tuple(named.values())

    def _mention(self, trigger: Trigger, row: Frame) -> Mention | None:
        initiators, targets = self._parties(trigger, row)
        if self._is_no_deed(trigger, row, initiators, targets):
            return None
        if not _believable(row, initiators, targets, recalls=_recalls(trigger)):
            return None
        token = trigger.token
        where = event_place(token, self.places, event_type=row.type)
        when = self.clock.of(token, row.type)
        if not targets and trigger.pos == "VERB" and row.target and row.type not in _LONE:
            targets = self._meant(token, row, initiators)
        initiators, targets = self._of_the_place(initiators, where, token), self._of_the_place(targets, where, token)
        light_effect = trigger.light_frame.effect if trigger.light_frame else ""
        told = status.told(token, quotes=self.quotes, light=trigger.light, light_effect=light_effect)
        if _is_ahead(when.span, self.published):
            told.take("possible")
        claims = self._claims(told)
        initiators = initiators or _responsible(claims)
        voice = status.voice_of(initiators, claims, is_own=told.is_own)
        coming = intent(token, row.type, initiators) if trigger.pos == "VERB" else None
        deaths, injured = tolls(token, row.lemma) if row.type in _DEADLY else (None, None)
        mention_id = stable_id("mention", self.article_id, str(token.idx), str(token.idx + len(token)), coming.type if coming else row.type)
        self.traces[mention_id] = Trace(trigger, row, told)
        return Mention(
            mention_id=mention_id,
            article_id=self.article_id,
            start=token.idx,
            end=token.idx + len(token),
            text=token.text,
            sentence_start=token.sent.start_char,
            sentence_end=token.sent.end_char,
            type=coming.type if coming else row.type,
            mode=None if coming else row.mode,
            cameo=coming.cameo if coming else row.cameo,
            initiators=initiators,
            targets=targets,
            place=where.place,
            place_told=where.told,
            place_basis=where.basis,
            place_confidence=where.confidence,
            date=when.span,
            date_told=when.told,
            date_basis=when.basis,
            voice=voice,
            polarity=told.polarity,
            modality=told.modality,
            aspect=aspect_of(token, row.aspect, deaths=deaths, date=when.span),
            status=status.status_of(polarity=told.polarity, modality=told.modality, voice=voice, claims=claims),
            claims=claims,
            deaths=deaths,
            injured=injured,
            score=row.weight,
            rule=row.rule,
        )

    def _meant(self, verb: Token, row: Frame, initiators: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Give the first actor after a verb, among what depends on it, that is not its doer: whom the act is likely meant for. Speech about
        an act is left to those who did it."""
        if row.type in _ABOUT_ACTS and any((o.lemma_.lower(), "NOUN") in self.coder.lexicon.frames for o in args.objects(verb)):
            return ()
        own = {a.name for a in initiators}
        found = (tuple(a for a in self._actors([h]) if a.name not in own and (a.actor_id or a.sector or a.name[:1].isupper())) for h in dependents_after(verb, with_places=row.type in _FELT_THERE))
        return next((f for f in found if f), ())

    def _is_no_deed(self, trigger: Trigger, row: Frame, initiators: tuple[Actor, ...], targets: tuple[Actor, ...]) -> bool:
        """Tell whether a verb tells what a thing does (*the law allows*), or what somebody is known for (*anyone accused of theft*)."""
        token = trigger.token
        if initiators or trigger.pos != "VERB":
            return False
        if row.type == "ACCUSE" and token.dep_ in {"amod", "acl"}:
            return not any(a.actor_id and not a.actor_id.startswith("role:") for a in targets)
        told = [c for c in args.children(token, "nsubj") if c.lower_ not in _PERSONS]
        return row.type in _WILLED and bool(told) and not args.is_passive(token)

    def _parties(self, trigger: Trigger, row: Frame) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        light = trigger.light_frame
        initiator_roles = (*light.initiator, *row.initiator) if light else row.initiator
        target_roles = (*row.target, *light.target) if light else row.target
        initiators = self._first_filled(trigger, initiator_roles)
        targets = self._first_filled(trigger, [r for r in target_roles if r not in {"both", "between"}])  # partners fill these
        if not targets and row.type in {"ASSAULT", "COERCE"}:
            targets = self._actors(roles.victims_before(trigger))
        if not targets:
            targets = self._actors([o for h in roles.role_heads(trigger, target_roles) for o in args.noun_agents(h)])  # *the army's depots*
        if not initiators and "speaker" in row.initiator:
            initiators = self._actors([q.speaker for q in self.quotes if q.start <= trigger.token.i < q.end and q.speaker is not None])
        elif not initiators and row.initiator:
            initiators = self._actors(roles.agents_behind(trigger))
        if not initiators and trigger.pos == "VERB" and {"subj", "both"} & set(row.initiator):
            initiators = next((found for h in nominals_before(trigger.token) if (found := self._actors([h]))), ())
        partners = self._actors(roles.partner_heads(trigger, row.initiator)) if row.initiator else ()
        if partners:
            targets = partners
            initiators = tuple(a for a in initiators if a not in partners) or initiators
        if row.type == "PROTEST" and any(h.pos_ == "PRON" for h in roles.role_heads(trigger, initiator_roles)):
            initiators = tuple(a for a in initiators if a.sector not in _STATE)  # *they* who march are no police
        return initiators, tuple(a for a in targets if a not in initiators)

    def _of_the_place(self, actors: tuple[Actor, ...], where: EventPlace, trigger: Token) -> tuple[Actor, ...]:
        """Give crowds without a country that of the place which the sentence tells for the event, and the unknown that or the country around."""
        country = where.place.country if where.place is not None and where.basis == "sentence" else self.context.only_country
        named: dict[str, Actor] = {}
        for actor in actors:
            if country is not None:
                actor = self.context.at_home(actor, country)  # noqa: PLW2901 - the actor as placed
            if actor.actor_id is None and actor.country is None and actor.sector in _HOMED:
                actor = replace(actor, country=country or self.context.country_near(trigger))  # noqa: PLW2901
            named.setdefault(actor.actor_id or actor.name, actor)
        return tuple(named.values())

    def _first_filled(self, trigger: Trigger, wanted: Sequence[str]) -> tuple[Actor, ...]:
        for role in wanted:
            actors = self._actors(roles.role_heads(trigger, (role,)))
            if actors:
                return actors
        return ()

    def _claims(self, told: Told) -> tuple[Claim, ...]:
        """Give the claims with their claimants as actors; a day claims nothing, nor does a thing where an actor has to speak."""
        found = []
        for claim in told.claims:
            head = claim.claimant if claim.claimant is not None and claim.claimant.idx not in self.timed else None
            who = claimant(head, self.resolve(head), self.context) if head is not None else None
            if not claim.needs_actor or (who is not None and who.actor_id):
                found.append(Claim(claimant=who, stance=claim.stance, cue=claim.cue, cue_start=claim.cue_start, cue_end=claim.cue_end))
        return tuple(found)


def _responsible(claims: tuple[Claim, ...]) -> tuple[Actor, ...]:
    """Who claims responsibility tells of an own deed."""
    return tuple(c.claimant for c in claims[:1] if c.stance == "claims_responsibility" and c.claimant is not None)


def _with_parties(draft: Draft) -> Mention:
    """Give the mention with the parties that the document told; who speaks of his own act speaks for himself."""
    mention = draft.mention
    if (draft.initiators, draft.targets) == (mention.initiators, mention.targets):
        return mention
    return status.retold(replace(mention, initiators=draft.initiators, targets=draft.targets))


def _recalls(trigger: Trigger) -> bool:
    """A definite event noun (*the attack*, *these protests*) speaks of one that was told before."""
    return trigger.pos == "NOUN" and any(c.lower_ in {"the", "this", "that", "these", "those"} for c in trigger.token.children)


def _is_ahead(span: TimeSpan | None, published: Published) -> bool:
    """What lies wholly after the publication has not happened; a day's grace for time zones."""
    return bool(span and span.first and published.last and span.first > published.last + dt.timedelta(days=1))


def _believable(row: Frame, initiators: tuple[Actor, ...], targets: tuple[Actor, ...], *, recalls: bool) -> bool:
    """A stop row never counts, a weak row needs both actors known, a row of most types one actor at least or a telling before it."""
    if row.weight <= STOP_WEIGHT:
        return False
    if row.weight < MIN_WEIGHT:
        return any(a.actor_id for a in initiators) and any(a.actor_id for a in targets)
    if row.pos == "NOUN" and row.weight < VAGUE_WEIGHT:
        return any(a.actor_id for a in (*initiators, *targets))
    return bool(initiators or targets) or row.type in _BARE_TYPES or recalls

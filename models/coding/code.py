"""The main path of event coding: one mention a coded trigger, with its actors, place, date, status, tolls and the row behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.tokens import Doc, Token

from models import status
from models.actors import ActorTable, DocContext, resolve
from models.coding import arguments as args
from models.coding import lexicon as lexicons
from models.coding.aspect import aspect_of
from models.coding.belief import BARE_TYPES, apolitical, believable
from models.coding.carry import carry_dates, same_story
from models.coding.cast import Cast
from models.coding.counts import Tolls, each_once, tolls
from models.coding.intents import intent
from models.coding.lexicon import Frame
from models.coding.parties import Draft, complete
from models.coding.roles import Trigger
from models.coding.triggers import find_triggers
from models.dating import EventClock, of_event
from models.phrases import is_no_one
from models.placing import event_place
from models.quotes import Quote, speakers
from models.records import Actor, Claim, Mention, PlaceMention, Published, TimeMention, TimeSpan, stable_id
from models.saying.claimants import claimant
from models.saying.telling import Told

_DEADLY = frozenset({"ASSAULT", "PROTEST", "COERCE"})  # a visit during which somebody is killed has no toll
_SECTOR_CLASSES = {
    "GOV": {"state", "body"}, "MIL": {"armed", "state", "group"}, "COP": {"armed", "state"}, "SPY": {"state", "armed"},
    "REB": {"armed", "group"}, "PRM": {"armed", "group"}, "UAF": {"armed", "group"}, "CVL": {"civilian", "person"},
    "PTY": {"body", "group"}, "JUD": {"body", "state"}, "LEG": {"body", "state"},
}  # fmt: skip
_ENTITY_CLASSES = {"PER": {"person"}, "ORG": {"body", "group"}, "LOC": {"place"}, "NORP": {"group", "person"}}


@dataclass(frozen=True, slots=True)
class Trace:
    """What made a mention: its trigger, the row that coded it, how the sentence tells it, and the tolls with the words that tell them."""

    trigger: Trigger
    row: Frame
    told: Told
    tolls: Tolls


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
        self.timed = {i for t in times if not _names_event(t) for i in range(t.start, t.end)}
        self.apolitical = apolitical(doc)
        self.traces: dict[str, Trace] = {}  # by mention_id
        self.resolve = lru_cache(maxsize=None)(self._resolve)
        self.cast = Cast(self.resolve, self.context, self.quotes, coder.lexicon)

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
        standing = [d for d in drafts.values() if d.initiators or d.targets or d.type in BARE_TYPES]
        whole = [_with_parties(d, self.traces[d.mention.mention_id].told) for d in standing]
        whole = each_once(whole, {name: trace.tolls for name, trace in self.traces.items()})
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
        if head.idx in self.timed or is_no_one(head):  # *Monday* acts as little as *no one* claims
            return ()
        return tuple(a for a in resolve(head, context=self.context) if a.end is None or a.end - 1 not in self.timed)

    def _mention(self, trigger: Trigger, row: Frame) -> Mention | None:
        initiators, targets = self.cast.parties(trigger, row)
        if self.cast.is_no_deed(trigger, row, initiators, targets):
            return None
        is_apolitical = trigger.token.sent.start in self.apolitical
        if not believable(trigger, row, initiators, targets, recalls=_recalls(trigger), is_apolitical=is_apolitical):
            return None
        token = trigger.token
        where = event_place(token, self.places, event_type=row.type)
        when = self.clock.of(token, row.type)
        targets = targets or self.cast.meant(trigger, row, initiators)
        initiators, targets = (self.cast.of_the_place(actors, where, token) for actors in (initiators, targets))
        light_effect = trigger.light_frame.effect if trigger.light_frame else ""
        told = status.told(token, quotes=self.quotes, light=trigger.light, light_effect=light_effect)
        if _is_ahead(when.span, self.published):
            told.take("possible")
        claims = self._claims(told)
        initiators = initiators or _responsible(claims)
        voice = status.voice_of(initiators, claims, is_own=told.is_own)
        coming = intent(token, row.type, initiators) if trigger.pos == "VERB" else None
        harm = tolls(token, row.lemma) if row.type in _DEADLY else Tolls()
        mention_id = stable_id("mention", self.article_id, str(token.idx), str(token.idx + len(token)), coming.type if coming else row.type)
        self.traces[mention_id] = Trace(trigger, row, told, harm)
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
            aspect=aspect_of(token, row.aspect, type=row.type, deaths=harm.deaths, date=when.span),
            status=status.status_of(polarity=told.polarity, modality=told.modality, voice=voice, claims=claims),
            claims=claims,
            deaths=harm.deaths,
            injured=harm.injured,
            score=row.weight,
            rule=row.rule,
            date_anchored=of_event(token, when.span),
        )

    def _claims(self, told: Told) -> tuple[Claim, ...]:
        """Give the claims with their claimants as actors; a day claims nothing, nor does a thing where an actor has to speak."""
        found = []
        for claim in told.claims:
            head = claim.claimant if claim.claimant is not None and claim.claimant.idx not in self.timed else None
            who = claimant(head, self.resolve(head), self.context) if head is not None else None
            if not claim.needs_actor or (who is not None and (who.actor_id or (head is not None and head.ent_type_ == "PER"))):
                found.append(Claim(claimant=who, stance=claim.stance, cue=claim.cue, cue_start=claim.cue_start, cue_end=claim.cue_end))
        return tuple(found)


def _responsible(claims: tuple[Claim, ...]) -> tuple[Actor, ...]:
    """Who claims responsibility tells of an own deed."""
    return tuple(c.claimant for c in claims[:1] if c.stance == "claims_responsibility" and c.claimant is not None)


def _with_parties(draft: Draft, told: Told) -> Mention:
    """Give the mention with the parties that the document told; who speaks of his own act speaks for himself."""
    mention = draft.mention
    if (draft.initiators, draft.targets) == (mention.initiators, mention.targets):
        return mention
    return status.retold(replace(mention, initiators=draft.initiators, targets=draft.targets), is_own=told.is_own)


def _names_event(time: TimeMention) -> bool:
    """An anniversary is told by the words of an event, which has parties: *of the withdrawal of the Soviet troops*."""
    return time.anchored is not None or time.rule in {"anniversary", "anchored"}


def _recalls(trigger: Trigger) -> bool:
    """A definite event noun (*the attack*, *these protests*) speaks of one that was told before."""
    return trigger.pos == "NOUN" and any(c.lower_ in {"the", "this", "that", "these", "those"} for c in trigger.token.children)


def _is_ahead(span: TimeSpan | None, published: Published) -> bool:
    """What lies wholly after the publication has not happened; a day's grace for time zones."""
    return bool(span and span.first and published.last and span.first > published.last + dt.timedelta(days=1))

"""The time that an event gets: its own expression, that of its clause or a governing one, the story's, or publication."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from models.dating import anchors
from models.dating.attach import attached, hours_from, is_anothers, is_definite, nearest, of_clause_below, same_line, same_stem, when
from models.dating.narrative import Narrative
from models.dating.offsets import away, measured
from models.dating.placed import Placed
from models.dating.reconcile import name_around, victim_of
from models.dating.tense import (
    hangs_on_unreal,
    is_general,
    is_going_on,
    is_infinitive,
    is_of_before,
    is_perfect,
    is_timeless,
    is_unreal,
    tense_of,
    told_tense,
)
from models.phrases import case_of, clause_head
from models.quotes import Quote
from models.records import DateBasis, Published, TimeMention, TimeSpan

_PASSES_TIME = frozenset({"advcl", "acl", "acl:relcl", "xcomp", "conj", "ccomp", "parataxis"})
_SPEECH = frozenset(
    {
        "say", "tell", "announce", "report", "state", "claim", "add", "warn", "allege", "note", "confirm", "accuse", "declare", "insist",
        "write", "condemn", "describe", "acknowledge", "admit", "call", "urge", "vow", "deny", "tweet", "quote", "post",
    }
)  # fmt: skip
_SETTING = frozenset({"in", "during", "at", "amid"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_BARE_SINCE = re.compile(r"[^,;.]*\bsince(?:\s+then)?\s*(?:[.,;]|$)")
_NEWS = dt.timedelta(days=31)
_RECALL = 400  # tokens back to which *the attack* may point
_PHYSICAL = frozenset({"ASSAULT", "PROTEST", "COERCE"})
_REACTIONS = frozenset(
    {"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "CONSULT", "AGREE", "THREATEN", "CONCEDE", "SANCTION", "COOPERATE", "AID"}
)


@dataclass(frozen=True, slots=True)
class EventTime:
    """The days of an event (None if the text leaves them open), the words that tell it, and how they reach the event."""

    span: TimeSpan | None = None
    told: str | None = None
    basis: DateBasis | None = None


class EventClock:
    """Gives the time of the events of one document. `times` and `quotes` are those of the document, in order."""

    def __init__(self, doc: Doc, times: Sequence[TimeMention], published: Published, quotes: Sequence[Quote] = ()) -> None:
        self.doc = doc
        self.story = Narrative(doc, times, published, quotes)
        self.published = published
        self._direct: dict[int, EventTime | None] = {}

    def of(self, trigger: Token, kind: str = "") -> EventTime:
        """Give the time of an event by the nearest expression that governs it, else by the story, else by fresh publication.

        General and habitual statements, plans without a date and participles with no finite verb above them get none. `kind` is the
        event's PLOVER type, where it is known: a reaction that is told without a time came after what it reacts to. `basis` is
        *publication* only if the day of publication is known.
        """
        direct = self.direct(trigger)
        if direct:
            return direct
        named = self._named(trigger)
        if named:
            return named
        if self.story.in_headline(trigger):
            return self._headline(trigger)
        since = self._since_then(trigger)
        if since:
            return since
        found = self._by_story(trigger, kind)
        act = self.story.lead_act
        if found.span is None and act and kind in _PHYSICAL and is_definite(trigger) and self._is_news():
            return EventTime(act.span, act.told, "neighbour")
        return found

    def _named(self, trigger: Token) -> EventTime | None:
        """Give the days of a dated event that the text only names: *since the fall of Kabul*, if it lies a month before publication, since
        such a name may be another's; *killed General Soleimani*, if it lies before it at all.
        """
        name, victim = name_around(trigger), victim_of(trigger)
        anchor = anchors.named(name or victim or "")
        if anchor is None or (self.published.last and anchor.last > self.published.last - (dt.timedelta(0) if victim else _NEWS)):
            return None
        return EventTime(TimeSpan(anchor.first, anchor.last, "day" if anchor.first == anchor.last else "range"), name, "expression")

    def _since_then(self, trigger: Token) -> EventTime | None:
        """Read a bare *since*: *16 were killed since*, *they have since grown* run from the time told last to publication."""
        after = self.doc[trigger.i + 1 : trigger.sent.end].text
        is_bare = _BARE_SINCE.match(after) or any(c.lower_ == "since" and c.dep_ == "advmod" for c in clause_head(trigger).children)
        told = (self.story.before(trigger) or self.story.lead) if is_bare else None
        last = self.published.last
        if told is None or told.span.first is None or last is None or told.span.first > last:
            return None
        return EventTime(TimeSpan(told.span.first, last, "range"), "since", "neighbour")

    def _by_story(self, trigger: Token, kind: str) -> EventTime:
        """Give the time of an event that no words of its own date: by the paragraph's frame, the sentences before or the story's day."""
        head = clause_head(trigger)
        if is_timeless(trigger, head):
            return EventTime()
        tense, has, is_ahead = told_tense(head), is_perfect(head), is_infinitive(head)
        frame = self.story.frame(trigger.sent)
        if frame and not is_ahead and ((tense == "past" and not has) or self.story.is_reported(trigger)):
            return EventTime(frame.span, frame.told, "neighbour")
        if trigger == head and is_going_on(head):
            return self._reaction(self.story.before(trigger) or self.story.lead)
        if tense != "past":
            return EventTime()
        if has:
            known = kind in _REACTIONS or self.story.is_at_head(trigger)
            return self._fresh(kind) if known else EventTime()
        here = self._in_sentence(trigger)
        if here:
            return _expression(here)
        spoken = self.story.spoken_after(trigger) if kind in _REACTIONS else None
        if spoken:
            return EventTime(spoken.span, spoken.told, "neighbour")
        before = self.story.before(trigger)
        if is_ahead:
            return EventTime(before.span, before.told, "neighbour") if before else EventTime()
        if before and kind in _REACTIONS and not self.story.goes_on(head) and self._is_news():
            return self._reaction(before)
        if before:
            return EventTime(before.span, before.told, "neighbour")
        return self._fresh(kind)

    def direct(self, trigger: Token) -> EventTime | None:
        """Give the time that the words around an event or an earlier telling of it say; None if nothing does."""
        if trigger.i not in self._direct:
            self._direct[trigger.i] = None  # what is being looked up recalls nothing by itself
            self._direct[trigger.i] = self._bounded(trigger, self._told(trigger))
        return self._direct[trigger.i]

    def _bounded(self, trigger: Token, found: EventTime | None) -> EventTime | None:
        """Give what happened *by* a day a beginning: the time that the story told of before, or publication for what lies ahead."""
        if not found or not found.span or found.span.first or not found.span.last:
            return found
        if not (found.told or "").lower().startswith(("by ", "until ")):
            return found
        last, published = found.span.last, self.published.first
        first = published if published and published <= last else self.story.told_by(trigger, last)
        return EventTime(TimeSpan(first, last, "range"), found.told, found.basis) if first else found

    def _told(self, trigger: Token) -> EventTime | None:
        here = [p for p in self.story.placed(trigger.sent) if same_line(p.head, trigger)]
        own = (
            nearest([p for p in here if attached(p.head, trigger) and not is_anothers(p, trigger)], trigger)
            or of_clause_below(here, trigger)
            or hours_from(here, trigger)
            or (None if hangs_on_unreal(clause_head(trigger)) else when(here, trigger, self.published.last))
        )
        if own is None and is_of_before(trigger):
            return None
        distance = away(trigger, here, self.story.before(trigger) or self.story.lead)
        if distance:
            return EventTime(*distance, "expression")
        clause = nearest(
            [p for p in here if clause_head(p.head) == clause_head(trigger) and not is_anothers(p, trigger)], clause_head(trigger)
        )
        if own is None and clause and (trigger.dep_ in _SUBJECTS or trigger.pos_ != "NOUN"):
            own = clause
        recalled = self._recalled(trigger) if own is None or own.is_clock else None
        if recalled:
            return recalled
        if own and own.is_clock and is_definite(trigger) and self.story.lead_act:
            return EventTime(self.story.lead_act.span, self.story.lead_act.told, "neighbour")
        if own:
            return _expression(own)
        measure = measured(trigger, here, lead=self.story.lead, published=self.published)
        if measure:
            return EventTime(*measure, "expression")
        setting = self._setting(trigger)
        if setting:
            return setting
        if clause:
            return _expression(clause)
        return self._governing(trigger, here)

    def _setting(self, trigger: Token) -> EventTime | None:
        """Give the time of the event in which something happened: *killed in the attack*, *injured in a bombing that happened in May*."""
        coordinated = [c for c in trigger.children if c.dep_ == "conj" and c.pos_ == "VERB"]
        for child in (c for verb in (trigger, *coordinated) for c in verb.children):
            if child.dep_ not in {"obl", "nmod"} or child.pos_ != "NOUN" or case_of(child) not in _SETTING:
                continue
            below = of_clause_below([p for p in self.story.placed(trigger.sent) if same_line(p.head, trigger)], child)
            found = _expression(below) if below else self._recalled(child)
            if found:
                return found
        return None

    def _recalled(self, noun: Token) -> EventTime | None:
        """Give the time told earlier of what a definite noun takes up again: *attacked on Friday … the attack*."""
        if not is_definite(noun):
            return None
        for i in range(noun.i - 1, max(-1, noun.i - _RECALL), -1):
            token = self.doc[i]
            if token.pos_ not in {"NOUN", "VERB"} or not same_stem(token, noun) or token.sent == noun.sent:
                continue
            found = self.direct(token)
            if found and found.span and found.span.first and found.span.last:
                return EventTime(found.span, found.told, "neighbour")
        return None

    def _governing(self, trigger: Token, here: Sequence[Placed]) -> EventTime | None:
        """Climb to governing clauses: participles and infinitives share their time; a clause that is said happened no later than the
        saying. What only might be passes nothing on."""
        head = clause_head(trigger)
        while head.dep_ in _PASSES_TIME and head.head != head and not is_unreal(head):
            governor = clause_head(head.head)
            tense = tense_of(head)
            if head.dep_ == "ccomp" and (tense != "past" or is_general(head)):
                return None
            if head.dep_ in {"acl:relcl", "conj", "parataxis"} and tense not in {tense_of(governor), "unknown"}:
                return None
            found = when(here, head, self.published.last)
            found = found or nearest([p for p in here if clause_head(p.head) == governor and not is_anothers(p, trigger)], governor)
            if found:
                reported = head.dep_ in {"ccomp", "parataxis"} and governor.lemma_.lower() in _SPEECH
                if reported and found.is_day and found.span.first and found.span.first == found.span.last:
                    first = found.span.first
                    return EventTime(TimeSpan(first - dt.timedelta(1), first, "range"), found.told, "expression")
                return _expression(found)
            head = governor
        return None

    def _in_sentence(self, trigger: Token) -> Placed | None:
        """Give the closest time of the sentence, unless it belongs to another clause than those that hold the event."""
        here = [p for p in self.story.placed(trigger.sent) if same_line(p.head, trigger) and p.lead not in {"since", "until", "by"}]
        closest = min(here, key=lambda p: abs(p.head.i - trigger.i), default=None)
        if closest is None:
            return None
        head = clause_head(closest.head)
        aside = head.dep_ in {"acl:relcl", "acl", "advcl"} and not head.is_ancestor(trigger)
        return None if aside else closest

    def _headline(self, trigger: Token) -> EventTime:
        """Give a headline the time of the same word in the body, else of the story; its present tense tells of the past."""
        if tense_of(clause_head(trigger)) == "future" or any(c.dep_ == "mark" and c.lower_ == "to" for c in trigger.children):
            return EventTime()
        for token in self.doc[trigger.i + 1 : trigger.i + _RECALL]:
            if token.idx > self.story.headline_end and token.pos_ in {"NOUN", "VERB"} and same_stem(token, trigger):
                found = self.direct(token)
                if found and found.span and found.span.first and found.span.last:
                    return EventTime(found.span, found.told, "neighbour")
        return self._fresh("")

    def _fresh(self, kind: str) -> EventTime:
        """Give the story's own day, else publication and the day before, if the day of publication is known and the text is news."""
        lead, day = self.story.lead, self.published.first
        if day is None or not self._is_news():
            return EventTime()
        if lead and kind in _REACTIONS:
            return self._reaction(lead)
        act = self.story.lead_act
        if act:
            return EventTime(act.span, act.told, "neighbour")
        return EventTime(TimeSpan(day - dt.timedelta(1), day, "range"), None, "publication")

    def _reaction(self, after: Placed | None) -> EventTime:
        """Give the days from what was told last up to publication: a reaction without a time of its own came after what it reacts to."""
        day = self.published.first
        if day is None or not self._is_news():
            return EventTime()
        if after is None or after.span.first is None or not day - _NEWS <= after.span.first <= day:
            return EventTime(TimeSpan(day - dt.timedelta(1), day, "range"), None, "publication")
        return EventTime(TimeSpan(after.span.first, day, "range"), None, "publication")

    def _is_news(self) -> bool:
        return self.published.first is not None and self.published.first == self.published.last and not self.story.is_history


def _expression(placed: Placed) -> EventTime:
    return EventTime(placed.span, placed.told, "expression")

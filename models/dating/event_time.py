"""The time that an event gets: its own expression, that of its clause or a governing one, the narrative's, or publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from models.dating.placed import Placed, best, placed_in
from models.dating.tense import auxiliaries, tense_of
from models.phrases import clause_head
from models.records import DateBasis, Published, TimeMention, TimeSpan

_BORDERS = frozenset({"acl:relcl", "ccomp", "advcl", "parataxis", "conj", "csubj", "acl", "xcomp", "list", "dep"})
_PASSES_TIME = frozenset({"advcl", "acl", "acl:relcl", "xcomp", "conj", "ccomp", "parataxis"})
_HABITUAL = {
    "usually",
    "often",
    "always",
    "regularly",
    "routinely",
    "typically",
    "generally",
    "sometimes",
    "frequently",
    "repeatedly",
    "never",
}
_SPEECH = frozenset(
    {
        "say", "tell", "announce", "report", "state", "claim", "add", "warn", "allege",
        "note", "confirm", "accuse", "declare", "insist", "write", "condemn", "describe", "acknowledge",
        "admit", "call", "urge", "vow", "deny",
    }
)  # fmt: skip
_PRONOUNS = {"he", "she", "they", "it", "i", "we"}


@dataclass(frozen=True, slots=True)
class EventTime:
    """The days of an event (None if the text leaves them open), the words that tell it, and how they reach the event."""

    span: TimeSpan | None = None
    told: str | None = None
    basis: DateBasis | None = None


def event_time(trigger: Token, times: Sequence[TimeMention], published: Published) -> EventTime:
    """Give the time of an event by the nearest expression that governs it, else by the narrative, else by fresh publication.

    `times` are those of the trigger's document, in order. General and habitual statements, plans without a date and participles
    with no finite verb above them get none. `basis` is *publication* only if the day of publication is known.
    """
    here = [p for p in placed_in(trigger.sent, times, published) if _same_line(p.head, trigger)]
    own = best([p for p in here if _attached(p.head, trigger)]) or best([p for p in here if _same_clause(p.head, trigger)])
    if own:
        return _told(own)
    governed = _governing(trigger, here)
    if governed:
        return governed
    head = clause_head(trigger)
    tense = tense_of(head)
    told_before = _told_before(trigger, times, published)
    if told_before:
        return told_before
    if _in_headline(trigger):
        return _headline(trigger, times, published, tense)
    if tense != "past" or _is_general(head):
        return EventTime()
    simple = not _is_perfect(head)
    if here and simple:
        nearest = min(here, key=lambda p: abs(p.head.i - trigger.i))
        if not _in_other_speech(nearest.head, trigger):
            return _told(nearest)
    around = _neighbour(trigger, times, published) if simple else None
    if around:
        return EventTime(around.span, around.told, "neighbour")
    return _fresh(published)


def _fresh(published: Published) -> EventTime:
    """Give publication and the day before, if the day of publication is known."""
    if published.first is None or published.first != published.last:
        return EventTime()
    day = published.first
    return EventTime(TimeSpan(day - dt.timedelta(1), day, "range"), None, "publication")


def _same_line(left: Token, right: Token) -> bool:
    """Tell whether two tokens stand on one line: a headline and a line with the date often end without a full stop."""
    low, high = sorted((left.idx, right.idx))
    return "\n" not in left.doc.text[low:high]


def _in_headline(trigger: Token) -> bool:
    """Tell whether a token stands in a first line of at most 160 characters with no full stop that more text follows."""
    text: str = trigger.doc.text
    head, newline, _ = text.lstrip().partition("\n")
    end = len(text) - len(text.lstrip()) + len(head)
    return bool(newline) and len(head) <= 160 and not head.rstrip().endswith((".", '"', "”")) and trigger.idx < end


def _headline(trigger: Token, times: Sequence[TimeMention], published: Published, tense: str) -> EventTime:
    """Give a headline the first day named in the body's lead, else fresh publication; its present tense tells of the past."""
    if tense == "future" or any(c.dep_ == "mark" and c.lower_ == "to" for c in trigger.children):
        return EventTime()
    end = trigger.doc.text.lstrip().find("\n") + len(trigger.doc.text) - len(trigger.doc.text.lstrip())
    for sentence in trigger.doc.sents:
        if sentence.start_char > end + 900:
            break
        for placed in placed_in(sentence, times, published):
            line_end = trigger.doc.text[placed.head.idx :].split("\n", 1)[0]
            if placed.head.idx > end and len(line_end) > 40 and placed.is_day:
                return EventTime(placed.span, placed.told, "neighbour")
    return _fresh(published)


def _told_before(trigger: Token, times: Sequence[TimeMention], published: Published) -> EventTime | None:
    """Give the time told earlier of what a definite noun takes up again: *attacked on Friday … the attack*."""
    if trigger.pos_ != "NOUN" or not any(c.dep_ == "det" and c.lower_ in {"the", "this", "that"} for c in trigger.children):
        return None
    stem = trigger.lemma_.lower()[:6]
    for i in range(trigger.i - 1, max(-1, trigger.i - 400), -1):
        token = trigger.doc[i]
        if len(stem) < 4 or not token.lemma_.lower().startswith(stem) or token.pos_ not in {"NOUN", "VERB"} or token.sent == trigger.sent:
            continue
        found = [p for p in placed_in(token.sent, times, published) if _same_line(p.head, token)]
        earlier = best([p for p in found if _attached(p.head, token)]) or best([p for p in found if _same_clause(p.head, token)])
        if earlier and earlier.span.first and earlier.span.last:
            return EventTime(earlier.span, earlier.told, "neighbour")
    return None


def _told(placed: Placed) -> EventTime:
    return EventTime(placed.span, placed.told, "expression")


def _attached(expression: Token, trigger: Token) -> bool:
    """Tell whether an expression hangs below the trigger with no clause between."""
    token = expression
    while token != trigger:
        if token.dep_ in _BORDERS or token.head == token:
            return False
        token = token.head
    return True


def _same_clause(expression: Token, trigger: Token) -> bool:
    """Tell whether expression and trigger share their predicate; an expression inside another event's noun phrase does not count."""
    return clause_head(expression) == clause_head(trigger)


def _governing(trigger: Token, here: Sequence[Placed]) -> EventTime | None:
    """Climb to governing clauses: participles and infinitives share their time; a clause that is said happened no later than the saying."""
    head = clause_head(trigger)
    while head.dep_ in _PASSES_TIME and head.head != head:
        governor = clause_head(head.head)
        tense = tense_of(head)
        if head.dep_ == "ccomp" and (tense != "past" or _is_general(head)):
            return None
        if head.dep_ in {"acl:relcl", "conj", "parataxis"} and tense not in {tense_of(governor), "unknown"}:
            return None
        found = best([p for p in here if clause_head(p.head) == governor])
        if found:
            reported = head.dep_ in {"ccomp", "parataxis"} and governor.lemma_.lower() in _SPEECH
            if reported and found.is_day and found.span.first and found.span.first == found.span.last:
                first = found.span.first
                return EventTime(TimeSpan(first - dt.timedelta(1), first, "range"), found.told, "expression")
            return _told(found)
        head = governor
    return None


def _is_perfect(head: Token) -> bool:
    return any(a.lower_ in {"has", "have", "'ve", "’ve"} for a in auxiliaries(head))


def _is_general(head: Token) -> bool:
    return any(c.dep_ == "advmod" and c.lower_ in _HABITUAL for c in head.children)


def _in_other_speech(expression: Token, trigger: Token) -> bool:
    """Tell whether a time belongs to a clause coordinated or embedded elsewhere, not to one that holds the trigger."""
    head = clause_head(expression)
    return head.dep_ in {"acl:relcl", "acl", "advcl"} and not head.is_ancestor(trigger)


def _same_paragraph(left: Span, right: Span) -> bool:
    text = left.doc.text[left.end_char : right.start_char]
    return "\n" not in text and "\n" not in left.text.rstrip("\n")


def _neighbour(trigger: Token, times: Sequence[TimeMention], published: Published) -> Placed | None:
    """Give the narrative's time: of the closest sentence before in the paragraph, or of a quote's own speaker sentence just after."""
    sentences = list(_sentences_around(trigger))
    here = sentences.index(trigger.sent) if trigger.sent in sentences else 0
    if here + 1 < len(sentences) and _continues_speech(trigger, sentences[here + 1]):
        after = best(list(placed_in(sentences[here + 1], times, published)))
        if after and _same_paragraph(trigger.sent, sentences[here + 1]):
            return after
    for i in range(here - 1, max(-1, here - 4), -1):
        if not _same_paragraph(sentences[i], sentences[i + 1]):
            return None
        main = [
            p for p in placed_in(sentences[i], times, published) if p.span.first and p.span.last and tense_of(clause_head(p.head)) == "past"
        ]
        if main:
            return best([p for p in main if clause_head(p.head) == sentences[i].root] or main)
    return None


def _sentences_around(trigger: Token) -> Iterator[Span]:
    """Yield up to three sentences before the trigger's, its own, and one after."""
    doc = trigger.doc
    before: list[Span] = []
    sentence = trigger.sent
    for _ in range(3):
        if sentence.start == 0:
            break
        sentence = doc[sentence.start - 1].sent
        before.append(sentence)
    yield from reversed(before)
    yield trigger.sent
    if trigger.sent.end < len(doc):
        yield doc[trigger.sent.end].sent


def _continues_speech(trigger: Token, after: Span) -> bool:
    """Tell whether the next sentence quotes the speaker of this one: it opens with a quotation and *he said*."""
    if trigger.lemma_.lower() not in _SPEECH and clause_head(trigger).lemma_.lower() not in _SPEECH:
        return False
    if not after.text.lstrip().startswith(("“", '"', "‘", "'")):
        return False
    return any(t.lemma_.lower() in _SPEECH and any(c.dep_ == "nsubj" and c.lower_ in _PRONOUNS for c in t.children) for t in after)

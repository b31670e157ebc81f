"""The course of a story: the day of its lead, the time that each sentence moves to, and the frame that opens a paragraph."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from models.dating.placed import Placed, placed_in
from models.dating.tense import told_tense
from models.phrases import clause_head, text_of
from models.quotes import Quote
from models.records import Published, TimeMention

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_SENTENCE = 40  # characters: a shorter line without a full stop is no sentence
_FRAGMENT = 6  # tokens
_GAP = 80  # characters before a sentence that may be white space between paragraphs
_LEAD_SENTENCES = 5
_REACH = 4  # sentences back within a paragraph
_NEWS = dt.timedelta(days=31)  # a story whose first day lies further back than this is no news of the day
_ASIDE = frozenset({"acl", "acl:relcl", "advcl", "nmod", "nmod:poss", "appos"})
_CLAUSES = frozenset({"acl", "acl:relcl", "advcl"})
_TALK = frozenset({"say", "tell", "state", "claim", "allege", "report", "add", "note", "announce", "show", "reveal", "release", "confirm"})


class Narrative:
    """One document's times, sentence by sentence."""

    def __init__(self, doc: Doc, times: Sequence[TimeMention], published: Published, quotes: Sequence[Quote]) -> None:
        self.doc, self.times, self.published, self.quotes = doc, times, published, quotes
        self._placed: dict[int, tuple[Placed, ...]] = {}
        text = text_of(doc)
        head, newline, _ = text.lstrip().partition("\n")
        is_title = bool(newline) and len(head) <= 160 and not head.rstrip().endswith((".", '"', "”"))
        self.headline_end = len(text) - len(text.lstrip()) + len(head) if is_title else 0

    def placed(self, sentence: Span) -> tuple[Placed, ...]:
        """Give the usable times of a sentence."""
        if sentence.start not in self._placed:
            found = tuple(placed_in(sentence, self.times, self.published))
            self._placed[sentence.start] = found + tuple(self._of_fragment(sentence))
        return self._placed[sentence.start]

    def _of_fragment(self, sentence: Span) -> Iterator[Placed]:
        """Yield the times of a few words before a sentence that the parse cut off it: *Last week | the minister resigned.*"""
        if sentence.start == 0 or self._starts_paragraph(sentence):
            return
        before = self.doc[sentence.start - 1].sent
        if len(before) <= _FRAGMENT and not before.text.rstrip().endswith((".", "!", "?", ":", '"', "”")):
            yield from placed_in(before, self.times, self.published)

    def in_headline(self, token: Token) -> bool:
        """Tell whether a token stands in a first line of at most 160 characters with no full stop that more text follows."""
        return token.idx < self.headline_end

    @cached_property
    def is_history(self) -> bool:
        """Tell whether the text tells of times long before it came out: hardly one of its days lies in the two months before."""
        last = self.published.last
        ends = [t.span.last for t in self.times if t.span.last and t.span.first and t.timex_type in {"DATE", "TIME"}]
        if last is None or len(ends) < 3:
            return False
        recent = sum(end >= last - 2 * _NEWS for end in ends)
        return recent <= 0.15 * len(ends)

    @cached_property
    def lead(self) -> Placed | None:
        """Give the day that the first sentences of the body tell of, if it is one of the month before publication."""
        return self._lead(of_saying=True)

    @cached_property
    def lead_act(self) -> Placed | None:
        """Give the same, but a day on which something was done, not said."""
        return self._lead(of_saying=False) or self.lead

    def _lead(self, *, of_saying: bool) -> Placed | None:
        for sentence in self._body[:_LEAD_SENTENCES]:
            days = [p for p in self.placed(sentence) if p.days <= 2 and p.head.idx >= self.headline_end and self._is_news(p)]
            days = [p for p in days if of_saying or not _says(clause_head(p.head))]
            if days:
                return min(days, key=lambda p: (not _is_main(p, sentence), p.start))
        return None

    def is_at_head(self, token: Token) -> bool:
        """Tell whether a token stands in the first two sentences of the body."""
        return any(s.start <= token.i < s.end for s in self._body[:2])

    @cached_property
    def _body(self) -> list[Span]:
        """Give the first sentences below the headline, lines with no more than a date left out."""
        found: list[Span] = []
        for sentence in self.doc.sents:
            text = sentence.text.strip()
            if sentence.end_char > self.headline_end and (len(text) >= _SENTENCE or text.endswith((".", "!", "?", '"', "”"))):
                found.append(sentence)
                if len(found) == _LEAD_SENTENCES:
                    break
        return found

    def _is_news(self, placed: Placed) -> bool:
        first, last = placed.span.first, self.published.last
        return first is not None and (last is None or last - _NEWS <= first <= last)

    def frame(self, sentence: Span) -> Placed | None:
        """Give a time of a month or longer that opens the paragraph (*Last year, …*) and holds until another is told."""
        for before in self._paragraph_before(sentence):
            for placed in self.placed(before):
                if _is_main(placed, before) and placed.days < 28:
                    return None
            first = next(iter(self.placed(before)), None)
            if first and _opens(first, before) and not first.lead and 28 <= first.days <= 370 and self._starts_paragraph(before):
                return first
        return None

    def before(self, trigger: Token) -> Placed | None:
        """Give the time to which the sentences before in the paragraph, the nearest first, have moved the story."""
        for i, sentence in enumerate(self._paragraph_before(trigger.sent)):
            if i >= _REACH:
                return None
            found = self._moves_to(sentence)
            if found:
                return found
        return None

    def _moves_to(self, sentence: Span) -> Placed | None:
        """Give the time of what a sentence tells: one that opens it or hangs on its predicate, else one beside a noun."""
        told = [p for p in self.placed(sentence) if p.span.first and p.span.last and p.lead not in {"since", "until", "by"}]
        told = [p for p in told if told_tense(clause_head(p.head)) == "past" or self._opens_clause(p)]
        main = [p for p in told if _is_main(p, sentence) or self._opens_clause(p)]
        beside = [p for p in told if clause_head(p.head).dep_ not in _CLAUSES]
        if not main:
            return beside[-1] if beside else None
        first = min(main, key=lambda p: (not _opens(p, sentence), clause_head(p.head) != sentence.root, p.days))
        return min((p for p in (first, *beside) if _within(p, first)), key=lambda p: p.days)

    def _opens_clause(self, placed: Placed) -> bool:
        """Tell whether a story goes on in a time that was only named: *they recall the events of last October, when rebels …*."""
        return text_of(self.doc)[placed.end : placed.end + 6].startswith((", when", " when"))

    def told_by(self, trigger: Token, last: dt.date) -> dt.date | None:
        """Give the first day of the time that the text told of last before a token, if it is not after `last`."""
        for time in reversed([t for t in self.times if t.end <= trigger.idx and t.timex_type == "DATE"]):
            if time.span.first and time.span.last and time.span.last < last:
                return time.span.first
        return None

    def spoken_after(self, trigger: Token) -> Placed | None:
        """Give the time of the next sentence, where it quotes the speaker of this one: it opens with a quotation and *he said*."""
        sentence = trigger.sent
        if sentence.end >= len(self.doc):
            return None
        after = self.doc[sentence.end].sent
        if self._starts_paragraph(after) or not after.text.lstrip().startswith(("“", '"', "‘", "'")):
            return None
        said = (t for t in after if t.lemma_.lower() in _TALK)
        if not any(c.dep_ == "nsubj" and c.pos_ == "PRON" and c.lower_ != "who" for t in said for c in t.children):
            return None
        return self._moves_to(after)

    def goes_on(self, head: Token) -> bool:
        """Tell whether a predicate, or one above it, goes on with who acted last: a pronoun, or the subject of the sentence before."""
        last = self.doc[head.sent.start - 1].sent if head.sent.start else head.sent
        acted = {t.lower_ for t in last if t.dep_ in _SUBJECTS}
        chain = (head, *(a for a in head.ancestors if a.pos_ in {"VERB", "AUX"}))
        subjects = [c for verb in chain for c in verb.children if c.dep_ in _SUBJECTS]
        return any(s.pos_ == "PRON" or (last != head.sent and s.lower_ in acted) for s in subjects)

    def is_reported(self, token: Token) -> bool:
        """Tell whether a token stands in a quotation or behind a verb of saying."""
        if any(q.start <= token.i < q.end for q in self.quotes):
            return True
        return any(t.lemma_.lower() in _TALK for t in token.doc[token.sent.start : token.i])

    def _paragraph_before(self, sentence: Span) -> list[Span]:
        """Give the sentences of a paragraph before one, the nearest first."""
        found: list[Span] = []
        while sentence.start > 0 and not self._starts_paragraph(sentence):
            sentence = self.doc[sentence.start - 1].sent
            found.append(sentence)
        return found

    def _starts_paragraph(self, sentence: Span) -> bool:
        text = text_of(self.doc)
        own = text[sentence.start_char : sentence.end_char]
        begin = sentence.start_char + len(own) - len(own.lstrip())
        before = text[max(0, begin - _GAP) : begin]
        return "\n" in before[len(before.rstrip()) :] or not before.strip()


def _is_main(placed: Placed, sentence: Span) -> bool:
    """Tell whether a time belongs to what the sentence tells, not to a clause or noun that only describes somebody in it."""
    token = placed.head
    if _opens(placed, sentence):
        return True
    while token.head != token and not _is_told(token):
        if token.dep_ in _ASIDE:
            return False
        token = token.head
    return not any(c.dep_ == "aux" and c.lower_ == "having" for c in token.children)


def _is_told(token: Token) -> bool:
    """Tell whether a token heads a clause that moves the story, wherever the parse hangs it: finite, with no *when*, *who*, *after*."""
    if token.tag_ != "VBD" or token.dep_ in {"acl:relcl", "acl"}:
        return False
    return not any(c.dep_ == "mark" or c.tag_ in {"WRB", "WDT", "WP"} for c in token.children)


def _opens(placed: Placed, sentence: Span) -> bool:
    """Tell whether a time stands at the head of its sentence, but for a preposition."""
    return len(text_of(sentence.doc)[sentence.start_char : placed.start].split()) <= 2 and placed.head.dep_ not in {"nmod:poss", "compound"}


def _within(inner: Placed, outer: Placed) -> bool:
    a, b = inner.span, outer.span
    return bool(a.first and a.last and b.first and b.last and b.first <= a.first and a.last <= b.last)


def _says(head: Token) -> bool:
    """Tell whether a predicate tells what somebody said: *police said that …*, not *…, officials reported*."""
    return head.lemma_.lower() in _TALK and any(c.dep_ in {"ccomp", "parataxis"} for c in head.children)

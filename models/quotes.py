"""Who speaks in which quotation: spans between quotation marks with the head of the speaker's phrase."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from models.cues import reporting, speaker
from models.phrases import nominal, text_of

_MARKS = frozenset({'"', "“", "”", "``", "''"})
_LONGEST = 400  # tokens; a mark that is never closed opens no quotation
_GOING_ON = frozenset({"continue"})  # a verb of saying beside a quotation only
_INTRO = 12  # tokens before the colon that may name who speaks
_SCARE = 3  # so few quoted words without a verb of saying are a name or a distancing, not speech


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: its tokens from `start` to `end` (exclusive), the marks left out, and the speaker's head and verb if found."""

    start: int
    end: int
    speaker: Token | None
    verb: Token | None


def speakers(doc: Doc) -> list[Quote]:
    """Find the quotations of a document. A quotation without a speaker of its own, next to one that has him, takes his."""
    quotes: list[Quote] = []
    marks = [t.i for t in doc if t.text in _MARKS]
    while len(marks) >= 2:
        start, end = marks[0] + 1, marks[1]
        if end - start > _LONGEST or any(t.text.startswith("\n\n") for t in doc[start:end]):
            marks = marks[1:]
            continue
        marks = marks[2:]
        verb = _verb_of(doc, start, end)
        who = speaker(verb) if verb is not None else None
        if who is None and quotes and quotes[-1].speaker is not None and start - quotes[-1].end <= 25 and end - start > _SCARE:
            who, verb = quotes[-1].speaker, quotes[-1].verb
        quotes.append(Quote(start, end, who, verb))
    return quotes + _statements(doc)


def _statements(doc: Doc) -> list[Quote]:
    """Find speech without marks: what follows a line that ends in *X said:*, up to the next such line or the end of the text."""
    if not re.search(r":[^\S\n]*\n", text_of(doc)):
        return []
    heads: list[tuple[int, int, Token]] = []
    for token in doc[:-2]:
        after = doc[token.i + 1]
        if token.text != ":" or not after.is_space or "\n" not in after.text or doc[token.i + 2].text in _MARKS:
            continue
        saying = [t for t in doc[max(token.sent.start, token.i - _INTRO) : token.i] if _says(t) and _speaks(t)]
        if saying:
            heads.append((token.sent.start, token.i + 2, saying[-1]))
    ends = [start for start, _, _ in heads[1:]] + [len(doc)]
    return [Quote(first, end, speaker(verb), verb) for (_, first, verb), end in zip(heads, ends, strict=False) if first < end]


def _verb_of(doc: Doc, start: int, end: int) -> Token | None:
    """Give the verb of saying that stands nearest to a quotation, outside of it and in the sentences that it touches."""
    if end <= start:
        return None
    first, last = doc[start].sent, doc[end - 1].sent
    around = [t for t in doc[first.start : last.end] if not start <= t.i < end]
    saying = [t for t in around if _says(t) and _speaks(t)]
    return min(saying, key=lambda t: min(abs(t.i - start), abs(t.i - end)), default=None)


def _says(token: Token) -> bool:
    row = reporting(token) if token.pos_ == "VERB" else None
    return row is not None and (row.effect in {"claimed", "denied"} or token.lemma_ in _GOING_ON)


def _speaks(verb: Token) -> bool:
    who = speaker(verb)
    return who is not None and nominal(who)

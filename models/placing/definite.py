"""Places told by a common noun: *across the country*, *in the city*, *outside the capital* mean one that the text has named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from models.gazetteer import fold
from models.gazetteer.search import KIND_WORDS
from models.phrases import case_of
from models.placing.words import group, seats
from models.records import PlaceMention

_COUNTRY = frozenset({"country", "nation"})
_POINTING = frozenset({"the", "this", "that", "its", "their", "his", "her"})
_TRUST = 0.6  # of the confidence of the place that the noun points to


def definite_places(places: Sequence[PlaceMention], within: Span) -> Iterator[tuple[PlaceMention, Span]]:
    """Yield the common nouns of a sentence that say where and point to a place named before, as mentions of that place."""
    for token in within:
        if token.lemma_.lower() not in _COUNTRY | {"capital"} and token.lower_ not in KIND_WORDS:
            continue
        if case_of(token) not in group("where") or not _points_back(token):
            continue
        found = _named(token, [p for p in places if p.place is not None and p.start < token.idx])
        if found is not None:
            start = token.left_edge if token.left_edge.lower_ in _POINTING else token
            span = token.doc[start.i : token.i + 1]
            yield (
                replace(
                    found, start=span.start_char, end=span.end_char, text=span.text, is_location=True,
                    confidence=round(found.confidence * _TRUST, 3), runners_up=(),
                ),
                span,
            )  # fmt: skip


def _points_back(token: Token) -> bool:
    """A definite noun with no name of its own."""
    own = [c for c in token.children if c.dep_ not in {"case", "det", "punct", "nmod:poss", "cc", "conj"} or c.pos_ == "PROPN"]
    return any(c.lower_ in _POINTING for c in token.children) and not own


def _named(token: Token, before: Sequence[PlaceMention]) -> PlaceMention | None:
    """Give the last named place of the noun's kind; of countries the one most spoken of."""
    lemma = token.lemma_.lower()
    if lemma in _COUNTRY:
        spoken_of = Counter(p.place.country for p in before if p.place is not None and p.place.country)
        code = spoken_of.most_common(1)[0][0] if spoken_of else None
        return next((p for p in reversed(before) if p.place is not None and p.place.kind == "country" and p.place.country == code), None)
    if lemma == "capital":
        return next((p for p in reversed(before) if p.place is not None and p.place.kind == "city" and fold(p.place.name) in seats()), None)
    kinds = KIND_WORDS[token.lower_]
    return next((p for p in reversed(before) if p.place is not None and p.place.kind in kinds), None)

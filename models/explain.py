"""Why an article was coded as it was: words and tree, the rows tried, and every decision behind a mention, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from spacy.tokens import Span, Token

from models.coding import Coding, Trace
from models.coding.roles import unmet
from models.coding.triggers import candidates
from models.extract import Extractor
from models.records import Actor, Article, Claim, Count, Extraction, Mention, PlaceMention, TimeMention
from models.seeds import read_csv

Data = dict[str, Any]
_MOST_ROWS = 3  # rows told of a word that coded nothing


def explain(extractor: Extractor, article: Article, *, mention_id: str | None = None) -> Data:
    """Explain an article sentence by sentence, or only the sentence of one mention.

    Gives `published` and `sentences`; a sentence holds its `tokens` (with head and relation), `dates`, `places`, `mentions` (each with the
    lexicon row, roles, place, date, status and its cues, claims, aspect, tolls) and `passed_over`: words that the lexicon knows and that
    coded nothing, with the reason. An unknown `mention_id` leaves `sentences` empty.
    """
    extraction, coding = extractor.trace(article)
    wanted = [m for m in extraction.mentions if mention_id in {None, m.mention_id}]
    sentences = [s for s in coding.doc.sents if s.text.strip()]
    if mention_id is not None:
        sentences = [s for s in sentences if any(s.start_char <= m.start < s.end_char for m in wanted)]
    span = extraction.published
    return {
        "article_id": article.article_id,
        "published": {"from": span.first, "to": span.last, "basis": span.basis, "evidence": list(span.evidence)},
        "sentences": [_sentence(s, extraction, coding, wanted) for s in sentences],
    }


def _sentence(sentence: Span, extraction: Extraction, coding: Coding, wanted: Iterable[Mention]) -> Data:
    def inside(items: Iterable[Any]) -> list[Any]:
        return [i for i in items if sentence.start_char <= i.start < sentence.end_char]

    told = inside(extraction.mentions)
    return {
        "text": sentence.text.strip(),
        "tokens": [_token(t, sentence.start) for t in sentence if not t.is_space],
        "dates": [_date(t) for t in inside(extraction.dates)],
        "places": [_place(p) for p in inside(extraction.places)],
        "mentions": [_mention(m, coding.traces[m.mention_id]) for m in inside(wanted)],
        "passed_over": _passed_over(sentence, coding, told),
    }


def _token(token: Token, first: int) -> Data:
    return {
        "number": token.i - first + 1,
        "text": token.text,
        "lemma": token.lemma_,
        "part_of_speech": token.pos_,
        "tag": token.tag_,
        "relation": token.dep_,
        "head": 0 if token.head == token else token.head.i - first + 1,
        "entity": token.ent_type_ or None,
    }


def _date(time: TimeMention) -> Data:
    return {"text": time.text, "value": time.value, **_days(time.span), "rule": time.rule}


def _days(span: Any) -> Data:
    return {"from": span.first, "to": span.last, "precision": span.precision}


def _place(mention: PlaceMention) -> Data:
    place = mention.place
    return {
        "text": mention.text,
        "is_location": mention.is_location,
        "name": place.name if place else None,
        "kind": place.kind if place else None,
        "country": place.country if place else None,
        "place_id": place.place_id if place else None,
        "confidence": round(mention.confidence, 3),
        "runners_up": list(mention.runners_up),
    }


def _mention(mention: Mention, trace: Trace) -> Data:
    return {
        "mention_id": mention.mention_id,
        "trigger": mention.text,
        "carried_by": trace.trigger.light.text if trace.trigger.light is not None else None,
        "type": mention.type,
        "mode": mention.mode,
        "cameo": mention.cameo,
        "score": mention.score,
        "row": row_of(mention),
        "initiators": [_actor(a) for a in mention.initiators],
        "targets": [_actor(a) for a in mention.targets],
        "place": _event_place(mention),
        "date": None if mention.date is None else {"told": mention.date_told, **_days(mention.date), "basis": mention.date_basis},
        "status": _status(mention, trace),
        "aspect": mention.aspect,
        "deaths": _count(mention.deaths),
        "injured": _count(mention.injured),
    }


def row_of(mention: Mention) -> Mapping[str, str]:
    """Give the lexicon row that coded a mention, with the file that holds it; only its id where the tables no longer have it."""
    file = f"lexicon/{mention.type.lower()}.csv"
    row = next((r for r in read_csv(file) if r["id"] == mention.rule), None)
    return {"id": mention.rule, "file": f"seeds/{file}"} | (row or {})


def _actor(actor: Actor) -> Data:
    return {"text": actor.text, "name": actor.name, "actor_id": actor.actor_id, "country": actor.country, "sector": actor.sector}


def _event_place(mention: Mention) -> Data | None:
    if mention.place is None:
        return None
    place = mention.place
    where = {"told": mention.place_told, "name": place.name, "kind": place.kind, "country": place.country, "admin1": place.admin1}
    at = {"lat": place.latitude, "lon": place.longitude, "radius_km": place.radius_km, "place_id": place.place_id}
    return {**where, **at, "basis": mention.place_basis, "confidence": mention.place_confidence}


def _status(mention: Mention, trace: Trace) -> Data:
    return {
        "status": mention.status,
        "voice": mention.voice,
        "polarity": mention.polarity,
        "modality": mention.modality,
        "cues": [t.text for t in trace.told.cues],
        "is_settled": trace.told.is_settled,
        "is_granted": trace.told.is_granted,
        "claims": [_claim(c) for c in mention.claims],
    }


def _claim(claim: Claim) -> Data:
    return {"claimant": None if claim.claimant is None else _actor(claim.claimant), "stance": claim.stance, "cue": claim.cue}


def _count(count: Count | None) -> Data | None:
    return None if count is None else {"low": count.low, "high": count.high, "victims": count.victims}


def _passed_over(sentence: Span, coding: Coding, told: Iterable[Mention]) -> list[Data]:
    """Tell of words that the lexicon knows why they coded nothing."""
    coded = {m.start for m in told}
    carriers = {t.trigger.light.idx for t in coding.traces.values() if t.trigger.light is not None}
    found: list[Data] = []
    for token in sentence:
        rows = list(candidates(token, coding.coder.lexicon)) if token.idx not in coded else []
        if not rows:
            continue
        missing = [(row.rule, unmet(trigger, row, coding.classes)) for trigger, row in rows]
        fits = next((rule for rule, conditions in missing if not conditions), None)
        if token.idx in carriers:
            reason = "it carries the event of another word"
        elif fits is not None:
            reason = f"{fits} fits, but another word tells the event, or nobody known acts or suffers"
        else:
            reason = "; ".join(f"{rule} asks for {', '.join(conditions)}" for rule, conditions in missing[:_MOST_ROWS])
        found.append({"word": token.text, "reason": reason})
    return found

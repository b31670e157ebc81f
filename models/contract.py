"""The annotation contract: an extraction as one JSON object, its offsets pointing into the text as it was given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.borrowed_types import acled_like
from models.ontology import Ontology
from models.records import Actor, Anchored, Count, Extraction, Mention, Place, PlaceMention, TimeMention, TimeSpan

Original = Callable[[int, int], tuple[int, int]]


class Annotator:
    """Renders extractions; holds the table that the derived fields need."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology

    def annotation(self, doc_id: str, extraction: Extraction, *, text: str, original: Original) -> dict[str, Any]:
        """Give the contract's object for an article; `text` is the text as given, `original` maps our offsets to its own."""
        published = extraction.published
        return {
            "doc_id": doc_id,
            "published": {**_days(published), "basis": published.basis, "evidence": list(published.evidence)},
            "dates": [_date(t, text, original) for t in extraction.dates],
            "places": [_place_mention(p, text, original) for p in extraction.places if p.place is not None],
            "events": [self._event(m, text, original) for m in extraction.mentions],
        }

    def _event(self, m: Mention, text: str, original: Original) -> dict[str, Any]:
        acled = acled_like(m, self.ontology)
        claimant = next((c.claimant for c in m.claims if c.claimant is not None), None) if m.voice == "other" else None
        return {
            **_span(m.start, m.end, text, original),
            "sentence": list(original(m.sentence_start, m.sentence_end)),
            "type": m.type,
            "mode": m.mode,
            "cameo": m.cameo,
            "acled": acled[1] if acled else None,
            "source": _actors(m.initiators),
            "target": _actors(m.targets),
            "place": None if m.place is None else {"text": m.place_told, **_place(m.place, m.place_confidence), "basis": m.place_basis},
            "date": _event_date(m),
            "status": m.status,
            "claimed_by": None if claimant is None else {"text": claimant.text, "name": claimant.name},
            "voice": m.voice,
            "aspect": m.aspect,
            "deaths": _count(m.deaths),
            "injured": _count(m.injured),
            "confidence": round(m.score, 3),
            "rule": m.rule,
        }


def _span(start: int, end: int, text: str, original: Original) -> dict[str, Any]:
    first, last = original(start, end)
    return {"start": first, "end": last, "text": text[first:last]}


def _days(span: Any) -> dict[str, str | None]:
    return {"from": span.first.isoformat() if span.first else None, "to": span.last.isoformat() if span.last else None}


def _event_date(m: Mention) -> dict[str, Any] | None:
    """Give the date as told; a dated anchor that proves its own days stands beside it."""
    if m.date is None:
        return None
    told = {"text": m.date_told, **_days(m.date), "precision": m.date.precision, "basis": m.date_basis}
    return {**told, **_anchor(m.date_anchored)}


def _anchor(anchored: Anchored | None) -> dict[str, Any]:
    return {"anchor": {"id": anchored.anchor_id, **_days(anchored.span)}} if anchored else {}


def _date(t: TimeMention, text: str, original: Original) -> dict[str, Any]:
    span: TimeSpan = t.span
    told = {**_span(t.start, t.end, text, original), "type": t.timex_type, "value": t.value, **_days(span), "precision": span.precision}
    return {**told, **_anchor(t.anchored)}


def _place(place: Place, confidence: float | None) -> dict[str, Any]:
    return {
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.latitude,
        "lon": place.longitude,
        "radius_km": place.radius_km,
        "gazetteer_id": place.place_id,
        "confidence": None if confidence is None else round(confidence, 3),
    }


def _place_mention(p: PlaceMention, text: str, original: Original) -> dict[str, Any]:
    if p.place is None:
        raise ValueError("a place mention without a place has no coordinates to give")
    return {**_span(p.start, p.end, text, original), **_place(p.place, p.confidence)}


def _actors(actors: tuple[Actor, ...]) -> dict[str, Any] | None:
    """One actor as an object; of several the first, the phrase naming all (a compound actor stays one event)."""
    if not actors:
        return None
    first = actors[0]
    text = first.text if len(actors) == 1 else " and ".join(a.text for a in actors)
    return {"text": text, "name": first.name, "id": first.actor_id, "country": first.country}


def _count(count: Count | None) -> dict[str, int] | None:
    """The number as told: an open upper end is given as the lower one, since the contract's ends are numbers."""
    return None if count is None else {"low": count.low, "high": count.low if count.high is None else count.high}

"""Records into flat rows: one function a table, keys named as the columns of the DDL."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from models.records import (
    Actor,
    Article,
    Claim,
    Count,
    Event,
    EventAlias,
    LinkMention,
    Membership,
    Offer,
    Place,
    Rejected,
    TimeSpan,
    Toll,
    stable_id,
)
from warehouse.store import utc

Row = dict[str, object]


def content_hash(rows: Sequence[Mapping[str, object]]) -> str:
    """Hash what rows say: 20 hex digits, the same for the same content in any process."""
    text = json.dumps(rows, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=10).hexdigest()


def hashed(row: Row) -> Row:
    """Add the content hash to a row."""
    return {**row, "content_hash": content_hash([row])}


def actor(record: Actor) -> Row:
    """Give an actor as the STRUCT of the actor lists."""
    return {
        "actor_id": record.actor_id,
        "name": record.name,
        "text": record.text,
        "country_code": record.country,
        "sector_code": record.sector,
        "span_start": record.start,
        "span_end": record.end,
    }


def claim(record: Claim) -> Row:
    """Give a claim as the STRUCT of `core.mention.claims`; an unnamed claimant has NULLs."""
    nobody = Actor(text="", name="")
    who = {key: value or None if key in {"name", "text"} else value for key, value in actor(record.claimant or nobody).items()}
    return {"stance": record.stance, **who, "cue": record.cue, "cue_start": record.cue_start, "cue_end": record.cue_end}


def place(record: Place | None) -> Row:
    """Give the place columns, all None for no place."""
    return {
        "place_id": record and record.place_id,
        "place_name": record and record.name,
        "place_type": record and record.kind,
        "country_code": record and record.country,
        "admin1_name": record and record.admin1,
        "admin2_name": record and record.admin2,
        "latitude": record and float(record.latitude),
        "longitude": record and float(record.longitude),
        "radius_km": record and float(record.radius_km),
    }


def span(record: TimeSpan | None) -> Row:
    """Give the date columns, all None for no date."""
    return {
        "start_date": record and record.first,
        "end_date": record and record.last,
        "date_precision": record and record.precision,
    }


def count(name: str, record: Count | None) -> Row:
    """Give the columns of a number of people in a mention."""
    return {
        f"{name}_low": record and record.low,
        f"{name}_high": record and record.high,
        f"{name}_victims": record and record.victims,
    }


def toll(name: str, record: Toll | None) -> Row:
    """Give the columns of a number of people in an event."""
    return {f"{name}_low": record and record.low, f"{name}_best": record and record.best, f"{name}_high": record and record.high}


def article(record: Article) -> Row:
    """Give a row of `raw.article`."""
    return {
        "article_id": record.article_id,
        "source_id": record.source_id,
        "doc_id": record.doc_id,
        "url": record.url,
        "locator": record.locator,
        "title": record.title,
        "body": record.body,
        "text": record.text,
        "text_hash": record.text_hash,
        "author_name": record.author,
        "section_name": record.section,
        "agency_name": record.agency,
        "dateline_place_name": record.dateline,
        "language": record.language,
        "language_basis": record.language_basis,
        "translated_by": record.translated_by,
        "original_language": record.original_language,
        "original_text": record.original,
        "published_from": record.published.first,
        "published_to": record.published.last,
        "published_basis": record.published.basis,
        "published_via": record.published.via,
        "published_evidence": list(record.published.evidence),
        "duplicate_of": record.duplicate_of,
        "duplicate_kind": record.duplicate_kind,
        "bands": [signed(band) for band in record.bands],
    }


def signed(band: int) -> int:
    """Fold an unsigned 64-bit band key into the signed BIGINT that holds it."""
    return band - 2**64 if band >= 2**63 else band


def rejected(record: Rejected) -> Row:
    """Give a row of `raw.rejected`."""
    return {
        "rejected_id": stable_id("rejected", record.source_id, record.locator, record.reason),
        "source_id": record.source_id,
        "offered_by": record.offered_by,
        "locator": record.locator,
        "reason": record.reason,
        "excerpt": record.excerpt,
    }


def offer(record: Offer) -> Row:
    """Give a row of `raw.offer`."""
    day = [str(record.published)] if record.is_list else []
    return {
        "offer_id": stable_id("offer", record.source_id, record.locator, record.article_id or "", record.outcome, *day),
        "source_id": record.source_id,
        "offered_by": record.offered_by,
        "locator": record.locator,
        "article_id": record.article_id,
        "published_date": record.published,
        "outcome": record.outcome,
        "is_list": record.is_list,
        "is_fetched": record.is_fetched,
        "reason": record.reason,
    }


def mention(record: LinkMention) -> Row:
    """Give a row of `core.mention`."""
    m = record.mention
    return hashed(
        {
            "mention_id": m.mention_id,
            **_origin(record),
            "span_start": m.start,
            "span_end": m.end,
            "text": m.text,
            "sentence_start": m.sentence_start,
            "sentence_end": m.sentence_end,
            "words": list(record.words),
            "event_type": m.type,
            "event_mode": m.mode,
            "cameo_code": m.cameo,
            "initiators": [actor(a) for a in m.initiators],
            "targets": [actor(a) for a in m.targets],
            **place(m.place),
            "place_told": m.place_told,
            "place_basis": m.place_basis,
            "place_confidence": m.place_confidence if m.place_confidence is None else float(m.place_confidence),
            **span(m.date),
            "date_told": m.date_told,
            "date_basis": m.date_basis,
            "voice": m.voice,
            "polarity": m.polarity,
            "modality": m.modality,
            "aspect": m.aspect,
            "status": m.status,
            "claims": [claim(c) for c in m.claims],
            **count("deaths", m.deaths),
            **count("injured", m.injured),
            "score": float(m.score),
            "rule": m.rule,
            "extractor_version": record.extractor_version,
        }
    )


def _origin(record: LinkMention) -> Row:
    """Give the columns that tell where a mention stands and when that was published."""
    known_at = record.known_at
    return {
        "article_id": record.mention.article_id,
        "source_id": record.source_id,
        "report_id": record.report_id,
        "published_from": record.published.first,
        "published_to": record.published.last,
        "published_basis": record.published.basis,
        "known_at": known_at and utc(known_at),
    }


def events(records: Iterable[Event]) -> list[Row]:
    """Give rows of `core.event`; all versions of one event share the hash over all of them, so that its history is replaced as a whole."""
    histories: dict[str, list[Row]] = {}
    for record in sorted(records, key=lambda e: (e.event_id, e.version)):
        histories.setdefault(record.event_id, []).append(_event(record))
    return [{**row, "content_hash": digest} for rows in histories.values() for digest in [content_hash(rows)] for row in rows]


def _event(e: Event) -> Row:
    return {
        "event_id": e.event_id,
        "version": e.version,
        "known_at": e.known_at and utc(e.known_at),
        "event_type": e.type,
        "event_mode": e.mode,
        "cameo_code": e.cameo,
        "aspect": e.aspect,
        "state": e.state,
        "initiators": [actor(a) for a in e.initiators],
        "targets": [actor(a) for a in e.targets],
        "claimants": [actor(a) for a in e.claimants],
        **place(e.place),
        "place_basis": e.place_basis,
        **span(e.date),
        "date_basis": e.date_basis,
        **toll("deaths", e.deaths),
        **toll("injured", e.injured),
        "toll_rule": e.toll_rule,
        "n_mentions": e.n_mentions,
        "n_articles": e.n_articles,
        "n_sources": e.n_sources,
        "n_owners": e.n_owners,
        "first_reported_date": e.first_reported,
        "last_reported_date": e.last_reported,
        "representative_mention_id": e.representative,
        "score": float(e.score),
        "acled_like_type": e.acled_like_type,
        "acled_like_sub_type": e.acled_like_sub_type,
        "ucdp_candidate_type": e.ucdp_candidate_type,
        "value_mentions": json.dumps(e.value_mentions),
        "extractor_version": e.extractor_version,
    }


def membership(record: Membership) -> Row:
    """Give a row of `core.event_mention`."""
    return hashed(
        {
            "event_id": record.event_id,
            "mention_id": record.mention_id,
            "known_at": record.known_at and utc(record.known_at),
            "link_score": round(record.score, 6),
            "nearest_mention_id": record.nearest,
            "link_parts": json.dumps({key: round(value, 6) for key, value in sorted(record.parts.items())}),
        }
    )


def alias(record: EventAlias) -> Row:
    """Give a row of `core.event_alias`."""
    return hashed({"alias_id": record.alias_id, "event_id": record.event_id, "reason": record.reason})

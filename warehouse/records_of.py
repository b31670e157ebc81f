"""Flat rows back into records: the way from the warehouse to the pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.records import Actor, Article, Claim, Count, LinkMention, Mention, Place, Published, TimeSpan

Found = Mapping[str, Any]  # a row of DuckDB: any type a column may have


def actor(row: Found) -> Actor:
    """Read an actor out of the STRUCT of a list."""
    return Actor(
        text=row["text"] or "",
        name=row["name"] or "",
        start=row["span_start"],
        end=row["span_end"],
        actor_id=row["actor_id"],
        country=row["country_code"],
        sector=row["sector_code"],
    )


def claim(row: Found) -> Claim:
    """Read a claim out of the STRUCT of a list; without name and text its claimant is unnamed."""
    claimant = actor(row) if row["name"] or row["text"] else None
    return Claim(claimant=claimant, stance=row["stance"], cue=row["cue"], cue_start=row["cue_start"], cue_end=row["cue_end"])


def place(row: Found) -> Place | None:
    """Read the place columns."""
    if row["place_id"] is None:
        return None
    return Place(
        place_id=row["place_id"],
        name=row["place_name"],
        kind=row["place_type"],
        country=row["country_code"],
        admin1=row["admin1_name"],
        admin2=row["admin2_name"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        radius_km=row["radius_km"],
    )


def _count(row: Found, name: str) -> Count | None:
    low = row[f"{name}_low"]
    return None if low is None else Count(low, row[f"{name}_high"], row[f"{name}_victims"])


def mention(row: Found) -> Mention:
    """Read a row of `core.mention`."""
    date = TimeSpan(row["start_date"], row["end_date"], row["date_precision"]) if row["date_precision"] else None
    return Mention(
        mention_id=row["mention_id"],
        article_id=row["article_id"],
        start=row["span_start"],
        end=row["span_end"],
        text=row["text"],
        sentence_start=row["sentence_start"],
        sentence_end=row["sentence_end"],
        type=row["event_type"],
        mode=row["event_mode"],
        cameo=row["cameo_code"],
        initiators=tuple(map(actor, row["initiators"] or ())),
        targets=tuple(map(actor, row["targets"] or ())),
        place=place(row),
        place_told=row["place_told"],
        place_basis=row["place_basis"],
        place_confidence=row["place_confidence"],
        date=date,
        date_told=row["date_told"],
        date_basis=row["date_basis"],
        voice=row["voice"],
        polarity=row["polarity"],
        modality=row["modality"],
        aspect=row["aspect"],
        status=row["status"],
        claims=tuple(map(claim, row["claims"] or ())),
        deaths=_count(row, "deaths"),
        injured=_count(row, "injured"),
        score=row["score"],
        rule=row["rule"],
    )


def link_mention(row: Found) -> LinkMention:
    """Read a row of `core.mention` with its `event_id`. The evidence of an inferred publication stays in `raw.article`."""
    return LinkMention(
        mention=mention(row),
        source_id=row["source_id"],
        report_id=row["report_id"],
        published=Published(row["published_from"], row["published_to"], row["published_basis"]),
        extractor_version=row["extractor_version"],
        words=tuple(row["words"] or ()),
        event_id=row["event_id"],
    )


def article(row: Found) -> Article:
    """Read a row of `raw.article`, without what only telling duplicates needs."""
    return Article(
        article_id=row["article_id"],
        source_id=row["source_id"],
        locator=row["locator"],
        doc_id=row["doc_id"],
        url=row["url"],
        title=row["title"],
        body=row["body"] or "",
        text=row["text"],
        text_hash=row["text_hash"],
        language=row["language"] or "en",
        published=Published(row["published_from"], row["published_to"], row["published_basis"], tuple(row["published_evidence"] or ())),
    )

"""Rows of the reference tables of core: actors and places as seen, sources and event types as handed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyarrow as pa

from models.records import EventType, LinkMention, Place, Source, Spell
from warehouse.rows import Row, hashed, place


def actors(mentions: Iterable[LinkMention]) -> list[Row]:
    """Give rows of `core.actor` for the known actors seen, one an id; of contradicting codings the least by text."""
    seen: dict[str, Row] = {}
    for m in mentions:
        claimants = [c.claimant for c in m.mention.claims if c.claimant]
        for a in (*m.mention.initiators, *m.mention.targets, *claimants):
            if a.actor_id:
                row: Row = {"actor_id": a.actor_id, "actor_name": a.name, "country_code": a.country, "sector_code": a.sector}
                seen[a.actor_id] = min(seen.get(a.actor_id, row), row, key=str)
    return [hashed(row) for row in seen.values()]


def places(mentions: Iterable[LinkMention]) -> list[Row]:
    """Give rows of `core.place` for the places seen, one an id."""
    return [hashed(place(p)) for p in {m.mention.place.place_id: m.mention.place for m in mentions if m.mention.place}.values()]


def areas(divisions: Sequence[Place]) -> pa.Table:
    """Give the divisions that have a country and a first-level name, as `core.area` without place code and envelope."""
    kept = [p for p in divisions if p.country and p.admin1 and (p.kind == "admin1" or (p.kind == "district" and p.admin2))]
    seconds = [p.admin2 if p.kind == "district" else None for p in kept]
    return pa.table(
        {
            "area_id": ["|".join(filter(None, (p.country, p.admin1, second))) for p, second in zip(kept, seconds, strict=True)],
            "area_type": ["admin2" if second else "admin1" for second in seconds],
            "country_code": [p.country for p in kept],
            "admin1_name": [p.admin1 for p in kept],
            "admin2_name": pa.array(seconds, pa.string()),
            "latitude": [float(p.latitude) for p in kept],
            "longitude": [float(p.longitude) for p in kept],
            "radius_km": [float(p.radius_km) for p in kept],
        }
    )


def source(record: Source) -> Row:
    """Give a row of `core.source`."""
    return hashed(
        {
            "source_id": record.source_id,
            "source_name": record.name,
            "source_type": record.kind,
            "country_code": record.country,
            "language": record.language,
            "owner_name": record.owner,
            "owner_group_name": record.owner_group,
            "stances": [_spell(s) for s in record.stances],
            "accesses": [_spell(s) for s in record.accesses],
            "url": record.url,
            "scope_country_codes": list(record.scope),
            "scope_topics": list(record.topics),
            "licence_name": record.licence,
            "rights_note": record.rights,
            "schedule": record.schedule,
            "n_daily_low": record.daily[0],
            "n_daily_high": record.daily[1],
            "n_lag_days": record.lag_days,
            "verified_date": record.verified,
        }
    )


def _spell(record: Spell) -> Row:
    return {"value": record.value, "valid_from": record.first, "valid_to": record.last}


def event_type(record: EventType) -> Row:
    """Give a row of `core.event_type`."""
    return hashed(
        {
            "event_type_id": f"{record.type}/{record.mode}" if record.mode else record.type,
            "event_type": record.type,
            "event_mode": record.mode,
            "cameo_code": record.cameo,
            "event_type_name": record.name,
            "description": record.description,
            "goldstein": record.goldstein,
            "cameo_version": record.cameo_version,
            "acled_like_type": record.acled_like_type,
            "acled_like_sub_type": record.acled_like_sub_type,
            "ucdp_candidate_type": record.ucdp_candidate_type,
        }
    )

"""Generated data for the benchmark of the warehouse: mentions and events of fifteen years, skewed as news is, and the way into core."""

from __future__ import annotations

from pathlib import Path

import duckdb

FIRST, LAST = "2010-01-01", "2024-12-31"
COUNTRIES, PROVINCES, DISTRICTS, TOWNS, ACTORS, SOURCES = 180, 15, 5, 40_000, 2_000, 40
GENERATE = f"""
CREATE MACRO share(a, b) AS hash(a, b)::DOUBLE / 18446744073709551616;
CREATE TABLE town AS
SELECT
    town, 'C' || lpad(c::VARCHAR, 3, '0') AS country, country || '|P' || p AS admin1, admin1 || '|D' || d AS admin2,
    round(-40 + 100 * share(c, 1) + 4 * share(town, 2), 4) AS latitude, round(-150 + 300 * share(c, 3) + 4 * share(town, 4),
        4) AS longitude
FROM (
    SELECT range AS town, floor({COUNTRIES} * share(range, 5) ** 3)::INTEGER AS c, hash(range, 6) % {PROVINCES} AS p, hash(range,
        7) % {DISTRICTS} AS d
    FROM range({TOWNS})
);
CREATE TABLE event AS
SELECT
    'e' || lpad(i::VARCHAR, 9, '0') AS event_id, ['ASSAULT', 'PROTEST', 'COERCE', 'CONSULT',
        'ACCUSE'][1 + floor(5 * r3 ** 2)::INTEGER] AS event_type,
    ['occurred', 'claimed', 'self_reported', 'disputed', 'denied', 'planned'][1 + floor(6 * r4 ** 4)::INTEGER] AS state,
    start_date, start_date + CASE WHEN r5 < 0.7 THEN 0 WHEN r5 < 0.85 THEN 3 WHEN r5 < 0.95 THEN 29 ELSE 364 END AS end_date,
    CASE WHEN r5 < 0.7 THEN 'day' WHEN r5 < 0.85 THEN 'range' WHEN r5 < 0.95 THEN 'month' ELSE 'year' END AS date_precision,
    CASE WHEN r6 < 0.6 THEN 'city' WHEN r6 < 0.75 THEN 'district' WHEN r6 < 0.85 THEN 'admin1' ELSE 'country' END AS place_type,
    t.country, t.admin1, t.admin2, t.latitude, t.longitude,
    'a' || floor({ACTORS} * r7 ** 3)::INTEGER AS initiator_id, 'a' || floor({ACTORS} * r8 ** 3)::INTEGER AS target_id,
    CASE WHEN r3 < 0.3 THEN floor(1 + 1 / (0.02 + r4))::INTEGER END AS deaths, 1 + floor(8 * r2 ** 6)::INTEGER AS n_mentions
FROM (
    SELECT -- some days are hot, and some towns
        range AS i, DATE '{FIRST}' + floor(5100 * (0.3 * share(range, 10) + 0.7 * (hash(range, 11) % 700) / 700))::INTEGER AS start_date,
        share(range, 18) AS r2, share(range, 12) AS r3, share(range, 13) AS r4, share(range, 14) AS r5, share(range, 15) AS r6,
        share(range, 16) AS r7, share(range, 17) AS r8, floor({TOWNS} * share(range, 19) ** 2)::INTEGER AS town
    FROM range($events)
) AS e
JOIN town AS t USING (town);
CREATE TABLE mention AS
SELECT
    'm' || lpad((row_number() OVER ())::VARCHAR, 9, '0') AS mention_id, event_id, 's' || floor({SOURCES} * share(event_id,
        n) ** 2)::INTEGER AS source_id,
    start_date + (hash(event_id, n, 1) % 6)::INTEGER AS published_date, event_type, state, country, deaths
FROM (SELECT *, unnest(range(n_mentions)) AS n FROM event);
"""
DIMENSIONS = f"""
CREATE TABLE period AS
SELECT d::DATE AS day, CASE WHEN isodow(d) = 1 THEN d::DATE END AS week, CASE WHEN day(d) = 1 THEN d::DATE END AS month
FROM (SELECT unnest(generate_series(TIMESTAMP '{FIRST}', TIMESTAMP '{LAST}', to_days(1))) AS d);
CREATE TABLE flat AS
SELECT
    event_id, event_type, state, start_date, end_date, date_trunc('week', start_date)::DATE AS start_week, date_trunc('week',
        end_date)::DATE AS end_week,
    date_trunc('month', start_date)::DATE AS start_month, date_trunc('month', end_date)::DATE AS end_month, country,
    CASE WHEN place_type <> 'country' THEN admin1 END AS admin1, CASE WHEN place_type IN ('city', 'district') THEN admin2 END AS admin2,
    CASE WHEN place_type = 'city' THEN (floor((latitude + 90) * 2) * 720 + floor((longitude + 180) * 2) + 1)::INTEGER END AS pg_id,
    CASE WHEN place_type = 'city' THEN floor(latitude)::INTEGER || ':' || floor(longitude)::INTEGER END AS hex_id,
    initiator_id, target_id, initiator_id || '>' || target_id AS dyad, deaths
FROM event;
"""


def core(made: Path) -> str:
    """Write the statements that put the generated rows into the tables of core."""
    envelope = "'r' AS run_id, TIMESTAMP '2025-01-01' AS recorded_at, 1::BIGINT AS seq"
    return f"""
    INSERT INTO core.event BY NAME
    SELECT event_id, 1 AS version, start_date::TIMESTAMP AS known_at, event_type, '' AS content_hash, 'event' AS aspect, state,
        [{{'actor_id': initiator_id, 'name': initiator_id, 'text': '', 'country_code': country, 'sector_code': 'REB',
            'span_start': 0, 'span_end': 1}}] AS initiators,
        [{{'actor_id': target_id, 'name': target_id, 'text': '', 'country_code': country, 'sector_code': 'MIL', 'span_start': 0,
            'span_end': 1}}] AS targets,
        admin2 AS place_id, admin2 AS place_name, place_type, country AS country_code, if(place_type <> 'country',
            split_part(admin1, '|', 2), NULL) AS admin1_name,
        if(place_type IN ('city', 'district'), split_part(admin2, '|', 3), NULL) AS admin2_name, latitude, longitude,
            if(place_type = 'city', 5.0, 100.0) AS radius_km,
        start_date, end_date, date_precision, 'expression' AS date_basis, deaths AS deaths_low, deaths AS deaths_best,
            deaths AS deaths_high,
        'latest_independent' AS toll_rule, n_mentions, n_mentions AS n_articles, 1 AS n_sources, start_date AS first_reported_date,
        start_date AS last_reported_date, event_id AS representative_mention_id, 0.5 AS score, 'x' AS extractor_version,
            {envelope}, false AS is_retracted
    FROM '{made / "event"}.parquet';
    INSERT INTO core.mention BY NAME
    SELECT mention_id, mention_id AS article_id, source_id, mention_id AS report_id, published_date AS published_from,
        published_date AS published_to,
        'given' AS published_basis, published_date::TIMESTAMP AS known_at, 0 AS span_start, 8 AS span_end, 'attacked' AS text,
            0 AS sentence_start, 60 AS sentence_end,
        event_type, country AS country_code, 'narrator' AS voice, 'affirmed' AS polarity, 'actual' AS modality, 'event' AS aspect,
            'asserted' AS status,
        deaths AS deaths_low, deaths AS deaths_high, 0.5 AS score, 'rule' AS rule, 'x' AS extractor_version, '' AS content_hash,
            {envelope}, false AS is_retracted
    FROM '{made / "mention"}.parquet';
    INSERT INTO core.event_mention BY NAME
    SELECT event_id, mention_id, published_date::TIMESTAMP AS known_at, 1.0 AS link_score, '{{}}' AS link_parts,
        '' AS content_hash, {envelope}, false AS is_retracted
    FROM '{made / "mention"}.parquet';
    INSERT INTO raw.offer BY NAME
    SELECT mention_id AS offer_id, source_id, mention_id AS locator, mention_id AS article_id, published_date, 'read' AS outcome,
        false AS is_list, true AS is_fetched, {envelope}
    FROM '{made / "mention"}.parquet';
    INSERT INTO core.source BY NAME
    SELECT source_id, source_id AS source_name,
        (SELECT list(DISTINCT country) FROM '{made / "event"}.parquet') AS scope_country_codes, '' AS content_hash, {envelope},
        false AS is_retracted
    FROM (SELECT DISTINCT source_id FROM '{made / "mention"}.parquet');
    CHECKPOINT
    """


def generate(n_mentions: int, folder: Path) -> dict[str, int]:
    """Make the data as Parquet; gives the rows of each table. About two mentions tell of an event, some of many."""
    with duckdb.connect(config={"memory_limit": "5GB", "temp_directory": str(folder)}) as con:
        for statement in (GENERATE.replace("$events", str(int(n_mentions / 1.86))) + DIMENSIONS).split(";\n"):
            con.execute(statement)
        for table in ("event", "flat", "mention", "period"):
            con.execute(f"COPY {table} TO '{folder / table}.parquet' (FORMAT parquet, COMPRESSION zstd)")
        return {t: con.execute(f"SELECT count(*) FROM {t}").fetchall()[0][0] for t in ("mention", "event")}

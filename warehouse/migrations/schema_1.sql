-- Schema 1, the first one: what every chain of migrations begins with. Kept for the test that upgrades such a file.
CREATE SCHEMA IF NOT EXISTS raw;

CREATE TABLE IF NOT EXISTS raw.article (
    article_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    doc_id VARCHAR,
    url VARCHAR,
    locator VARCHAR NOT NULL,
    title VARCHAR,
    body VARCHAR,
    text VARCHAR NOT NULL,
    text_hash VARCHAR NOT NULL,
    language VARCHAR,
    published_from DATE,
    published_to DATE,
    published_basis VARCHAR NOT NULL,
    published_evidence VARCHAR[],
    duplicate_of VARCHAR,
    duplicate_kind VARCHAR,
    bands BIGINT[],
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS raw.rejected (
    rejected_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    locator VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    excerpt VARCHAR,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS raw.offer (
    offer_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    locator VARCHAR NOT NULL,
    article_id VARCHAR,
    published_date DATE,
    outcome VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS raw.extraction (
    article_id VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    n_mentions BIGINT NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS raw.run (
    run_id VARCHAR NOT NULL,
    seq BIGINT NOT NULL,
    started_at TIMESTAMP NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    code_version VARCHAR NOT NULL,
    model_version VARCHAR NOT NULL,
    seeds_version VARCHAR NOT NULL,
    gazetteer_version VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    n_articles BIGINT NOT NULL,
    n_duplicates BIGINT NOT NULL,
    n_rejected BIGINT NOT NULL,
    n_mentions BIGINT NOT NULL,
    n_events BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS raw.schema_state (
    version VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL
);

CREATE SCHEMA IF NOT EXISTS core;

CREATE TABLE IF NOT EXISTS core.mention (
    mention_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    report_id VARCHAR NOT NULL,
    published_from DATE,
    published_to DATE,
    published_basis VARCHAR NOT NULL,
    known_at TIMESTAMP,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    words VARCHAR[],
    event_type VARCHAR NOT NULL,
    event_mode VARCHAR,
    cameo_code VARCHAR,
    initiators STRUCT(actor_id VARCHAR, name VARCHAR, text VARCHAR, country_code VARCHAR, sector_code VARCHAR, span_start INTEGER, span_end INTEGER)[],
    targets STRUCT(actor_id VARCHAR, name VARCHAR, text VARCHAR, country_code VARCHAR, sector_code VARCHAR, span_start INTEGER, span_end INTEGER)[],
    place_id VARCHAR,
    place_name VARCHAR,
    place_type VARCHAR,
    country_code VARCHAR,
    admin1_name VARCHAR,
    admin2_name VARCHAR,
    latitude DOUBLE,
    longitude DOUBLE,
    radius_km DOUBLE,
    place_told VARCHAR,
    place_basis VARCHAR,
    place_confidence DOUBLE,
    start_date DATE,
    end_date DATE,
    date_precision VARCHAR,
    date_told VARCHAR,
    date_basis VARCHAR,
    voice VARCHAR NOT NULL,
    polarity VARCHAR NOT NULL,
    modality VARCHAR NOT NULL,
    aspect VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    claims STRUCT(stance VARCHAR, actor_id VARCHAR, name VARCHAR, text VARCHAR, country_code VARCHAR, sector_code VARCHAR, span_start INTEGER, span_end INTEGER, cue VARCHAR, cue_start INTEGER, cue_end INTEGER)[],
    deaths_low INTEGER,
    deaths_high INTEGER,
    deaths_victims VARCHAR,
    injured_low INTEGER,
    injured_high INTEGER,
    injured_victims VARCHAR,
    score DOUBLE NOT NULL,
    rule VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);

CREATE TABLE IF NOT EXISTS core.event (
    event_id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    known_at TIMESTAMP,
    event_type VARCHAR NOT NULL,
    event_mode VARCHAR,
    cameo_code VARCHAR,
    aspect VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    initiators STRUCT(actor_id VARCHAR, name VARCHAR, text VARCHAR, country_code VARCHAR, sector_code VARCHAR, span_start INTEGER, span_end INTEGER)[],
    targets STRUCT(actor_id VARCHAR, name VARCHAR, text VARCHAR, country_code VARCHAR, sector_code VARCHAR, span_start INTEGER, span_end INTEGER)[],
    claimants STRUCT(actor_id VARCHAR, name VARCHAR, text VARCHAR, country_code VARCHAR, sector_code VARCHAR, span_start INTEGER, span_end INTEGER)[],
    place_id VARCHAR,
    place_name VARCHAR,
    place_type VARCHAR,
    country_code VARCHAR,
    admin1_name VARCHAR,
    admin2_name VARCHAR,
    latitude DOUBLE,
    longitude DOUBLE,
    radius_km DOUBLE,
    place_basis VARCHAR,
    start_date DATE,
    end_date DATE,
    date_precision VARCHAR,
    date_basis VARCHAR,
    deaths_low INTEGER,
    deaths_best INTEGER,
    deaths_high INTEGER,
    injured_low INTEGER,
    injured_best INTEGER,
    injured_high INTEGER,
    toll_rule VARCHAR NOT NULL,
    n_mentions INTEGER NOT NULL,
    n_articles INTEGER NOT NULL,
    n_sources INTEGER NOT NULL,
    first_reported_date DATE,
    last_reported_date DATE,
    representative_mention_id VARCHAR NOT NULL,
    score DOUBLE NOT NULL,
    acled_like_type VARCHAR,
    acled_like_sub_type VARCHAR,
    ucdp_candidate_type VARCHAR,
    extractor_version VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);

CREATE TABLE IF NOT EXISTS core.event_mention (
    event_id VARCHAR NOT NULL,
    mention_id VARCHAR NOT NULL,
    known_at TIMESTAMP,
    link_score DOUBLE NOT NULL,
    nearest_mention_id VARCHAR,
    link_parts VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);

CREATE TABLE IF NOT EXISTS core.event_alias (
    alias_id VARCHAR NOT NULL,
    event_id VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);

CREATE TABLE IF NOT EXISTS core.actor (
    actor_id VARCHAR NOT NULL,
    actor_name VARCHAR NOT NULL,
    country_code VARCHAR,
    sector_code VARCHAR,
    content_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);

CREATE TABLE IF NOT EXISTS core.place (
    place_id VARCHAR NOT NULL,
    place_name VARCHAR NOT NULL,
    place_type VARCHAR NOT NULL,
    country_code VARCHAR,
    admin1_name VARCHAR,
    admin2_name VARCHAR,
    latitude DOUBLE NOT NULL,
    longitude DOUBLE NOT NULL,
    radius_km DOUBLE NOT NULL,
    content_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);

CREATE TABLE IF NOT EXISTS core.source (
    source_id VARCHAR NOT NULL,
    source_name VARCHAR NOT NULL,
    source_type VARCHAR,
    country_code VARCHAR,
    language VARCHAR,
    owner_name VARCHAR,
    url VARCHAR,
    scope_country_codes VARCHAR[],
    content_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);

CREATE TABLE IF NOT EXISTS core.event_type (
    event_type_id VARCHAR NOT NULL,
    event_type VARCHAR NOT NULL,
    event_mode VARCHAR,
    cameo_code VARCHAR,
    event_type_name VARCHAR NOT NULL,
    description VARCHAR,
    goldstein DOUBLE,
    cameo_version VARCHAR,
    acled_like_type VARCHAR,
    acled_like_sub_type VARCHAR,
    ucdp_candidate_type VARCHAR,
    content_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);

CREATE TABLE IF NOT EXISTS core.decision (
    decision_id VARCHAR NOT NULL,
    decision_type VARCHAR NOT NULL,
    event_id VARCHAR NOT NULL,
    mention_ids VARCHAR[],
    value VARCHAR,
    author_name VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    undoes_decision_id VARCHAR,
    content_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL,
    is_retracted BOOLEAN NOT NULL
);

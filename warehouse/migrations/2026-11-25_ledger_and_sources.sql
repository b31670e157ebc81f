-- The ledger also tells what was gone, blocked or failed, and of lists; sources tell of owners, rights, volume and lag; articles of their origin.
ALTER TABLE raw.article ADD COLUMN author_name VARCHAR;
ALTER TABLE raw.article ADD COLUMN section_name VARCHAR;
ALTER TABLE raw.article ADD COLUMN agency_name VARCHAR;
ALTER TABLE raw.article ADD COLUMN dateline_place_name VARCHAR;
ALTER TABLE raw.article ADD COLUMN language_basis VARCHAR;
ALTER TABLE raw.article ADD COLUMN translated_by VARCHAR;
ALTER TABLE raw.article ADD COLUMN original_language VARCHAR;
ALTER TABLE raw.article ADD COLUMN original_text VARCHAR;
ALTER TABLE raw.article ADD COLUMN published_via VARCHAR;
ALTER TABLE raw.rejected ADD COLUMN offered_by VARCHAR;
-- DuckDB cannot set NOT NULL on a column that was filled in the same transaction: the table is made anew.
ALTER TABLE raw.offer RENAME TO offer_before;
CREATE TABLE raw.offer (
    offer_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    offered_by VARCHAR,
    locator VARCHAR NOT NULL,
    article_id VARCHAR,
    published_date DATE,
    outcome VARCHAR NOT NULL,
    is_list BOOLEAN NOT NULL,
    is_fetched BOOLEAN NOT NULL,
    reason VARCHAR,
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL
);
INSERT INTO raw.offer BY NAME SELECT *, false AS is_list, true AS is_fetched FROM raw.offer_before;
DROP TABLE raw.offer_before;
ALTER TABLE core.source ADD COLUMN owner_group_name VARCHAR;
ALTER TABLE core.source ADD COLUMN stances STRUCT(value VARCHAR, valid_from DATE, valid_to DATE)[];
ALTER TABLE core.source ADD COLUMN accesses STRUCT(value VARCHAR, valid_from DATE, valid_to DATE)[];
ALTER TABLE core.source ADD COLUMN scope_topics VARCHAR[];
ALTER TABLE core.source ADD COLUMN licence_name VARCHAR;
ALTER TABLE core.source ADD COLUMN rights_note VARCHAR;
ALTER TABLE core.source ADD COLUMN schedule VARCHAR;
ALTER TABLE core.source ADD COLUMN n_daily_low INTEGER;
ALTER TABLE core.source ADD COLUMN n_daily_high INTEGER;
ALTER TABLE core.source ADD COLUMN n_lag_days INTEGER;
ALTER TABLE core.source ADD COLUMN verified_date DATE;

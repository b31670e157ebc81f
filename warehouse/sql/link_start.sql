-- Empty temp tables of linking: what is compared of each mention at hand, and the blocks that it is in.
CREATE OR REPLACE TEMP TABLE fresh AS
SELECT *, NULL::VARCHAR AS event_id, false AS is_gone FROM batch;

CREATE OR REPLACE TEMP TABLE node (
    node_id VARCHAR, mention_id VARCHAR, event_id VARCHAR, is_gone BOOLEAN, article_id VARCHAR, report_id VARCHAR, sentence_start INTEGER,
    trigger_text VARCHAR, event_type VARCHAR, event_mode VARCHAR, mode_class VARCHAR, reality VARCHAR, is_recap BOOLEAN, is_short BOOLEAN, is_comparable BOOLEAN,
    is_mutual BOOLEAN, place_id VARCHAR, place_type VARCHAR, is_exact BOOLEAN, country_code VARCHAR, admin1_name VARCHAR,
    admin2_name VARCHAR, latitude DOUBLE, longitude DOUBLE, radius_km DOUBLE, start_date DATE, end_date DATE,
    i STRUCT(ids VARCHAR[], keys VARCHAR[], own VARCHAR[], fits VARCHAR[]),
    t STRUCT(ids VARCHAR[], keys VARCHAR[], own VARCHAR[], fits VARCHAR[]),
    words VARCHAR[], deaths_low INTEGER, deaths_high INTEGER, injured_low INTEGER, injured_high INTEGER,
    cell UBIGINT, profile UBIGINT, wording UBIGINT
);

CREATE OR REPLACE TEMP TABLE block (kind VARCHAR, key UBIGINT, twin UBIGINT, node_id VARCHAR);

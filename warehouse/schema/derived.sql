-- core views that derive from facts: claims and tolls live in their mentions, so that they cannot disagree with them.

CREATE OR REPLACE VIEW core.claim AS
SELECT
    m.mention_id || ':' || c.claim_position AS claim_id,
    m.mention_id, c.claim_position, c.claim.stance AS stance,
    c.claim.actor_id AS claimant_id, c.claim.name AS claimant_name, c.claim.text AS claimant_text,
    c.claim.country_code AS claimant_country_code, c.claim.sector_code AS claimant_sector_code,
    c.claim.cue AS cue, c.claim.cue_start AS cue_start, c.claim.cue_end AS cue_end,
    m.article_id, m.source_id, m.report_id, m.status, m.voice, m.known_at, m.extractor_version, m.run_id, m.recorded_at, m.seq, m.is_retracted
FROM core.mention AS m,
    LATERAL (SELECT unnest(m.claims) AS claim, generate_subscripts(m.claims, 1) AS claim_position) AS c;
COMMENT ON VIEW core.claim IS 'A row a claim made about a mention: who says so and with what stance. With the envelope of its mention, whose versions it follows.';

CREATE OR REPLACE VIEW core.claim_current AS
SELECT c.* FROM core.claim AS c SEMI JOIN core.mention_current AS m ON c.mention_id = m.mention_id AND c.seq = m.seq;
COMMENT ON VIEW core.claim_current IS 'core.claim as it stands: the claims of the current mentions.';

CREATE OR REPLACE VIEW core.toll AS
SELECT
    e.event_id, m.mention_id, t.victim_category, t.victims, t.low, t.high,
    c.claimant_id, c.claimant_name, m.voice, m.report_id, m.source_id, m.known_at, m.run_id, m.recorded_at, m.seq, m.is_retracted
FROM core.mention AS m
JOIN core.event_mention_current AS e ON e.mention_id = m.mention_id
JOIN (
    SELECT mention_id, seq, 'deaths' AS victim_category, deaths_victims AS victims, deaths_low AS low, deaths_high AS high
    FROM core.mention WHERE deaths_low IS NOT NULL
    UNION ALL
    SELECT mention_id, seq, 'injured', injured_victims, injured_low, injured_high
    FROM core.mention WHERE injured_low IS NOT NULL
) AS t ON t.mention_id = m.mention_id AND t.seq = m.seq
LEFT JOIN core.claim AS c ON c.mention_id = m.mention_id AND c.seq = m.seq AND c.claim_position = 1;
COMMENT ON VIEW core.toll IS 'A row a number of victims told of an event: by claimant (NULL: the narrator), victim category and mention. Contradicting figures stand side by side; never add them up.';

CREATE OR REPLACE VIEW core.toll_current AS
SELECT t.* FROM core.toll AS t SEMI JOIN core.mention_current AS m ON t.mention_id = m.mention_id AND t.seq = m.seq;
COMMENT ON VIEW core.toll_current IS 'core.toll as it stands: the figures of the current mentions.';

CREATE OR REPLACE VIEW core.event_wide AS
SELECT
    e.event_id, e.event_type, e.event_mode, e.cameo_code, e.state, e.aspect,
    e.start_date, e.end_date, e.date_precision, e.date_basis,
    list_aggregate(list_transform(e.initiators, lambda a: a.name), 'string_agg', '; ') AS initiator_name,
    e.initiators[1].actor_id AS initiator_id, e.initiators[1].country_code AS initiator_country_code, e.initiators[1].sector_code AS initiator_sector_code,
    list_aggregate(list_transform(e.targets, lambda a: a.name), 'string_agg', '; ') AS target_name,
    e.targets[1].actor_id AS target_id, e.targets[1].country_code AS target_country_code, e.targets[1].sector_code AS target_sector_code,
    list_aggregate(list_transform(e.claimants, lambda claimant: claimant.name), 'string_agg', '; ') AS claimant_name,
    list_aggregate(list_transform(e.claimants, lambda claimant: claimant.text), 'string_agg', '; ') AS claimant_text,
    e.place_id, e.place_name, e.place_type, e.country_code, e.admin1_name, e.admin2_name, e.latitude, e.longitude, e.radius_km, e.place_basis,
    pub.pg_id(e.latitude, e.longitude) AS pg_id,
    e.deaths_low, e.deaths_best, e.deaths_high, e.injured_low, e.injured_best, e.injured_high, e.toll_rule,
    e.n_mentions, e.n_articles, e.n_sources, e.n_owners, e.first_reported_date, e.last_reported_date, e.known_at, e.score,
    CASE
        WHEN e.date_precision = 'day' THEN 1
        WHEN e.end_date - e.start_date <= 6 THEN 2
        WHEN e.end_date - e.start_date <= 30 THEN 3
    END AS acled_time_precision,
    CASE
        WHEN e.end_date = e.start_date THEN 1
        WHEN e.date_precision <> 'week' AND e.end_date - e.start_date < 6 THEN 2
        WHEN e.end_date - e.start_date <= 6 THEN 3
        WHEN e.end_date - e.start_date <= 30 THEN 4
        WHEN e.end_date - e.start_date <= 365 THEN 5
    END AS ucdp_date_precision,
    CASE WHEN e.place_type IN ('site', 'city') THEN 1 WHEN e.place_type = 'district' THEN 2 WHEN e.place_type IN ('admin1', 'region') THEN 3 END
        AS acled_geo_precision,
    CASE e.place_type
        WHEN 'site' THEN 1 WHEN 'city' THEN 1 WHEN 'district' THEN 3 WHEN 'admin1' THEN 4 WHEN 'region' THEN 5 WHEN 'country' THEN 6 WHEN 'water' THEN 7
    END AS ucdp_where_precision,
    e.acled_like_type, e.acled_like_sub_type, e.ucdp_candidate_type,
    e.representative_mention_id, m.article_id, m.source_id, m.rule, e.extractor_version, e.run_id, e.recorded_at, e.version, e.seq, e.is_retracted
FROM core.event AS e
ASOF LEFT JOIN core.mention AS m ON m.mention_id = e.representative_mention_id AND m.seq <= e.seq;
COMMENT ON VIEW core.event_wide IS 'core.event made flat, all its rows: names joined, precision codes of ACLED and UCDP, and its representative mention as that was coded then. The pub views of events pick from it.';

CREATE OR REPLACE VIEW core.fixed_source AS
WITH month AS (
    SELECT source_id, date_trunc('month', published_date) AS month
    FROM raw.offer
    WHERE NOT is_list AND outcome IN ('read', 'duplicate') AND published_date IS NOT NULL
    GROUP BY ALL
)
SELECT source_id
FROM month
GROUP BY source_id
HAVING count(*) = (SELECT date_diff('month', min(month), max(month)) + 1 FROM month);
COMMENT ON VIEW core.fixed_source IS 'Sources that were read throughout: an article in each calendar month from the first to the last that any source was read in. A trend in their count is none of the ledger''s.';

CREATE OR REPLACE VIEW core.calendar AS
SELECT
    d::DATE AS calendar_date, date_trunc('week', d)::DATE AS week_start_date, date_trunc('month', d)::DATE AS month_start_date,
    isodow(d)::INTEGER AS weekday, week(d)::INTEGER AS iso_week, isoyear(d)::INTEGER AS iso_year, month(d)::INTEGER AS month,
    quarter(d)::INTEGER AS quarter, year(d)::INTEGER AS year, ((year(d) - 1980) * 12 + month(d))::INTEGER AS month_id
FROM (SELECT unnest(generate_series(TIMESTAMP '1950-01-01', TIMESTAMP '2049-12-31', to_days(1))) AS d);
COMMENT ON VIEW core.calendar IS 'A row a day from 1950 to 2049, with the week, month and year that it lies in.';

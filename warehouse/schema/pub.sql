-- pub: what analysts and BI tools see. Materialised as tables in a release.
CREATE SCHEMA IF NOT EXISTS pub;

CREATE OR REPLACE VIEW pub.event_all AS
SELECT w.* EXCLUDE (version, seq, is_retracted)
FROM core.event_wide AS w
SEMI JOIN core.event_current AS c ON c.event_id = w.event_id AND c.seq = w.seq AND c.version = w.version;
COMMENT ON VIEW pub.event_all IS 'Every current event in whatever state and aspect: claimed, denied, planned, totals, recaps. Don''t count rows here; count pub.event, or filter by state and aspect.';

CREATE OR REPLACE VIEW pub.event AS
SELECT * FROM pub.event_all WHERE state = 'occurred' AND aspect = 'event';
COMMENT ON VIEW pub.event IS 'Safe to count: events that occurred by independent narration, bounded in time and space, current, not retracted. Mind date_precision and radius_km before putting them in cells, and pub.coverage before calling a change a trend.';

CREATE OR REPLACE VIEW pub.mention AS
SELECT
    m.mention_id, e.event_id, m.article_id, m.source_id, m.report_id, m.report_id <> m.article_id AS is_duplicate,
    m.known_at, m.published_from, m.published_to, m.published_basis,
    m.event_type, m.event_mode, m.cameo_code, m.status, m.voice, m.polarity, m.modality, m.aspect,
    list_aggregate(list_transform(m.initiators, lambda a: a.name), 'string_agg', '; ') AS initiator_name,
    list_aggregate(list_transform(m.targets, lambda a: a.name), 'string_agg', '; ') AS target_name,
    list_aggregate(list_transform(m.claims, lambda c: c.name), 'string_agg', '; ') AS claimant_name,
    m.start_date, m.end_date, m.date_precision, m.date_told, m.date_basis,
    m.place_id, m.place_name, m.place_type, m.country_code, m.admin1_name, m.latitude, m.longitude, m.radius_km, m.place_told, m.place_basis,
    m.place_confidence, m.deaths_low, m.deaths_high, m.injured_low, m.injured_high,
    m.span_start, m.span_end, m.text, substring(a.text, m.sentence_start + 1, m.sentence_end - m.sentence_start) AS evidence,
    a.url, a.title, m.score, m.rule, e.link_score, e.link_parts, m.extractor_version, m.run_id, m.recorded_at
FROM core.mention_current AS m
LEFT JOIN core.event_mention_current AS e ON e.mention_id = m.mention_id
LEFT JOIN raw.article AS a ON a.article_id = m.article_id;
COMMENT ON VIEW pub.mention IS 'Every current mention with its event and its sentence. Several mentions tell of one event: count pub.event instead.';

CREATE OR REPLACE VIEW pub.claim AS
SELECT
    c.claim_id, e.event_id, c.mention_id, c.stance, c.claimant_id, c.claimant_name, c.claimant_text, c.claimant_country_code,
    c.claimant_sector_code, c.cue, c.status, m.event_type, m.start_date, m.end_date, m.date_precision, m.place_name, m.country_code,
    m.deaths_low, m.deaths_high, c.article_id, c.source_id, m.report_id <> m.article_id AS is_duplicate, c.known_at, c.run_id, c.recorded_at
FROM core.claim_current AS c
JOIN core.mention_current AS m ON m.mention_id = c.mention_id
LEFT JOIN core.event_mention_current AS e ON e.mention_id = c.mention_id;
COMMENT ON VIEW pub.claim IS 'Claims side by side: who says what about which event. Order by event_id to see contradictions.';

CREATE OR REPLACE VIEW pub.toll AS
SELECT event_id, mention_id, victim_category, victims, low, high, claimant_id, claimant_name, voice, report_id, source_id, known_at, run_id, recorded_at
FROM core.toll_current;
COMMENT ON VIEW pub.toll IS 'Numbers of victims told of each event by each claimant and report, side by side. Never add them up; pub.event has low, best and high.';

CREATE OR REPLACE VIEW pub.coverage AS
SELECT
    source_id, published_date,
    count(DISTINCT locator) AS n_offered,
    count(DISTINCT locator) FILTER (is_fetched) AS n_fetched,
    count(DISTINCT locator) FILTER (outcome = 'gone') AS n_gone,
    count(DISTINCT locator) FILTER (outcome = 'blocked') AS n_blocked,
    count(DISTINCT locator) FILTER (outcome = 'failed') AS n_failed,
    count(*) FILTER (outcome = 'read') AS n_read,
    count(*) FILTER (outcome = 'duplicate') AS n_duplicates,
    count(*) FILTER (outcome = 'rejected') AS n_rejected
FROM raw.offer
WHERE NOT is_list
GROUP BY source_id, published_date;
COMMENT ON VIEW pub.coverage IS 'Articles offered and read per source and publication day: the denominators. A day without a row was not offered, which is no zero.';

CREATE OR REPLACE MACRO pub.event_as_of(known_at, recorded_at) AS TABLE
SELECT w.* EXCLUDE (version, seq, is_retracted)
FROM (
    SELECT e.*
    FROM core.event_wide AS e
    WHERE e.recorded_at <= coalesce(recorded_at::TIMESTAMP, TIMESTAMP '9999-12-31')
    QUALIFY e.seq = max(e.seq) OVER (PARTITION BY e.event_id)
) AS w
WHERE NOT w.is_retracted AND coalesce(w.known_at, w.recorded_at) <= coalesce(known_at::TIMESTAMP, TIMESTAMP '9999-12-31')
QUALIFY row_number() OVER (PARTITION BY w.event_id ORDER BY w.version DESC) = 1;

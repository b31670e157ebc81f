-- pub: what analysts and BI tools see. Materialised as tables in a release, so that its macros ask nothing but pub.

CREATE OR REPLACE VIEW pub.mention_history AS
SELECT
    m.mention_id, m.article_id, m.source_id, m.report_id, m.report_id <> m.article_id AS is_duplicate,
    m.known_at, m.published_from, m.published_to, m.published_basis,
    m.event_type, m.event_mode, m.cameo_code, m.status, m.voice, m.polarity, m.modality, m.aspect,
    list_aggregate(list_transform(m.initiators, lambda a: a.name), 'string_agg', '; ') AS initiator_name,
    list_aggregate(list_transform(m.targets, lambda a: a.name), 'string_agg', '; ') AS target_name,
    list_aggregate(list_transform(m.claims, lambda c: c.name), 'string_agg', '; ') AS claimant_name,
    m.start_date, m.end_date, m.date_precision, m.date_told, m.date_basis,
    m.place_id, m.place_name, m.place_type, m.country_code, m.admin1_name, m.latitude, m.longitude, m.radius_km, m.place_told, m.place_basis,
    m.place_confidence, m.deaths_low, m.deaths_high, m.injured_low, m.injured_high,
    m.span_start, m.span_end, m.text, substring(a.text, m.sentence_start + 1, m.sentence_end - m.sentence_start) AS evidence,
    a.url, a.title, m.score, m.rule, m.extractor_version, a.recorded_at AS article_recorded_at, m.run_id, m.recorded_at, m.seq, m.is_retracted
FROM core.mention AS m
LEFT JOIN raw.article AS a ON a.article_id = m.article_id;
COMMENT ON VIEW pub.mention_history IS 'Every row that core.mention ever had, made flat, tombstones included: what pub.mention_as_of picks from.';

CREATE OR REPLACE VIEW pub.membership_history AS
SELECT -- qualified: in a macro of pub, a bare known_at would mean its parameter
    x.event_id, x.mention_id, x.known_at, x.link_score, x.nearest_mention_id, x.link_parts, x.run_id, x.recorded_at, x.seq, x.is_retracted
FROM core.event_mention AS x;
COMMENT ON VIEW pub.membership_history IS 'Every membership of a mention in an event that ever held, tombstones included.';

CREATE OR REPLACE VIEW pub.mention AS
SELECT h.* EXCLUDE (seq, is_retracted), e.event_id, e.link_score, e.link_parts
FROM pub.mention_history AS h
SEMI JOIN core.mention_current AS m ON m.mention_id = h.mention_id AND m.seq = h.seq
LEFT JOIN core.event_mention_current AS e ON e.mention_id = h.mention_id;
COMMENT ON VIEW pub.mention IS 'Every current mention with its event and its sentence. Several mentions tell of one event: count pub.event instead.';

CREATE OR REPLACE VIEW pub.event_history AS
SELECT * FROM core.event_wide;
COMMENT ON VIEW pub.event_history IS 'Every row that core.event ever had, made flat, tombstones included: what pub.event_as_of picks from.';

CREATE OR REPLACE VIEW pub.event_all AS
SELECT w.* EXCLUDE (version, seq, is_retracted), m.url, m.title, m.evidence
FROM core.event_wide AS w
SEMI JOIN core.event_current AS c ON c.event_id = w.event_id AND c.seq = w.seq AND c.version = w.version
ASOF LEFT JOIN pub.mention_history AS m ON m.mention_id = w.representative_mention_id AND m.seq <= w.seq;
COMMENT ON VIEW pub.event_all IS 'Every current event in whatever state and aspect: claimed, denied, planned, totals, recaps. Don''t count rows here; count pub.event, or filter by state and aspect.';

CREATE OR REPLACE VIEW pub.event AS
SELECT * FROM pub.event_all WHERE state = 'occurred' AND aspect = 'event';
COMMENT ON VIEW pub.event IS 'Safe to count: events that occurred by independent narration, bounded in time and space, current, not retracted. Mind date_precision and radius_km before putting them in cells, and pub.coverage before calling a change a trend.';

CREATE OR REPLACE VIEW pub.event_alias AS
SELECT alias_id, event_id, reason, run_id, recorded_at FROM core.event_alias_current;
COMMENT ON VIEW pub.event_alias IS 'Event ids that are no more and the events that hold what they held: join ids kept elsewhere through this.';

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
    o.source_id, o.published_date,
    count(DISTINCT o.locator) FILTER (NOT o.is_list) AS n_offered,
    count(DISTINCT o.locator) FILTER (NOT o.is_list AND o.is_fetched) AS n_fetched,
    count(DISTINCT o.locator) FILTER (NOT o.is_list AND o.outcome = 'gone') AS n_gone,
    count(DISTINCT o.locator) FILTER (NOT o.is_list AND o.outcome = 'blocked') AS n_blocked,
    count(DISTINCT o.locator) FILTER (NOT o.is_list AND o.outcome = 'failed') AS n_failed,
    count(*) FILTER (NOT o.is_list AND o.outcome = 'read') AS n_read,
    count(*) FILTER (NOT o.is_list AND o.outcome = 'duplicate') AS n_duplicates,
    count(*) FILTER (NOT o.is_list AND o.outcome = 'rejected') AS n_rejected,
    bool_or(o.is_list AND o.outcome = 'read') AS is_watched,
    bool_or(o.is_list AND o.outcome = 'failed') AS has_outage,
    bool_or(o.is_list AND o.outcome = 'blocked') AS has_block,
    any_value(f.source_id) IS NOT NULL AS is_fixed
FROM raw.offer AS o
LEFT JOIN core.fixed_source AS f ON f.source_id = o.source_id
GROUP BY o.source_id, o.published_date;
COMMENT ON VIEW pub.coverage IS 'Articles offered and read per source and publication day: the denominators. A day without a row was not looked at, which is no zero; a day that was watched and offered nothing was silent.';

CREATE OR REPLACE VIEW pub.source AS
SELECT s.* EXCLUDE (content_hash, run_id, recorded_at, seq, is_retracted) FROM core.source_current AS s;
COMMENT ON VIEW pub.source IS 'Publishers with what they declare to cover, who owns them, and what may be done with their texts.';

CREATE OR REPLACE VIEW pub.country AS
SELECT c.country_code, c.country_name, c.gwno, c.cow FROM core.country_current AS c;
COMMENT ON VIEW pub.country IS 'Countries with the numbers that other datasets know them by.';

CREATE OR REPLACE VIEW pub.country_cell AS
SELECT c.country_code, c.pg_first, c.pg_last, c.is_centre FROM core.country_cell_current AS c;
COMMENT ON VIEW pub.country_cell IS 'Runs of PRIO-GRID cells that a country touches.';

CREATE OR REPLACE VIEW pub.area AS
SELECT a.area_id, a.area_type, a.country_code, a.admin1_name, a.admin2_name, a.pcode, a.latitude, a.longitude, a.radius_km
FROM core.area_current AS a;
COMMENT ON VIEW pub.area IS 'First- and second-level divisions that the gazetteer knows.';

CREATE OR REPLACE VIEW pub.point_cell AS
SELECT p.latitude, p.longitude, p.radius_km, p.h3_resolution, p.h3_id, p.is_whole FROM core.point_cell AS p;
COMMENT ON VIEW pub.point_cell IS 'H3 cells of the points that places have.';

CREATE OR REPLACE VIEW pub.calendar AS SELECT * FROM core.calendar;
COMMENT ON VIEW pub.calendar IS 'A row a day from 1950 to 2049, with the week, month and year that it lies in.';

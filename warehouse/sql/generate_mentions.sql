-- For benchmarks/linking.py: mentions as a busy archive has them, about four of each happening and two of each article.
CREATE OR REPLACE TEMP MACRO skewed(seed, n) AS floor(n * pow((hash(seed) % 1000003) / 1000003.0, 3))::BIGINT; -- low numbers are common
CREATE OR REPLACE TEMP MACRO uniform(seed, n) AS (hash(seed) % n)::BIGINT;
CREATE OR REPLACE TEMP TABLE happening AS
SELECT
    h, ['ASSAULT', 'CONSULT', 'ACCUSE', 'COERCE', 'PROTEST', 'AID', 'REQUEST', 'AGREE'][1 + skewed(('type', h), 8)] AS event_type,
    DATE '2014-01-01' + (hash(('day', floor(3650 * pow((hash(('d', h)) % 1000003) / 1000003.0, 2))::BIGINT)) % 3650)::INTEGER AS day,
    skewed(('town', h), 400) AS town,
    skewed(('who', h), 60) AS who, skewed(('whom', h), 60) AS whom, 1 + skewed(('toll', h), 90) AS toll, skewed(('mode', h), 6) AS mode
FROM range($n::BIGINT // 4) AS r(h);

INSERT INTO core.mention BY NAME
WITH telling AS (
    SELECT n, skewed(('h', n), 1000000007) % ($n::BIGINT // 4) AS h FROM range($n::BIGINT) AS r(n)
),
told AS (SELECT t.n, h.*, uniform(('lag', n), 3) AS lag, uniform(('how', n), 20) AS how FROM telling AS t JOIN happening AS h USING (h)),
shaped AS (
    SELECT
        *, 'a' || hash((h, n // 2)) AS article,
        how < 13 AS is_placed, how BETWEEN 13 AND 15 AS is_provincial, -- the others tell no place
        CASE WHEN how % 5 < 3 THEN 0 WHEN how % 5 = 3 THEN 1 ELSE 31 END AS n_more_days
    FROM told
)
SELECT
    'm' || n AS mention_id, article AS article_id, 'source ' || skewed(('s', n), 300) AS source_id, article AS report_id,
    (day + lag::INTEGER)::DATE AS published_from, (day + lag::INTEGER)::DATE AS published_to, 'given' AS published_basis,
    (day + lag::INTEGER)::TIMESTAMP AS known_at, 0 AS span_start, 8 AS span_end, 'attacked' AS text, 100 * (n % 2)::INTEGER AS sentence_start,
    90 + 100 * (n % 2)::INTEGER AS sentence_end,
    list_sort(list_distinct(
        [chr((97 + uniform((h, w), 26))::INTEGER) || 'word' || skewed(('word', h, w), 3000) for w in range(8)]
        || ['own' || uniform((n, w), 5000) for w in range(uniform(('own', n), 6))]
    )) AS words,
    event_type, if(uniform(('m', n), 2) = 0, NULL, 'mode ' || mode) AS event_mode, '190' AS cameo_code,
    if(uniform(('i', n), 3) = 0, [], [{
        'actor_id': 'actor ' || who, 'name': 'Actor ' || who, 'text': 'they', 'country_code': NULL, 'sector_code': 'REB',
        'span_start': 0, 'span_end': 4
    }]) AS initiators,
    if(uniform(('t', n), 3) = 0, [], [{
        'actor_id': if(uniform(('tt', n), 4) = 0, NULL, 'actor ' || whom), 'name': 'Actor ' || whom || uniform(('tt', n), 4), 'text': 'them',
        'country_code': NULL, 'sector_code': 'CVL', 'span_start': 0, 'span_end': 4
    }]) AS targets,
    CASE WHEN is_placed THEN 'town ' || town WHEN is_provincial THEN 'province ' || town // 10 END AS place_id, place_id AS place_name,
    CASE WHEN is_placed THEN 'city' WHEN is_provincial THEN 'admin1' END AS place_type, if(place_id IS NULL, NULL, 'AFG') AS country_code,
    if(place_id IS NULL, NULL, 'province ' || town // 10) AS admin1_name, if(place_id IS NULL, NULL, 30 + town / 100.0) AS latitude,
    if(place_id IS NULL, NULL, 62 + town % 10) AS longitude, if(is_placed, 10, 100)::DOUBLE AS radius_km,
    (day - if(n_more_days = 31, day_of_month, 0))::DATE AS start_date, (start_date + n_more_days)::DATE AS end_date,
    CASE n_more_days WHEN 0 THEN 'day' WHEN 1 THEN 'range' ELSE 'month' END AS date_precision, 'expression' AS date_basis,
    'narrator' AS voice, 'affirmed' AS polarity, 'actual' AS modality, 'event' AS aspect, 'asserted' AS status, [] AS claims,
    if(uniform(('k', n), 3) = 0, toll, NULL)::INTEGER AS deaths_low, deaths_low AS deaths_high, 0.8 AS score, 'generated' AS rule,
    'generated' AS extractor_version, md5('m' || n) AS content_hash, 'generated' AS run_id, TIMESTAMP '2024-01-01' AS recorded_at, 1 AS seq,
    false AS is_retracted
FROM (SELECT *, day_of_month FROM shaped, LATERAL (SELECT extract(day FROM day)::INTEGER - 1 AS day_of_month))
ORDER BY published_from, mention_id -- as an archive is loaded

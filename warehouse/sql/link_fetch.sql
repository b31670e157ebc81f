-- Rows of the warehouse that the frontier's may have to be compared with and that are not at hand yet: of the same type within reach of its
-- days; of its reports; of its events; looks back at its places, or what they look back at; and what else the articles of these tell of the
-- type. Each with the event that it is part of. Gone are those that the batch replaces or no longer has.
CREATE OR REPLACE TEMP TABLE chosen AS
WITH mine AS (FROM node SEMI JOIN frontier USING (node_id)),
reach AS (
    SELECT DISTINCT event_type, unnest(range(start_date - 2, end_date + 1, INTERVAL 1 DAY))::DATE AS start_date FROM mine WHERE is_short
),
-- looks back are found by place and month, what looks back within the bounds of the frontier
months AS (
    SELECT DISTINCT event_type, place_id, unnest(range(date_trunc('month', start_date), end_date + 1, INTERVAL 1 MONTH))::DATE AS month
    FROM mine WHERE NOT is_short AND is_exact
),
bounds AS (SELECT min(start_date) AS earliest, max(end_date) AS latest FROM mine WHERE is_short AND is_exact),
towns AS (SELECT DISTINCT event_type, place_id FROM mine WHERE is_short AND is_exact),
near_rows AS (
    SELECT mention_id, article_id, event_type FROM core.mention SEMI JOIN reach USING (event_type, start_date)
    UNION
    SELECT mention_id, article_id, event_type FROM core.mention AS m
    SEMI JOIN months AS k ON k.event_type = m.event_type AND k.place_id = m.place_id AND k.month = date_trunc('month', m.start_date)
    UNION
    SELECT mention_id, article_id, event_type FROM core.mention AS m
    SEMI JOIN towns AS k ON k.event_type = m.event_type AND k.place_id = m.place_id
    WHERE
        (m.end_date - m.start_date >= 3 OR m.aspect <> 'event')
        AND m.start_date <= (SELECT latest FROM bounds) AND m.end_date >= (SELECT earliest FROM bounds)
    UNION
    SELECT mention_id, article_id, event_type FROM core.mention SEMI JOIN mine USING (report_id)
    UNION
    SELECT m.mention_id, m.article_id, m.event_type
    FROM mine
    JOIN core.event_mention AS own USING (mention_id)
    JOIN core.event_mention AS theirs ON theirs.event_id = own.event_id
    JOIN core.mention AS m ON m.mention_id = theirs.mention_id
),
wanted AS (
    SELECT mention_id FROM core.mention SEMI JOIN near_rows USING (article_id, event_type)
    UNION
    SELECT mention_id FROM core.mention WHERE article_id IN (FROM extracted)
    UNION
    FROM seed
)
SELECT row_id, mention_id, article_id IN (FROM extracted) OR mention_id IN (SELECT mention_id FROM batch) AS is_gone
FROM (
    SELECT rowid AS row_id, mention_id, article_id, is_retracted FROM core.mention SEMI JOIN wanted USING (mention_id)
    QUALIFY row_number() OVER (PARTITION BY mention_id ORDER BY seq DESC) = 1
)
WHERE NOT is_retracted AND mention_id || if(is_gone, ' gone', '') NOT IN (SELECT node_id FROM node);

-- Rows are read by their number: wide ones are costly to look through.
CREATE OR REPLACE TEMP TABLE fresh AS
SELECT m.*, e.event_id, c.is_gone
FROM (FROM core.mention WHERE rowid IN (SELECT row_id FROM chosen)) AS m
JOIN chosen AS c ON c.mention_id = m.mention_id
LEFT JOIN (
    SELECT mention_id, event_id, is_retracted FROM core.event_mention SEMI JOIN chosen USING (mention_id)
    QUALIFY row_number() OVER (PARTITION BY mention_id, event_id ORDER BY seq DESC) = 1
) AS e ON e.mention_id = m.mention_id AND NOT e.is_retracted

-- Rows of the warehouse that the frontier's may have to be compared with and that are not at hand yet: of the same type within reach of its
-- days; of its reports; of its events; looks back at its places, or what they look back at; and what else the articles of these tell of the
-- type. Each with the event that it is part of. Gone are those that the batch replaces or no longer has.
CREATE OR REPLACE TEMP TABLE fresh AS
WITH mine AS (FROM node SEMI JOIN frontier USING (node_id)),
reach AS (
    SELECT DISTINCT event_type, unnest(range(start_date - 2, end_date + 1, INTERVAL 1 DAY))::DATE AS start_date FROM mine WHERE is_short
),
near_rows AS (
    SELECT mention_id, article_id, event_type FROM core.mention SEMI JOIN reach USING (event_type, start_date)
    UNION
    SELECT m.mention_id, m.article_id, m.event_type
    FROM core.mention AS m
    JOIN mine ON mine.event_type = m.event_type AND mine.place_id = m.place_id AND mine.is_exact
        AND mine.start_date <= m.end_date AND m.start_date <= mine.end_date
        AND mine.is_short <> (m.aspect = 'event' AND m.end_date - m.start_date < 3)
        AND (
            mine.deaths_low >= 5 AND m.deaths_low = mine.deaths_low
            OR list_has_any(mine.i.ids, list_transform(m.initiators, lambda a: a.actor_id))
            AND list_has_any(mine.t.ids, list_transform(m.targets, lambda a: a.actor_id))
        )
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
SELECT m.*, e.event_id, m.article_id IN (FROM extracted) OR m.mention_id IN (SELECT mention_id FROM batch) AS is_gone
FROM (
    FROM core.mention SEMI JOIN wanted USING (mention_id)
    QUALIFY row_number() OVER (PARTITION BY mention_id ORDER BY seq DESC) = 1
) AS m
LEFT JOIN (
    FROM core.event_mention SEMI JOIN wanted USING (mention_id)
    QUALIFY row_number() OVER (PARTITION BY mention_id, event_id ORDER BY seq DESC) = 1
) AS e ON e.mention_id = m.mention_id AND NOT e.is_retracted
WHERE NOT m.is_retracted AND m.mention_id || if(is_gone, ' gone', '') NOT IN (SELECT node_id FROM node)

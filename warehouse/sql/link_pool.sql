-- Current mentions of the given ids, each with the event that it is part of; not those of articles that were coded anew. Rows are read by
-- their number: wide ones are costly to look through.
CREATE OR REPLACE TEMP TABLE chosen AS
SELECT row_id, mention_id
FROM (
    SELECT rowid AS row_id, mention_id, article_id, is_retracted FROM core.mention SEMI JOIN pool USING (mention_id)
    QUALIFY row_number() OVER (PARTITION BY mention_id ORDER BY seq DESC) = 1
)
WHERE NOT is_retracted AND article_id NOT IN (FROM extracted);

SELECT m.*, e.event_id
FROM (FROM core.mention WHERE rowid IN (SELECT row_id FROM chosen)) AS m
LEFT JOIN (
    SELECT mention_id, event_id, is_retracted FROM core.event_mention SEMI JOIN chosen USING (mention_id)
    QUALIFY row_number() OVER (PARTITION BY mention_id, event_id ORDER BY seq DESC) = 1
) AS e ON e.mention_id = m.mention_id AND NOT e.is_retracted
ORDER BY m.mention_id

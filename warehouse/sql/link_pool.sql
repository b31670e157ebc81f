-- Current mentions of the given ids, each with the event that it is part of; not those of articles that were coded anew.
SELECT m.*, e.event_id
FROM (
    FROM core.mention SEMI JOIN pool USING (mention_id)
    QUALIFY row_number() OVER (PARTITION BY mention_id ORDER BY seq DESC) = 1
) AS m
LEFT JOIN (
    FROM core.event_mention SEMI JOIN pool USING (mention_id)
    QUALIFY row_number() OVER (PARTITION BY mention_id, event_id ORDER BY seq DESC) = 1
) AS e ON e.mention_id = m.mention_id AND NOT e.is_retracted
WHERE NOT m.is_retracted AND m.article_id NOT IN (FROM extracted)
ORDER BY m.mention_id

-- Where the mentions of some articles stand once the batch is loaded.
SELECT mention_id, article_id, span_start, span_end, text FROM batch SEMI JOIN spoken USING (article_id)
UNION ALL
SELECT mention_id, article_id, span_start, span_end, text
FROM (
    FROM core.mention SEMI JOIN spoken USING (article_id)
    QUALIFY row_number() OVER (PARTITION BY mention_id ORDER BY seq DESC) = 1
)
WHERE NOT is_retracted AND article_id NOT IN (FROM extracted) AND mention_id NOT IN (SELECT mention_id FROM batch)
ORDER BY mention_id

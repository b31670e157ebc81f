-- Is an id current more than once?
SELECT 'core.mention' AS table_name, mention_id AS id, count(*) AS n_rows FROM core.mention_current GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'core.event', event_id, count(*) FROM core.event_current GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'core.event_mention', mention_id, count(*) FROM core.event_mention_current GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'raw.article', article_id, count(*) FROM raw.article GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'raw.offer', offer_id, count(*) FROM raw.offer GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'raw.run', seq::VARCHAR, count(*) FROM raw.run GROUP BY ALL HAVING count(*) > 1

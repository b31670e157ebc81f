-- Did one load write two rows for one id?
SELECT 'core.mention' AS table_name, mention_id AS id, seq, count(*) AS n_rows FROM core.mention GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'core.event', event_id || ' version ' || version, seq, count(*) FROM core.event GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'core.event_mention', event_id || ' ' || mention_id, seq, count(*) FROM core.event_mention GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'core.event_alias', alias_id, seq, count(*) FROM core.event_alias GROUP BY ALL HAVING count(*) > 1

-- Does a row point to one that isn't there?
SELECT 'mention without article' AS problem, m.mention_id AS id FROM core.mention_current AS m ANTI JOIN raw.article AS a USING (article_id)
UNION ALL
SELECT 'mention without event', m.mention_id FROM core.mention_current AS m ANTI JOIN core.event_mention_current AS e USING (mention_id)
UNION ALL
SELECT 'membership of no mention', e.mention_id FROM core.event_mention_current AS e ANTI JOIN core.mention_current AS m USING (mention_id)
UNION ALL
SELECT 'membership in no event', x.event_id FROM core.event_mention_current AS x ANTI JOIN core.event_current AS e USING (event_id)
UNION ALL
SELECT 'duplicate of no article', a.article_id
FROM raw.article AS a
ANTI JOIN raw.article AS b ON b.article_id = a.duplicate_of
WHERE a.duplicate_of IS NOT NULL
UNION ALL
SELECT 'alias to no event', a.alias_id FROM core.event_alias_current AS a ANTI JOIN core.event_current AS e USING (event_id)
UNION ALL
SELECT 'alias of a living event', a.alias_id FROM core.event_alias_current AS a SEMI JOIN core.event_current AS e ON e.event_id = a.alias_id
UNION ALL
SELECT 'row of no run', m.mention_id FROM core.mention AS m ANTI JOIN raw.run AS r ON r.run_id = m.run_id AND r.seq = m.seq

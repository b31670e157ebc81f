-- Does an event count other mentions or reports than it has?
SELECT e.event_id, e.n_mentions, count(*) AS n_members, e.n_articles, count(DISTINCT m.report_id) AS n_reports
FROM core.event_current AS e
JOIN core.event_mention_current AS x USING (event_id)
JOIN core.mention_current AS m ON m.mention_id = x.mention_id
GROUP BY ALL
HAVING e.n_mentions <> count(*) OR e.n_articles <> count(DISTINCT m.report_id)

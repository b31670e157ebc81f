-- Does the ledger disagree with the articles, or a view lose events?
SELECT 'offers read, articles' AS what, count(DISTINCT o.article_id) AS n_left, (SELECT count(*) FROM raw.article) AS n_right
FROM raw.offer AS o WHERE o.outcome <> 'rejected'
HAVING n_left <> n_right
UNION ALL
SELECT 'pub.event_all, core.event', (SELECT count(*) FROM pub.event_all), count(*) FROM core.event_current
HAVING (SELECT count(*) FROM pub.event_all) <> count(*)
UNION ALL
SELECT 'loads, runs', coalesce(max(seq), 0), count(*) FROM raw.run HAVING coalesce(max(seq), 0) <> count(*)

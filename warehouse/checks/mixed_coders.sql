-- Were events coded by several versions, so that a trend may be theirs? Run all articles again, or let it pass: allowed_checks.
SELECT m.extractor_version, count(*) AS n_mentions, min(m.recorded_at) AS first_recorded_at, max(m.recorded_at) AS last_recorded_at
FROM core.mention_current AS m
GROUP BY m.extractor_version
QUALIFY count(*) OVER () > 1
ORDER BY last_recorded_at DESC

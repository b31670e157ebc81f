-- Does an event's history skip a version, run backwards in publication, or forget reports?
SELECT event_id, version, known_at, n_mentions
FROM (SELECT * FROM core.event QUALIFY seq = max(seq) OVER (PARTITION BY event_id))
WHERE NOT is_retracted
QUALIFY
    version <> row_number() OVER (PARTITION BY event_id ORDER BY version)
    OR known_at < lag(known_at) OVER (PARTITION BY event_id ORDER BY version)
    OR (known_at IS NOT NULL AND version > 1 AND lag(known_at) OVER (PARTITION BY event_id ORDER BY version) IS NULL)
    OR n_mentions < lag(n_mentions) OVER (PARTITION BY event_id ORDER BY version)

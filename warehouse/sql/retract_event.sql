-- Events that lost a membership in this load and have none left.
INSERT INTO core.event BY NAME
SELECT e.* REPLACE ($run_id AS run_id, $recorded_at AS recorded_at, $seq AS seq, true AS is_retracted)
FROM core.event_current AS e
WHERE
    e.event_id IN (SELECT event_id FROM core.event_mention WHERE seq = $seq AND is_retracted)
    AND e.event_id NOT IN (SELECT event_id FROM core.event_mention_current)

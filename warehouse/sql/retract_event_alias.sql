-- Aliases of events that live again: a merge that was undone by later news.
INSERT INTO core.event_alias BY NAME
SELECT a.* REPLACE ($run_id AS run_id, $recorded_at AS recorded_at, $seq AS seq, true AS is_retracted)
FROM core.event_alias_current AS a
WHERE a.seq < $seq AND a.alias_id IN (SELECT event_id FROM core.event WHERE seq = $seq AND NOT is_retracted)

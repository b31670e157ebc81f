-- Older aliases that lead to an event absorbed in this load lead on to its heir, so that one hop always resolves.
INSERT INTO core.event_alias BY NAME
SELECT old.* REPLACE (
    b.event_id AS event_id, md5(old.alias_id || b.event_id) AS content_hash,
    $run_id AS run_id, $recorded_at AS recorded_at, $seq AS seq
)
FROM core.event_alias_current AS old
JOIN batch AS b ON b.alias_id = old.event_id
WHERE old.seq < $seq AND old.alias_id <> b.event_id

-- Memberships of mentions linked anew elsewhere, or of mentions retracted by this load.
INSERT INTO core.event_mention BY NAME
SELECT e.* REPLACE ($run_id AS run_id, $recorded_at AS recorded_at, $seq AS seq, true AS is_retracted)
FROM core.event_mention_current AS e
WHERE
    e.mention_id IN (SELECT mention_id FROM core.mention WHERE seq = $seq AND is_retracted)
    OR (
        e.mention_id IN (SELECT mention_id FROM batch)
        AND NOT EXISTS (SELECT 1 FROM batch AS b WHERE b.mention_id = e.mention_id AND b.event_id = e.event_id)
    )

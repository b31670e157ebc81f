-- Decisions that differ from the current ones.
INSERT INTO core.decision BY NAME
SELECT b.*, $run_id AS run_id, $recorded_at AS recorded_at, $seq AS seq, false AS is_retracted
FROM batch AS b
ANTI JOIN core.decision_current AS c USING (decision_id, content_hash)
QUALIFY row_number() OVER (PARTITION BY b.decision_id ORDER BY b.content_hash) = 1 -- a batch may repeat itself

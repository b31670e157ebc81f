-- Rows of core.actor that differ from the current ones.
INSERT INTO core.actor BY NAME
SELECT b.*, $run_id AS run_id, $recorded_at AS recorded_at, $seq AS seq, false AS is_retracted
FROM batch AS b
ANTI JOIN core.actor_current AS c USING (actor_id, content_hash)
QUALIFY row_number() OVER (PARTITION BY b.actor_id ORDER BY b.content_hash) = 1 -- a batch may repeat itself

-- Rows of core.event_type that differ from the current ones.
INSERT INTO core.event_type BY NAME
SELECT b.*, $run_id AS run_id, $recorded_at AS recorded_at, $seq AS seq, false AS is_retracted
FROM batch AS b
ANTI JOIN core.event_type_current AS c USING (event_type_id, content_hash)
QUALIFY row_number() OVER (PARTITION BY b.event_type_id ORDER BY b.content_hash) = 1 -- a batch may repeat itself

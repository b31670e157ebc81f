-- Rows of raw.rejected that are not there yet.
INSERT INTO raw.rejected BY NAME
SELECT b.*, $run_id AS run_id, $recorded_at AS recorded_at, $seq AS seq
FROM batch AS b
ANTI JOIN raw.rejected AS c USING (rejected_id)
QUALIFY row_number() OVER (PARTITION BY b.rejected_id ORDER BY b.excerpt) = 1 -- a batch may repeat itself

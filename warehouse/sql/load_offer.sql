-- Rows of raw.offer that are not there yet.
INSERT INTO raw.offer BY NAME
SELECT b.*, $run_id AS run_id, $recorded_at AS recorded_at, $seq AS seq
FROM batch AS b
ANTI JOIN raw.offer AS c USING (offer_id)
QUALIFY row_number() OVER (PARTITION BY b.offer_id ORDER BY b.published_date) = 1 -- a batch may repeat itself

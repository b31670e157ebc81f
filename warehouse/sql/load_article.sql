-- Rows of raw.article that are not there yet.
INSERT INTO raw.article BY NAME
SELECT b.*, $run_id AS run_id, $recorded_at AS recorded_at, $seq AS seq
FROM batch AS b
ANTI JOIN raw.article AS c USING (article_id)
QUALIFY row_number() OVER (PARTITION BY b.article_id ORDER BY b.locator) = 1 -- a batch may repeat itself

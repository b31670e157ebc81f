-- Rows of raw.extraction that are not there yet.
INSERT INTO raw.extraction BY NAME
SELECT b.*, $run_id AS run_id, $recorded_at AS recorded_at, $seq AS seq
FROM batch AS b
ANTI JOIN raw.extraction AS c USING (article_id, extractor_version)
QUALIFY row_number() OVER (PARTITION BY b.article_id, b.extractor_version ORDER BY b.n_mentions) = 1 -- a batch may repeat itself

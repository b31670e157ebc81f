-- The run, with what this load added.
INSERT INTO raw.run BY NAME
SELECT b.*, $run_id AS run_id, $recorded_at AS recorded_at, $seq AS seq
FROM batch AS b

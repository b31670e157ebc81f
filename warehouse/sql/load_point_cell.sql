-- The cells of new points.
INSERT INTO core.point_cell BY NAME
SELECT b.*, $run_id AS run_id, $recorded_at AS recorded_at, $seq AS seq, false AS is_retracted
FROM batch AS b
